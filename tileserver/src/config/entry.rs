//! One of several sections of the same name, and how its mistakes are told: by the key as its writer knows it.

use toml::{Table, Value};

use crate::config::{ConfigError, EntryMistake};

/// The last zoom of tiles.
const LAST_ZOOM: i64 = 20;

/// One `[[section]]`.
pub(super) struct Entry<'a> {
    pub(super) section: &'static str,
    /// From 1.
    pub(super) number: usize,
    pub(super) table: &'a Table,
}

impl Entry<'_> {
    /// Refuses keys nobody reads.
    pub(super) fn knows(&self, keys: &[&str]) -> Result<(), ConfigError> {
        match self.table.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => Err(ConfigError::UnknownKey { key: self.name(key) }),
            None => Ok(()),
        }
    }

    /// A key as its writer knows it.
    fn name(&self, key: &str) -> String {
        format!("[[{}]] #{} {key}", self.section, self.number)
    }

    pub(super) fn wrong(&self, key: &str, value: &str, mistake: EntryMistake) -> ConfigError {
        ConfigError::Entry { key: self.name(key), value: value.to_owned(), mistake }
    }

    pub(super) fn written(&self, key: &str) -> Result<Option<&str>, ConfigError> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong(key, &other.to_string(), EntryMistake::NotAText)),
        }
    }

    pub(super) fn needed(&self, key: &str) -> Result<&str, ConfigError> {
        self.written(key)?.ok_or_else(|| self.wrong(key, "", EntryMistake::Missing))
    }

    pub(super) fn zoom(&self, key: &str) -> Result<Option<u8>, ConfigError> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        let zoom =
            value.as_integer().filter(|zoom| (0..=LAST_ZOOM).contains(zoom)).and_then(|zoom| u8::try_from(zoom).ok());
        zoom.map(Some).ok_or_else(|| self.wrong(key, &value.to_string(), EntryMistake::NotAZoom))
    }
}
