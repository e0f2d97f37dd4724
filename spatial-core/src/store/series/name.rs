//! Names of series: they stand in addresses and in calls between servers.

use crate::store::series::SeriesProblem;

/// A valid name of a series: `[a-z][a-z0-9_]{0,47}`, as that of a layer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SeriesName(String);

impl SeriesName {
    /// Longest name.
    pub const MAX_LENGTH: usize = 48;

    /// Checks a name given from outside.
    ///
    /// # Errors
    /// [`SeriesProblem::NameInvalid`] if it does not fit the pattern.
    pub fn parse(text: &str) -> Result<Self, SeriesProblem> {
        let fits = text.len() <= Self::MAX_LENGTH
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if fits { Ok(Self(text.to_owned())) } else { Err(SeriesProblem::NameInvalid { name: text.to_owned() }) }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SeriesName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_contract() {
        for good in ["lamps", "a", "dong_ho_nuoc_2025"] {
            assert_eq!(SeriesName::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "1a", "Lamps", "đèn", "a-b", "a b", "lamps/../x", &"a".repeat(49)] {
            assert!(SeriesName::parse(bad).is_err(), "{bad}");
        }
    }
}
