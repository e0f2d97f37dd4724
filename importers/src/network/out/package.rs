//! A network as a GeoPackage of three tables with legal coordinates: `nodes`, `edges`, `devices`. Of one that lies nowhere on earth the coordinates of
//! its file, as a drawing.

use geo_types::LineString;
use network::{EDGE_FIELD, END_FIELDS, LOCAL_FIELD, NETWORK_FIELD, NODE_FIELD};
use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Feature, FieldType, Layer, Value};

use super::names::Names;
use super::outgoing::Outgoing;
use crate::formats::{GpkgFile, GpkgRow, GpkgShape, GpkgSystem, GpkgTable};
use crate::network::draft::{local_places, point};
use crate::network::error::NetworkError;
use crate::network::stored::Row;

/// The same network gives the same bytes: the moment in the file's catalogue is none of its own.
const MOMENT: &str = "2000-01-01T00:00:00.000Z";

/// References, which are codes in the file.
const REFERENCES: [&str; 4] = [END_FIELDS[0], END_FIELDS[1], EDGE_FIELD, NODE_FIELD];

/// The file.
pub(super) fn bytes(outgoing: &Outgoing<'_>) -> Result<Vec<u8>, NetworkError> {
    let (layers, stored) = (outgoing.layers, outgoing.stored);
    let nodes = Names::plain(layers.nodes, &stored.nodes);
    let edges = Names::plain(layers.edges, &stored.edges);
    // One that lies nowhere on earth may stand in tables that lie somewhere.
    let crs = if outgoing.file_crs() == Crs::Local { Crs::Local } else { outgoing.crs };
    let writing = Writing { system: system(crs)?, names: [&nodes, &edges] };
    let places: Vec<Option<Geometry>> =
        stored.nodes.iter().map(|feature| place(&Row::of(layers.nodes, feature))).collect();
    let drawn = |at: usize| places[at].clone();
    let by_id = |id| stored.nodes.binary_search_by_key(&id, |feature| feature.id).ok().and_then(drawn);
    let course = |row: &Row<'_>| course(row, &by_id);
    let tables = vec![
        writing.table("nodes", "POINT", (layers.nodes, &stored.nodes), &place),
        writing.table("edges", "LINESTRING", (layers.edges, &stored.edges), &course),
        writing.table("devices", "POINT", (layers.devices, &stored.devices), &place),
    ];
    GpkgFile { tables }.bytes(MOMENT).map_err(NetworkError::File)
}

fn system(crs: Crs) -> Result<GpkgSystem, NetworkError> {
    let Crs::Epsg(code) = crs else {
        // Defined by every file (OGC 12-128r18, requirement 11).
        return Ok(GpkgSystem { id: -1, name: String::new(), definition: "undefined".to_owned() });
    };
    let info = crs.info().map_err(NetworkError::Crs)?;
    let id = i32::try_from(code).map_err(|_| NetworkError::Broken)?;
    Ok(GpkgSystem { id, name: info.name, definition: info.wkt })
}

struct Writing<'a> {
    system: GpkgSystem,
    /// Of nodes and edges.
    names: [&'a Names; 2],
}

impl Writing<'_> {
    fn table(
        &self,
        name: &str,
        shape: &str,
        (layer, rows): (&Layer, &[Feature]),
        shaped: &dyn Fn(&Row<'_>) -> Option<Geometry>,
    ) -> GpkgTable {
        let fields: Vec<usize> =
            (0..layer.schema.fields.len()).filter(|at| layer.schema.fields[*at].name != NETWORK_FIELD).collect();
        let column = |at: &usize| {
            let field = &layer.schema.fields[*at];
            let kind = if REFERENCES.contains(&&*field.name) { FieldType::Text } else { field.kind };
            (field.name.clone(), declared(kind).to_owned())
        };
        let row = |feature: &Feature| {
            let row = Row::of(layer, feature);
            GpkgRow {
                shape: shaped(&row).map_or(GpkgShape::None, GpkgShape::Whole),
                values: fields.iter().map(|at| self.value(&row, &layer.schema.fields[*at].name)).collect(),
            }
        };
        let rows: Vec<GpkgRow> = rows.iter().map(row).collect();
        let is_multi = |row: &GpkgRow| matches!(row.shape, GpkgShape::Whole(Geometry::MultiLineString(_)));
        let multi = if rows.iter().any(is_multi) { "GEOMETRY" } else { shape };
        GpkgTable {
            name: name.to_owned(),
            title: layer.title.clone(),
            geometry_type: multi.to_owned(),
            system: self.system.clone(),
            columns: fields.iter().map(column).collect(),
            rows,
        }
    }

    /// A value; of a reference the code of what it names.
    fn value(&self, row: &Row<'_>, field: &str) -> Value {
        let [nodes, edges] = self.names;
        if !REFERENCES.contains(&field) {
            return row.value(field).clone();
        }
        let names = if field == EDGE_FIELD { edges } else { nodes };
        row.reference(field).and_then(|id| names.of(id)).map_or(Value::Null, Value::text)
    }
}

fn declared(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "BOOLEAN",
        FieldType::Integer => "INTEGER",
        FieldType::Real => "DOUBLE",
        FieldType::Date => "DATE",
        FieldType::DateTime => "DATETIME",
        FieldType::Text | FieldType::Json => "TEXT",
    }
}

/// A row's shape, or its place in the drawing.
fn place(row: &Row<'_>) -> Option<Geometry> {
    let drawn = || local_places(row.text(LOCAL_FIELD)?)?.first().copied().map(point);
    row.feature.geometry.clone().or_else(drawn)
}

/// The same of an edge: between its nodes, by way of its bends.
fn course(row: &Row<'_>, node: &dyn Fn(spatial_core::layer::FeatureId) -> Option<Geometry>) -> Option<Geometry> {
    if row.feature.geometry.is_some() {
        return row.feature.geometry.clone();
    }
    let end = |field| match node(row.reference(field)?)? {
        Geometry::Point(point) => Some([point.x(), point.y()]),
        _ => None,
    };
    let bends = row.text(LOCAL_FIELD).and_then(local_places).unwrap_or_default();
    let drawn: Vec<[f64; 2]> = std::iter::once(end(END_FIELDS[0])?).chain(bends).chain([end(END_FIELDS[1])?]).collect();
    drawn.windows(2).any(|step| step[0] != step[1]).then(|| LineString::from(drawn).into())
}
