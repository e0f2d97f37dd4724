//! A chequered ground of many zones, for the rows about subjects: their shapes, and the tiles that show them.

use anyhow::Result;
use geo_types::{Geometry, Rect};
use spatial_core::crs::Operation;
use spatial_core::layer::{DeclaredTable, Layer, LayerName};
use spatial_core::store::Store;
use spatial_core::tiles::TileCoord;

use crate::rig::window;

/// South-west corner in EPSG:5899, of the first zone.
const CORNER: [f64; 2] = [420_000.0, 1_144_000.0];
const COLUMNS: u32 = 320;
/// From one zone to the next, and the side of each: the gap is a street.
const STEP_M: f64 = 40.0;
const SIDE_M: f64 = 34.0;

/// Zones of these rows; the table says 100,000, fewer are for trying the bench out.
pub(crate) fn count() -> u32 {
    std::env::var("BENCH_ZONES").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000)
}

/// South-west corner of a zone; a place for whatever else stands on this ground.
pub(crate) fn corner(number: u32) -> [f64; 2] {
    let (column, row) = (number % COLUMNS, number / COLUMNS);
    [CORNER[0] + f64::from(column) * STEP_M, CORNER[1] + f64::from(row) * STEP_M]
}

/// The shape of a zone.
pub(crate) fn shape(number: u32) -> Geometry<f64> {
    let [x, y] = corner(number);
    Rect::new((x, y), (x + SIDE_M, y + SIDE_M)).to_polygon().into()
}

/// All tiles of a zoom that touch the zones.
pub(crate) fn tiles(zoom: u8) -> Result<Vec<TileCoord>> {
    let sides = [COLUMNS, count().div_ceil(COLUMNS)].map(|zones| f64::from(zones) * STEP_M);
    window::tiles_over(zoom, CORNER, sides)
}

/// A declared table as the layer it becomes on this ground.
pub(crate) fn layer(table: &DeclaredTable) -> Result<Layer> {
    Ok(table.layer(data_samples::City::CRS, Operation("EPSG:6960".to_owned()), table.layer)?)
}

/// Declares tables of subjects, and returns them as the store has them.
pub(crate) async fn declare(store: &Store, tables: &[&DeclaredTable]) -> Result<Vec<Layer>> {
    let layers = tables.iter().map(|table| layer(table)).collect::<Result<Vec<_>>>()?;
    store.declare(&layers, "bench", "tables of a measurement").await?;
    let (_, stored) = store.layers().await?;
    let of = |name: &LayerName| stored.iter().find(|layer| layer.name == *name).cloned();
    Ok(layers.into_iter().map(|layer| of(&layer.name).unwrap_or(layer)).collect())
}
