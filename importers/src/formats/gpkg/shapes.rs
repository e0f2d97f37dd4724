//! The shapes of one layer of a GeoPackage that somebody sends, for who asks what lies there and keeps nothing of it.
//!
//! The file is read as an import reads it (`read`): read only, nothing in its schema is run, no value is larger than we take. It lies in
//! a temporary file of its own for as long as that takes, for SQLite reads files.

use std::io::Write;
use std::sync::atomic::AtomicU64;

use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;

use crate::error::ImportError;
use crate::formats::gpkg::read::read;
use crate::formats::source::{FileCrs, ReadState, SourceFile};
use crate::record::{RawGeometry, Record};

/// What every SQLite file begins with (<https://www.sqlite.org/fileformat2.html#magic_header_string>).
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Most shapes of a layer: each is mended and joined to the others, and what people draw for a question has some hundred.
pub const MOST_SHAPES: usize = 10_000;

/// The shapes of a layer, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileShapes {
    /// As they stand there, valid or not; rows without one are left out.
    pub shapes: Vec<Geometry>,
    /// The reference system of their coordinates, x first.
    pub crs: Crs,
}

/// Why a file's shapes are not known.
#[derive(Debug, thiserror::Error)]
pub enum ShapesError {
    /// It is none.
    #[error("the file is no GeoPackage")]
    NoGeoPackage,
    /// It is damaged, or not as its own catalogue says.
    #[error("the file is damaged")]
    Damaged,
    /// It has no layer of features.
    #[error("the file has no feature layer")]
    NoLayer,
    /// It has several, and none was named.
    #[error("the file has the layers {names}")]
    SeveralLayers {
        /// Their names.
        names: String,
    },
    /// None of its layers is called so.
    #[error("the file has the layers {names}, not {name}")]
    OtherLayers {
        /// What was asked for.
        name: String,
        /// Their names.
        names: String,
    },
    /// The layer is a view or made by a module: what it holds would have to be computed by what the file says.
    #[error("the layer {name} is computed")]
    Computed {
        /// The layer.
        name: String,
    },
    /// It does not say where on the earth its coordinates are.
    #[error("the layer has no reference system")]
    NoCrs,
    /// It says so in words nobody knows, or in two ways that differ.
    #[error("the reference system of the layer is unknown or contradicts itself: {text}")]
    UnknownCrs {
        /// As the file has it.
        text: String,
    },
    /// A shape cannot be read, or is larger than any that is taken.
    #[error("the shape of record {record} cannot be read")]
    Unreadable {
        /// The record, from 1.
        record: u64,
    },
    /// More shapes than are taken.
    #[error("the layer has more than {most} shapes")]
    TooMany {
        /// Our limit.
        most: usize,
    },
    /// The file could not be put aside for reading, or something else of ours failed.
    #[error("the file could not be looked at")]
    Failed(#[source] Box<ImportError>),
}

/// The shapes of a layer of a GeoPackage: of the one that is named, or of the only one. Who calls bounds the size of the file.
///
/// # Errors
/// [`ShapesError`] saying what is wrong with the file.
pub fn shapes_of_geopackage(file: &[u8], layer: Option<&str>) -> Result<FileShapes, ShapesError> {
    if !file.starts_with(MAGIC) {
        return Err(ShapesError::NoGeoPackage);
    }
    let put = || {
        let mut aside = tempfile::Builder::new().prefix("diaban-").suffix(".gpkg").tempfile()?;
        aside.write_all(file).and_then(|()| aside.flush())?;
        Ok(aside)
    };
    let failed = |source| ShapesError::Failed(Box::new(ImportError::Unreadable { path: "gpkg".into(), source }));
    let aside = put().map_err(failed)?;
    let mut found = Found::default();
    let mut reading = ReadState::default();
    let uncounted = AtomicU64::new(0);
    let source = SourceFile {
        path: aside.path(),
        layer,
        target: "",
        encoding: None,
        has_own_crs: false,
        bytes_read: &uncounted,
    };
    let done = read(source, &mut reading, &mut |_, record| found.take(record));
    if let Some(stopped) = found.stopped {
        return Err(stopped);
    }
    done.map_err(refused)?;
    if let Some(note) = reading.notes.iter().find(|note| note.code == "crs-contradiction") {
        let text = note.params.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ");
        return Err(ShapesError::UnknownCrs { text });
    }
    match reading.crs {
        FileCrs::Declared(crs) if crs != Crs::Local => Ok(FileShapes { shapes: found.shapes, crs }),
        _ => Err(ShapesError::NoCrs),
    }
}

/// What was read so far.
#[derive(Default)]
struct Found {
    shapes: Vec<Geometry>,
    stopped: Option<ShapesError>,
}

impl Found {
    fn take(&mut self, record: Record<'_>) -> Result<(), ImportError> {
        let stopped = match record.found {
            RawGeometry::Nothing | RawGeometry::Empty => return Ok(()),
            RawGeometry::Shape { geometry, .. } if self.shapes.len() < MOST_SHAPES => {
                self.shapes.push(geometry);
                return Ok(());
            }
            RawGeometry::Shape { .. } => ShapesError::TooMany { most: MOST_SHAPES },
            RawGeometry::Unreadable(_) => ShapesError::Unreadable { record: record.number },
        };
        self.stopped = Some(stopped);
        // The reader goes no further; what is told stands above.
        Err(ImportError::Cancelled)
    }
}

/// What the reader's own error means for who sent the file: its words name a path and remedies that are not theirs.
fn refused(error: ImportError) -> ShapesError {
    match error {
        ImportError::NoFeatures { .. } => ShapesError::NoLayer,
        ImportError::LayerChoice { names, .. } => ShapesError::SeveralLayers { names },
        ImportError::LayerNotInFile { name, names, .. } => ShapesError::OtherLayers { name, names },
        ImportError::Computed { name, .. } => ShapesError::Computed { name },
        ImportError::CrsUnknown { text, .. } => ShapesError::UnknownCrs { text },
        ImportError::CrsContradicted { contradiction, .. } => {
            ShapesError::UnknownCrs { text: format!("EPSG:{}", contradiction.code) }
        }
        ImportError::RecordTooLarge { record, .. } => ShapesError::Unreadable { record },
        ImportError::Damaged { .. }
        | ImportError::Truncated { .. }
        | ImportError::TableMissing { .. }
        | ImportError::TableUnreadable { .. }
        | ImportError::TooManyFields { .. }
        | ImportError::FieldNameTooLong { .. }
        | ImportError::Busy { .. } => ShapesError::Damaged,
        other => ShapesError::Failed(Box::new(other)),
    }
}

#[cfg(test)]
mod tests {
    use geo_types::{Point, Rect, coord, line_string};
    use rusqlite::Connection;
    use spatial_core::layer::Value;

    use super::*;
    use crate::formats::gpkg::write::{GpkgFile, GpkgRow, GpkgShape, GpkgSystem, GpkgTable};

    const GRID: u32 = 9218;

    fn system(id: i32) -> GpkgSystem {
        let known = u32::try_from(id).ok().and_then(|code| Crs::Epsg(code).info().ok());
        let (name, definition) = known.map_or_else(Default::default, |info| (info.name, info.wkt));
        GpkgSystem { id, name, definition }
    }

    fn field() -> Geometry {
        Rect::new(coord! { x: 600_000.0, y: 1_140_000.0 }, coord! { x: 600_100.0, y: 1_140_050.0 }).to_polygon().into()
    }

    fn table(name: &str, id: i32, shapes: Vec<GpkgShape>) -> GpkgTable {
        GpkgTable {
            name: name.to_owned(),
            title: name.to_owned(),
            geometry_type: "GEOMETRY".to_owned(),
            system: system(id),
            columns: vec![("ten".to_owned(), "TEXT".to_owned())],
            rows: shapes.into_iter().map(|shape| GpkgRow { shape, values: vec![Value::text("a")] }).collect(),
        }
    }

    fn bytes(tables: Vec<GpkgTable>, more: &str) -> Vec<u8> {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.gpkg");
        GpkgFile { tables }.write(&path).unwrap();
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(more).unwrap();
        drop(connection);
        std::fs::read(path).unwrap()
    }

    fn grid(name: &str, shapes: Vec<GpkgShape>) -> GpkgTable {
        table(name, GRID as i32, shapes)
    }

    #[test]
    fn shapes_come_as_they_stand_there_in_the_system_of_the_file() {
        let road: Geometry = line_string![(x: 600_000.0, y: 1_140_000.0), (x: 600_500.0, y: 1_140_000.0)].into();
        let shapes = [field(), road];
        let rows = shapes.iter().cloned().map(GpkgShape::Whole).chain([GpkgShape::None]).collect();
        let found = shapes_of_geopackage(&bytes(vec![grid("vung", rows)], ""), None).unwrap();
        assert_eq!(found, FileShapes { shapes: shapes.to_vec(), crs: Crs::Epsg(GRID) });
    }

    #[test]
    fn of_several_layers_one_is_named() {
        let point = |x: f64| vec![GpkgShape::Whole(Point::new(x, 1_140_000.0).into())];
        let file = bytes(vec![grid("a", point(600_000.0)), grid("b", point(600_001.0))], "");
        let refused = |layer| shapes_of_geopackage(&file, layer).unwrap_err();
        assert!(matches!(refused(None), ShapesError::SeveralLayers { names } if names == "a, b"));
        assert!(
            matches!(refused(Some("c")), ShapesError::OtherLayers { name, names } if name == "c" && names == "a, b")
        );
        let found = shapes_of_geopackage(&file, Some("b")).unwrap();
        assert_eq!(found.shapes, [Point::new(600_001.0, 1_140_000.0).into()]);
    }

    #[test]
    fn files_that_mean_harm_or_nothing_are_refused_and_leave_nothing_behind() {
        let whole = || GpkgShape::Whole(field());
        let one = || vec![grid("a", vec![whole()])];
        let view = "ALTER TABLE a RENAME TO kept; CREATE VIEW a AS \
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, geom FROM n, kept;";
        let loud =
            "CREATE TABLE told (x); CREATE TRIGGER t BEFORE INSERT ON told BEGIN SELECT load_extension('x'); END;";
        let huge = "INSERT INTO a (geom) VALUES (zeroblob(33000000));";
        let lies = "UPDATE gpkg_geometry_columns SET column_name = 'elsewhere';";
        let gone = "DROP TABLE a;";
        let cut = bytes(one(), "");
        type Refused = fn(&ShapesError) -> bool;
        let cases: Vec<(Vec<u8>, Refused)> = vec![
            (Vec::new(), |error| matches!(error, ShapesError::NoGeoPackage)),
            (b"PK\x03\x04".to_vec(), |error| matches!(error, ShapesError::NoGeoPackage)),
            ([MAGIC, &[0; 200]].concat(), |error| matches!(error, ShapesError::Damaged | ShapesError::NoLayer)),
            (cut[..cut.len() / 2].to_vec(), |error| !matches!(error, ShapesError::Failed(_))),
            (bytes(Vec::new(), ""), |error| matches!(error, ShapesError::NoLayer)),
            (bytes(one(), view), |error| matches!(error, ShapesError::Computed { name } if name == "a")),
            (bytes(one(), huge), |error| matches!(error, ShapesError::Unreadable { record: 2 })),
            (bytes(one(), lies), |error| matches!(error, ShapesError::Damaged)),
            (bytes(one(), gone), |error| matches!(error, ShapesError::Damaged)),
            (bytes(vec![table("a", -1, vec![whole()])], ""), |error| matches!(error, ShapesError::NoCrs)),
            (bytes(vec![table("a", 999_999, vec![whole()])], ""), |error| {
                matches!(error, ShapesError::UnknownCrs { .. } | ShapesError::NoCrs)
            }),
            (bytes(vec![grid("a", vec![whole(), GpkgShape::Bytes(vec![1, 2])])], ""), |error| {
                matches!(error, ShapesError::Unreadable { record: 2 })
            }),
            (bytes(vec![grid("a", vec![whole(); MOST_SHAPES + 1])], ""), |error| {
                matches!(error, ShapesError::TooMany { .. })
            }),
        ];
        for (at, (file, is_expected)) in cases.iter().enumerate() {
            let error = shapes_of_geopackage(file, None).unwrap_err();
            assert!(is_expected(&error), "{at}: {error:?}");
        }
        // A trigger is no reason: nothing is written, so that it never runs.
        assert!(shapes_of_geopackage(&bytes(one(), loud), None).is_ok());
    }
}
