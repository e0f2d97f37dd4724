//! Layer names: the same word is the collection id, the tile layer and the table.

use crate::message::{Message, Say};

/// A valid layer name: `[a-z][a-z0-9_]{0,47}`, not ending in a reserved suffix.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LayerName(String);

/// Why a text is no layer name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} is not a valid layer name")]
pub struct NameError {
    /// As given.
    pub name: String,
}

/// Names order as their texts do, so that maps of layers are asked with a text.
impl std::borrow::Borrow<str> for LayerName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl LayerName {
    /// Longest name; PostgreSQL's 63 bytes less the longest suffix and prefix of ours.
    pub const MAX_LENGTH: usize = 48;
    /// Suffixes of layers we derive ourselves.
    pub const RESERVED: [&'static str; 2] = ["_history", "_quarantine"];

    /// Checks a name given from outside.
    ///
    /// # Errors
    /// [`NameError`] if it does not fit the pattern, ends in a reserved suffix, or starts with `diaban_`, `gpkg_`, `rtree_` or `sqlite_`.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let fits = text.len() <= Self::MAX_LENGTH
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && !Self::RESERVED.iter().any(|suffix| text.ends_with(suffix))
            && !["diaban_", "gpkg_", "rtree_", "sqlite_"].iter().any(|prefix| text.starts_with(prefix));
        if fits { Ok(Self(text.to_owned())) } else { Err(NameError { name: text.to_owned() }) }
    }

    /// Reads a name the store wrote itself: also accepts the name of a quarantine layer.
    pub fn parse_stored(text: &str) -> Option<Self> {
        match text.strip_suffix("_quarantine") {
            Some(base) => Self::parse(base).ok().map(|name| name.quarantine()),
            None => Self::parse(text).ok(),
        }
    }

    /// True for the staff-only layer of records that could not be loaded.
    pub fn is_quarantine(&self) -> bool {
        self.0.ends_with("_quarantine")
    }

    /// The staff-only layer of records that could not be loaded.
    #[must_use]
    pub fn quarantine(&self) -> Self {
        Self(format!("{}_quarantine", self.0))
    }

    /// The layer beside which this one holds what could not be loaded, if it is such a layer.
    pub fn beside(&self) -> Option<Self> {
        Self::parse(self.0.strip_suffix("_quarantine")?).ok()
    }

    /// The table of superseded versions.
    pub fn history_table(&self) -> String {
        format!("{}_history", self.0)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for LayerName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Say for NameError {
    fn message(&self) -> Message {
        Message::new("layer-name-invalid").with("name", &self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_contract() {
        for good in ["parcels", "a", "thua_dat_2025"] {
            assert!(LayerName::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "1a", "Parcels", "thửa", "a-b", "x_history", "x_quarantine", "gpkg_x", &"a".repeat(49)] {
            assert!(LayerName::parse(bad).is_err(), "{bad}");
        }
    }
}
