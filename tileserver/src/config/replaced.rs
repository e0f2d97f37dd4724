//! `[planning] function_map` and `standard`: tables that a province puts in place of ours.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use planning::check::{MOST_STANDARD_BYTES, Standard};
use planning::extract::{FunctionMap, MOST_MAP_BYTES};

use crate::config::ConfigError;
use crate::config::raw::Raw;

/// What is wrong with a table: the line, what it is, and the words.
type Mistaken = (usize, &'static str, String);

/// How functions of plans and codes of land use go together.
pub(super) fn function_map(raw: &Raw) -> Result<Arc<FunctionMap>, ConfigError> {
    let read = |text: &str| FunctionMap::read(text).map_err(|error| (error.line, error.mistake.as_str(), error.text));
    let wrong = |key, value, (line, mistake, text)| ConfigError::NotAFunctionMap { key, value, line, mistake, text };
    Ok(table(raw, "function_map", MOST_MAP_BYTES, read, wrong)?.unwrap_or_else(FunctionMap::built_in))
}

/// What a regulation has where no plan says what may be built.
pub(super) fn standard(raw: &Raw) -> Result<Arc<Standard>, ConfigError> {
    let read = |text: &str| Standard::read(text).map_err(|error| (error.line, error.mistake.as_str(), error.text));
    let wrong = |key, value, (line, mistake, text)| ConfigError::NotAStandard { key, value, line, mistake, text };
    Ok(table(raw, "standard", MOST_STANDARD_BYTES, read, wrong)?.unwrap_or_else(Standard::built_in))
}

/// Reads the file that is named, from where the program was started; none if none is.
fn table<T>(
    raw: &Raw,
    name: &'static str,
    most: usize,
    read: impl Fn(&str) -> Result<T, Mistaken>,
    wrong: impl Fn(String, String, Mistaken) -> ConfigError,
) -> Result<Option<Arc<T>>, ConfigError> {
    let named = raw.value("planning", name).filter(|written| !written.value.is_empty());
    let Some(written) = named else { return Ok(None) };
    let path = PathBuf::from(&written.value);
    let mut text = String::new();
    // One byte more than a table may have: what is longer ends within a line, and has too many of them.
    let bytes = std::fs::File::open(&path)
        .and_then(|file| file.take(most as u64 + 1).read_to_string(&mut text))
        .map_err(|source| ConfigError::Unreadable { path, source })?;
    let table = if bytes > most { Err((text.lines().count(), "too_many", String::new())) } else { read(&text) };
    table
        .map(|table| Some(Arc::new(table)))
        .map_err(|mistaken| wrong(written.key.clone(), written.value.clone(), mistaken))
}
