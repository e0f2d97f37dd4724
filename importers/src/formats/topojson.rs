//! TopoJSON.
use crate::ImportError;
use crate::formats::{ReadOptions, Reading, Visit};
use std::path::Path;
/// Reads all.
pub(super) fn read(
    path: &Path,
    _options: ReadOptions<'_>,
    _reading: &mut Reading,
    _visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    Err(ImportError::UnknownFormat { path: path.to_owned() })
}
