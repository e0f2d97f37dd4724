//! Which format a file is: by what is in it, not by its name.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;

use crate::error::ImportError;
use crate::formats::geojson::RECORD_SEPARATOR;
use crate::formats::input::GZIP;
use crate::formats::json::{Cursor, JsonErrorKind};
use crate::formats::osm::is_pbf;
use crate::text::{DecodingReader, Encoding};

/// How much of a file we look at; the telling member stands within its first few hundred bytes.
const LOOK: usize = 64 << 10;

/// A format we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// GeoJSON, whole or as a sequence, perhaps gzipped.
    GeoJson,
    /// TopoJSON, perhaps gzipped.
    TopoJson,
    /// GeoPackage.
    GeoPackage,
    /// Shapefile: `.shp` with its companions.
    Shapefile,
    /// Shapefile in a zip archive.
    ZippedShapefile,
    /// OpenStreetMap extract, `.osm.pbf`.
    OpenStreetMap,
}

impl Format {
    /// Its name, as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON",
            Self::TopoJson => "TopoJSON",
            Self::GeoPackage => "GeoPackage",
            Self::Shapefile | Self::ZippedShapefile => "Shapefile",
            Self::OpenStreetMap => "OpenStreetMap PBF",
        }
    }

    /// False if the file's extension promises another format.
    pub(crate) fn fits_extension(self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        let promised: &[Self] = match end {
            "geojson" | "geojsonl" | "geojsons" | "geojsonseq" | "ndjson" | "jsonl" => &[Self::GeoJson],
            "topojson" => &[Self::TopoJson],
            "gpkg" => &[Self::GeoPackage],
            "shp" => &[Self::Shapefile],
            "zip" | "shz" => &[Self::ZippedShapefile],
            "pbf" => &[Self::OpenStreetMap],
            "json" => &[Self::GeoJson, Self::TopoJson],
            "csv" | "kml" | "gml" | "xml" | "dxf" | "dgn" | "tab" | "mif" | "fgb" => &[],
            _ => return true,
        };
        promised.contains(&self)
    }
}

/// Looks into a file.
///
/// # Errors
/// [`ImportError::UnknownFormat`] if it is none of ours, [`ImportError::Truncated`] if it is empty, [`ImportError::Unreadable`] if it
/// cannot be opened, [`ImportError::NotAFile`] before a pipe or a device is opened.
pub(crate) fn detect(path: &Path) -> Result<Format, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(ImportError::NotAFile { path: path.to_owned() });
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut start = Vec::new();
    (&mut file).take(LOOK as u64).read_to_end(&mut start).map_err(unreadable)?;
    if start.is_empty() {
        return Err(ImportError::Truncated { path: path.to_owned() });
    }
    let unknown = || ImportError::UnknownFormat { path: path.to_owned() };
    let start = text_of(&start);
    let format = match *start {
        _ if start.starts_with(b"SQLite format 3\0") => Format::GeoPackage,
        [0, 0, 0x27, 0x0A, ..] => Format::Shapefile,
        [b'P', b'K', 3, 4, ..] => Format::ZippedShapefile,
        _ if is_pbf(&start) => Format::OpenStreetMap,
        _ => match of_json(&start) {
            Some(Telling::Format(format)) => format,
            Some(Telling::CityJson) => return Err(ImportError::CityJson { path: path.to_owned() }),
            None => return Err(unknown()),
        },
    };
    Ok(format)
}

/// The first bytes, unpacked and decoded as [`super::input`] does.
fn text_of(start: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    if start.starts_with(&GZIP) {
        // The end of what we look at cuts the stream; what came before is good.
        let _ = GzDecoder::new(start).take(LOOK as u64).read_to_end(&mut unpacked);
    } else {
        unpacked.extend_from_slice(start);
    }
    let (mark, encoding) = Encoding::of_byte_order_mark(&unpacked);
    unpacked.drain(..mark);
    if let Some(encoding @ Encoding::Legacy(_)) = encoding {
        let mut text = Vec::new();
        let _ = DecodingReader::new(BufReader::new(&unpacked[..]), encoding).take(LOOK as u64).read_to_end(&mut text);
        return text;
    }
    unpacked
}

/// What the first telling member of a JSON object tells.
enum Telling {
    Format(Format),
    /// A city model, alone or as a sequence (CityJSON 2.0, §1 and §7).
    CityJson,
}

/// By the first telling member of the outermost object.
fn of_json(text: &[u8]) -> Option<Telling> {
    const GEO: Telling = Telling::Format(Format::GeoJson);
    const TOPO: Telling = Telling::Format(Format::TopoJson);
    let start = text.iter().position(|byte| !byte.is_ascii_whitespace())?;
    match text[start] {
        RECORD_SEPARATOR => return Some(GEO),
        b'{' => {}
        _ => return None,
    }
    let mut format = None;
    let mut cursor = Cursor::new(&text[start..]);
    // The text is cut: an error behind the telling member does not matter.
    let _ = cursor.object(|cursor, key| {
        let found = match &*key {
            "CityObjects" | "vertices" => Some(Telling::CityJson),
            "objects" | "arcs" | "transform" => Some(TOPO),
            "features" | "geometry" | "geometries" | "coordinates" | "properties" => Some(GEO),
            "type" => Some(match &*cursor.string()? {
                "Topology" => TOPO,
                "CityJSON" | "CityJSONFeature" => Telling::CityJson,
                _ => GEO,
            }),
            _ => {
                cursor.any()?;
                None
            }
        };
        match found {
            Some(_) => {
                format = found;
                Err(cursor.error(JsonErrorKind::Unexpected))
            }
            None => Ok(()),
        }
    });
    format
}
