//! From a format to its reader.

use std::path::{Path, PathBuf};

use crate::error::ImportError;
use crate::formats::detect::Format;
use crate::formats::source::{FileCrs, ReadState, SourceFile, Visit};
use crate::formats::{geojson, gpkg, osm, shapefile, topojson};
use crate::text::TextSample;

/// The files beside this one that are read with it.
pub(crate) fn companions(format: Format, path: &Path) -> Vec<PathBuf> {
    match format {
        Format::Shapefile => shapefile::companions(path),
        _ => Vec::new(),
    }
}

/// Reads all records of a file.
pub(crate) fn read(
    format: Format,
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    reading.crs = FileCrs::Silent;
    reading.is_unicode = false;
    reading.undecoded = TextSample::default();
    let read = match format {
        Format::GeoJson => geojson::read,
        Format::TopoJson => topojson::read,
        Format::GeoPackage => gpkg::read,
        Format::Shapefile => shapefile::read,
        Format::ZippedShapefile => shapefile::read_zipped,
        Format::OpenStreetMap => osm::read,
    };
    read(source, reading, visit)
}
