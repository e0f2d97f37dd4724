//! What the owner of a table wishes: where it lies, what of it is shown to whom, and how often it is looked at.

use std::time::Duration;

use crate::crs::Crs;
use crate::layer::{Kind, LayerName};

/// Ids stay below 2^53.
pub const HASH_BITS: u32 = 53;

/// One table or view and the layer it is to be. Names are as the database's catalogue spells them; case counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSettings {
    /// The layer's name.
    pub layer: LayerName,
    /// For people; the layer's name if there is none.
    pub title: Option<String>,
    /// What its features are.
    pub kind: Kind,
    /// The schema; found by the database's search path if there is none.
    pub schema: Option<String>,
    /// The table or view.
    pub table: String,
    /// Columns that together name a row; at least one.
    pub key: Vec<String>,
    /// The column of shapes.
    pub geometry: String,
    /// Columns shown to anyone.
    pub fields: Vec<String>,
    /// Columns shown to staff only. What is on neither list is not read.
    pub private_fields: Vec<String>,
    /// The column whose value merges small polygons at low zooms.
    pub class_field: Option<String>,
    /// Below this zoom tiles do not carry the layer; by its kind and shapes if not said.
    pub min_zoom: Option<u8>,
    /// The reference system, where the column does not say one we know.
    pub crs: Option<Crs>,
    /// How often the table is looked through for changes.
    pub refresh: Duration,
    /// Bits of ids made from keys that are no whole numbers: [`HASH_BITS`], or fewer to see what happens when two keys collide.
    pub hash_bits: u32,
}
