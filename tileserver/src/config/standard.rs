//! `[planning] standard`: the table of a regulation that a province puts in place of ours.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use planning::check::{MOST_STANDARD_BYTES, Standard};

use crate::config::ConfigError;
use crate::config::raw::Raw;

/// Reads the file that is named, from where the program was started; ours without one.
pub(super) fn resolve(raw: &Raw) -> Result<Arc<Standard>, ConfigError> {
    let named = raw.value("planning", "standard").filter(|written| !written.value.is_empty());
    let Some(written) = named else { return Ok(Standard::built_in()) };
    let path = PathBuf::from(&written.value);
    let mut text = String::new();
    // One byte more than a table may have.
    let read = std::fs::File::open(&path)
        .and_then(|file| file.take(MOST_STANDARD_BYTES as u64 + 1).read_to_string(&mut text))
        .map_err(|source| ConfigError::Unreadable { path, source })?;
    let wrong = |line, mistake, text| ConfigError::NotAStandard {
        key: written.key.clone(),
        value: written.value.clone(),
        line,
        mistake,
        text,
    };
    if read > MOST_STANDARD_BYTES {
        return Err(wrong(text.lines().count(), "too_many", String::new()));
    }
    let standard = Standard::read(&text).map_err(|error| wrong(error.line, error.mistake.as_str(), error.text))?;
    Ok(Arc::new(standard))
}
