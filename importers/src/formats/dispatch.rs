//! From a format to its reader, and to what a file lists of itself.

use std::path::{Path, PathBuf};

use spatial_core::crs::Crs;

use crate::error::{ImportError, file_name};
use crate::formats::detect::{Format, detect};
use crate::formats::gpkg::{StatedSystem, WholeFile, WholeTable};
use crate::formats::source::{FileCrs, ReadState, SourceFile, Visit};
use crate::formats::{geojson, gpkg, osm, shapefile, topojson};
use crate::text::TextSample;
use crate::text::stem;

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

/// Most layers of a file that are told of: more than anybody chooses from.
const MOST_LISTED: usize = 200;

/// A layer of a file, by the file's own list.
#[derive(Debug, Clone, PartialEq)]
pub struct FileLayer {
    /// Its name; the file's, if it holds one that is called nothing.
    pub name: String,
    /// The reference system the file states, if we know it.
    pub crs: Option<Crs>,
    /// What its shapes are said to be.
    pub geometry: Option<String>,
    /// Names of its fields.
    pub fields: Vec<String>,
}

/// What a file lists, without reading its records. Formats without a list hold one layer, of which nothing more is known.
///
/// # Errors
/// [`ImportError`] for a file that is none of ours.
pub fn layers_of(path: &Path) -> Result<Vec<FileLayer>, ImportError> {
    let named = |name: String| FileLayer { name, crs: None, geometry: None, fields: Vec::new() };
    Ok(match detect(path)? {
        Format::GeoPackage => WholeFile::open(path)?.tables()?.iter().take(MOST_LISTED).map(listed).collect(),
        Format::ZippedShapefile => shapefile::archived(path)?.into_iter().take(MOST_LISTED).map(named).collect(),
        _ => vec![named(stem(&file_name(path)).to_owned())],
    })
}

fn listed(table: &WholeTable) -> FileLayer {
    let crs = match table.system {
        StatedSystem::Known { crs, .. } => Some(crs),
        StatedSystem::Silent | StatedSystem::Unknown(_) => None,
    };
    let fields = table.columns.iter().flatten().map(|(name, _)| name.clone()).collect();
    let geometry = Some(table.geometry_type.clone()).filter(|kind| !kind.is_empty());
    FileLayer { name: table.name.clone(), crs, geometry, fields }
}
