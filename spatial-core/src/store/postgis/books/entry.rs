//! A layer and its place in the database.

use crate::crs::Crs;
use crate::layer::{GeometryType, Layer, LayerName};
use crate::store::form::ident::quoted;

/// Column of the id in every table of ours.
pub(in crate::store::postgis) const KEY: &str = "fid";
/// Column of the shape in every table of ours.
pub(in crate::store::postgis) const GEOMETRY: &str = "geom";

/// A layer and its place in the database.
#[derive(Debug, Clone)]
pub(in crate::store::postgis) struct Entry {
    /// What the rest of the house knows.
    pub layer: Layer,
    /// As declared: `MULTIPOLYGON`.
    pub declared: String,
    /// One column per field.
    pub columns: Vec<String>,
}

impl Entry {
    /// The feature table, quoted and with its schema.
    pub(in crate::store::postgis) fn table(&self) -> String {
        table(&self.layer.name)
    }

    /// Its spatial reference id: the EPSG code; 0 for local coordinates.
    pub(in crate::store::postgis) fn srid(&self) -> i32 {
        srid(self.layer.crs)
    }

    /// False for a table without shape: it has no column of them.
    pub(in crate::store::postgis) fn has_shape(&self) -> bool {
        self.layer.schema.geometry != GeometryType::None
    }

    /// The column of shapes after a prefix such as `o.`; null where there is none.
    pub(in crate::store::postgis) fn shape_of(&self, prefix: &str) -> String {
        if self.has_shape() { format!("{prefix}{GEOMETRY}") } else { "NULL".to_owned() }
    }

    /// True if new single shapes must become multi shapes.
    pub(in crate::store::postgis) fn wants_multi(&self) -> bool {
        self.declared.starts_with("MULTI")
    }
}

/// The feature table of a layer, quoted.
pub(in crate::store::postgis) fn table(layer: &LayerName) -> String {
    format!("layers.{}", quoted(layer.as_str()))
}

/// The history table of a layer, quoted.
pub(in crate::store::postgis) fn history(layer: &LayerName) -> String {
    format!("history.{}", quoted(layer.as_str()))
}

/// The sequence a layer's ids come from, quoted.
pub(in crate::store::postgis) fn sequence(layer: &LayerName) -> String {
    format!("diaban.{}", quoted(&format!("fid_{layer}")))
}

/// EPSG code, or 0.
pub(in crate::store::postgis) fn srid(crs: Crs) -> i32 {
    match crs {
        Crs::Epsg(code) => i32::try_from(code).unwrap_or(0),
        Crs::Local => 0,
    }
}
