//! A layer and its place in the file.

use crate::layer::Layer;
use crate::store::form::ident::quoted;

/// A layer and where it lies.
#[derive(Debug, Clone)]
pub(in crate::store::gpkg) struct Entry {
    /// What the rest of the house knows.
    pub layer: Layer,
    /// Feature table; the layer's name unless another program made it.
    pub table: String,
    /// Its integer primary key.
    pub key: String,
    /// Its geometry column; none if it is a table without shape.
    pub geometry: Option<String>,
    /// As declared in `gpkg_geometry_columns`: `POLYGON`; `NONE` without shape.
    pub shape: String,
    /// As declared there.
    pub srs_id: i32,
    /// One column per field.
    pub columns: Vec<String>,
    /// True if there is an R-tree to keep up; tables of other programs may have none.
    pub has_rtree: bool,
    /// False if nobody keeps the layer's count, which is 0 then.
    pub is_counted: bool,
}

impl Entry {
    /// Name of the R-tree table.
    pub(in crate::store::gpkg) fn rtree(&self) -> String {
        rtree_name(&self.table, self.geometry.as_deref().unwrap_or_default())
    }

    /// The geometry column after a prefix such as `OLD.`; null where there is none.
    pub(in crate::store::gpkg) fn shape_of(&self, prefix: &str) -> String {
        self.geometry.as_ref().map_or_else(|| "NULL".to_owned(), |column| format!("{prefix}{}", quoted(column)))
    }

    /// The columns that are written: the geometry column, if there is one, and those of the fields.
    pub(in crate::store::gpkg) fn written(&self) -> impl Iterator<Item = &String> {
        self.geometry.iter().chain(&self.columns)
    }

    /// True if new single shapes must become multi shapes.
    pub(in crate::store::gpkg) fn wants_multi(&self) -> bool {
        self.shape.starts_with("MULTI")
    }
}

/// Name of the R-tree table of a feature table (OGC 12-128r18 §F.3).
pub(in crate::store::gpkg) fn rtree_name(table: &str, geometry: &str) -> String {
    format!("rtree_{table}_{geometry}")
}
