//! GeoPackages, both ways. The area as one: the shapes of its one layer, or of the one that is named, in the system the file states; the importer
//! reads it (`importers::shapes_of_geopackage`), and here its refusals get their sentences. The answer as one: a row for each share, drawn.

use importers::package::{GpkgFile, GpkgRow, GpkgShape, GpkgSystem, GpkgTable};
use importers::{FileShapes, ShapesError, shapes_of_geopackage};
use spatial_core::crs::Crs;
use spatial_core::layer::{FieldType, Value};
use spatial_core::message::{Message, Say};

use crate::apps::planning::area::found::{AreaFound, ParcelFound};
use crate::apps::planning::area::sent::Shapes;
use crate::apps::planning::sheet::{Cell, Column, OF_AN_AREA, SheetLine};
use crate::http::HttpError;
use crate::text::Language;

/// The layer of the answer; `diaban extract` calls it so, too.
const TABLE: &str = "parcel_zones";

/// The shapes of a layer of a file.
pub(super) fn shapes(file: &[u8], layer: Option<&str>) -> Result<Shapes, HttpError> {
    let FileShapes { shapes, crs } = shapes_of_geopackage(file, layer).map_err(refused)?;
    Ok(Shapes { shapes, crs })
}

fn refused(error: ShapesError) -> HttpError {
    HttpError::Unfit(match error {
        ShapesError::NoGeoPackage => Message::new("problem-area-gpkg-none"),
        ShapesError::Damaged => Message::new("problem-area-gpkg-damaged"),
        ShapesError::NoLayer => Message::new("problem-area-gpkg-empty"),
        ShapesError::SeveralLayers { names } => Message::new("problem-area-gpkg-several").with("names", names),
        ShapesError::OtherLayers { name, names } => {
            Message::new("problem-area-gpkg-other").with("name", name.escape_debug()).with("names", names)
        }
        ShapesError::Computed { name } => Message::new("problem-area-gpkg-computed").with("name", name),
        ShapesError::NoCrs => Message::new("problem-area-gpkg-no-crs"),
        ShapesError::UnknownCrs { text } => Message::new("problem-area-gpkg-crs").with("crs", text),
        ShapesError::Unreadable { record } => Message::new("problem-area-gpkg-shape").with("record", record),
        ShapesError::TooMany { most } => Message::new("problem-area-gpkg-many").with("most", most),
        ShapesError::Failed(error) => {
            return HttpError::Internal { what: format!("a GeoPackage that was sent: {error}") };
        }
    })
}

/// The answer as a file: a row for each line of the table, with its shape in the grid of the zones. The same answer gives the same bytes.
pub(super) fn written(found: &AreaFound, language: Language) -> Result<Vec<u8>, HttpError> {
    let info = found.crs.info().map_err(|error| HttpError::Unfit(error.message()))?;
    let id = match found.crs {
        Crs::Epsg(code) => i32::try_from(code).unwrap_or_default(),
        Crs::Local => -1,
    };
    let columns = OF_AN_AREA.iter().map(|column| (column.name().to_owned(), declared(*column).to_owned())).collect();
    let table = GpkgTable {
        name: TABLE.to_owned(),
        title: language.text("area-title"),
        geometry_type: "MULTIPOLYGON".to_owned(),
        system: GpkgSystem { id, name: info.name, definition: info.wkt },
        columns,
        rows: found.parcels.iter().flat_map(rows).collect(),
    };
    let moment = format!("{}T00:00:00.000Z", found.day);
    GpkgFile { tables: vec![table] }
        .bytes(&moment)
        .map_err(|error| HttpError::Internal { what: format!("a GeoPackage of an area: {error}") })
}

fn rows(parcel: &ParcelFound) -> impl Iterator<Item = GpkgRow> {
    let shapes = parcel.shapes.iter().map(|shape| shape.clone().map_or(GpkgShape::None, GpkgShape::Whole));
    let shapes = shapes.chain(std::iter::repeat_with(|| GpkgShape::None));
    parcel.lines.iter().zip(shapes).map(|(line, shape)| GpkgRow { shape, values: values(line) })
}

fn values(line: &SheetLine) -> Vec<Value> {
    let value = |column: &Column| match column.of(line) {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::text(text),
        Cell::Id(id) => i64::try_from(id).map_or(Value::Null, Value::Integer),
        Cell::Area(number) | Cell::Percent(number) => Value::Real(number),
    };
    OF_AN_AREA.iter().map(value).collect()
}

/// The type of a column in a GeoPackage (OGC 12-128r18, table 1).
fn declared(column: Column) -> &'static str {
    match column.kind() {
        FieldType::Integer => "INTEGER",
        FieldType::Real => "DOUBLE",
        _ => "TEXT",
    }
}
