//! What was written, not yet understood: one text per known key, with the place it came from; and what may stand several times.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::ConfigError;

/// All keys there are: section and key.
pub(super) const KEYS: [(&str, &str); 56] = [
    ("server", "listen"),
    ("server", "access_log"),
    ("server", "trusted_proxies"),
    ("server", "proxy_header"),
    ("server", "public_url"),
    ("server", "hosts"),
    ("server", "metrics_for"),
    ("cache", "tiles_mb"),
    ("cache", "base_maps_mb"),
    ("store", "read_urls"),
    ("store", "changes_days"),
    ("limits", "connections"),
    ("limits", "connections_per_client"),
    ("limits", "questions_per_client"),
    ("limits", "header_seconds"),
    ("limits", "request_seconds"),
    ("limits", "write_seconds"),
    ("limits", "shutdown_seconds"),
    ("limits", "body_kb"),
    ("limits", "upload_mb"),
    ("limits", "import_mb"),
    ("limits", "answer_mb"),
    ("limits", "page_features"),
    ("limits", "tile_layers"),
    ("limits", "listeners"),
    ("limits", "listeners_per_client"),
    ("search", "memory_mb"),
    ("search", "commune"),
    ("search", "sheet"),
    ("search", "number"),
    ("search", "identifier"),
    ("search", "address"),
    ("search", "name"),
    ("search", "former_name"),
    ("search", "code"),
    ("search", "decision"),
    ("search", "mention"),
    ("planning", "publish_days"),
    ("planning", "contact_days"),
    ("planning", "consultation_days"),
    ("planning", "answer_days"),
    ("planning", "function_map"),
    ("planning", "standard"),
    ("planning", "sliver_area_m2"),
    ("planning", "sliver_width_m"),
    ("planning", "contact_days"),
    ("report", "signing_certificate"),
    ("report", "signing_key"),
    ("report", "former_certificates"),
    ("authority", "name"),
    ("authority", "logo"),
    ("authority", "arms"),
    ("authority", "phone"),
    ("authority", "email"),
    ("authority", "address"),
    ("authority", "accent"),
];

/// The sections that may stand several times.
const TABLES: &str = "tables";
const BASE_MAPS: &str = "base_maps";

/// A value and the name under which its writer knows it.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) key: String,
    pub(super) value: String,
}

/// Values by section and key.
#[derive(Debug, Default)]
pub(super) struct Raw {
    values: BTreeMap<(&'static str, &'static str), Written>,
    /// `[[tables]]`, in order.
    pub(super) tables: Vec<toml::Table>,
    /// `[[base_maps]]`, in order.
    pub(super) base_maps: Vec<toml::Table>,
}

impl Raw {
    pub(super) fn value(&self, section: &'static str, key: &'static str) -> Option<&Written> {
        self.values.get(&(section, key))
    }

    /// Takes what a TOML file says.
    pub(super) fn read_toml(&mut self, path: &Path, source: &str) -> Result<(), ConfigError> {
        let table: toml::Table = source
            .parse()
            .map_err(|source| ConfigError::NotToml { path: path.to_owned(), source: Box::new(source) })?;
        for (section, content) in table {
            if section == TABLES {
                self.tables = entries(TABLES, content)?;
                continue;
            }
            if section == BASE_MAPS {
                self.base_maps = entries(BASE_MAPS, content)?;
                continue;
            }
            let Some(content) = content.as_table() else { return Err(ConfigError::UnknownKey { key: section }) };
            if !KEYS.iter().any(|(known, _)| *known == section) {
                return Err(ConfigError::UnknownKey { key: format!("[{section}]") });
            }
            for (key, value) in content {
                let written = format!("[{section}] {key}");
                self.take(written, toml_text(value), |known| known == (&*section, &**key))?;
            }
        }
        Ok(())
    }

    /// Takes `DIABAN_SECTION_KEY`; other variables are none of ours unless they start like one of our sections.
    pub(super) fn read_environment(
        &mut self,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<(), ConfigError> {
        for (name, value) in environment {
            let Some(rest) = name.strip_prefix("DIABAN_") else { continue };
            let ours = KEYS.iter().any(|(section, _)| starts_with_section(rest, section));
            if ours {
                let wanted = rest.to_ascii_lowercase();
                self.take(name, value, |(section, key)| format!("{section}_{key}") == wanted)?;
            }
        }
        Ok(())
    }

    fn take(
        &mut self,
        written: String,
        value: String,
        is_it: impl Fn((&'static str, &'static str)) -> bool,
    ) -> Result<(), ConfigError> {
        let Some(known) = KEYS.into_iter().find(|known| is_it(*known)) else {
            return Err(ConfigError::UnknownKey { key: written });
        };
        self.values.insert(known, Written { key: written, value });
        Ok(())
    }
}

fn entries(section: &str, content: toml::Value) -> Result<Vec<toml::Table>, ConfigError> {
    let one_is_enough = || ConfigError::UnknownKey { key: format!("[{section}]") };
    let toml::Value::Array(tables) = content else { return Err(one_is_enough()) };
    tables.into_iter().map(|table| table.try_into().map_err(|_| one_is_enough())).collect()
}

fn starts_with_section(rest: &str, section: &str) -> bool {
    rest.len() > section.len()
        && rest.as_bytes()[section.len()] == b'_'
        && rest.as_bytes()[..section.len()].eq_ignore_ascii_case(section.as_bytes())
}

/// Lists as their members with commas between, as in the environment.
fn toml_text(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(members) => members.iter().map(toml_text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
