//! `[planning] function_map`: the table of a province in place of ours.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use planning::extract::{FunctionMap, MOST_MAP_BYTES};

use crate::config::ConfigError;
use crate::config::raw::Raw;

/// Reads the file that is named, from where the program was started; ours without one.
pub(super) fn resolve(raw: &Raw) -> Result<Arc<FunctionMap>, ConfigError> {
    let named = raw.value("planning", "function_map").filter(|written| !written.value.is_empty());
    let Some(written) = named else { return Ok(FunctionMap::built_in()) };
    let path = PathBuf::from(&written.value);
    let mut text = String::new();
    // One byte more than a table may have: what is longer ends within a line, and has too many of them.
    let read = std::fs::File::open(&path)
        .and_then(|file| file.take(MOST_MAP_BYTES as u64 + 1).read_to_string(&mut text))
        .map_err(|source| ConfigError::Unreadable { path, source })?;
    let wrong = |line, mistake, text| ConfigError::NotAFunctionMap {
        key: written.key.clone(),
        value: written.value.clone(),
        line,
        mistake,
        text,
    };
    if read > MOST_MAP_BYTES {
        return Err(wrong(text.lines().count(), "too_many", String::new()));
    }
    let map = FunctionMap::read(&text).map_err(|error| wrong(error.line, error.mistake.as_str(), error.text))?;
    Ok(Arc::new(map))
}
