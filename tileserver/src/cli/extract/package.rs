//! The lines as a GeoPackage: one layer, `parcel_zones`, with a row for each and the shape of its share, in the grid of the zones.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use importers::ImportError;
use spatial_core::crs::{Crs, CrsError, Operation, Transform};
use spatial_core::layer::{Clearance, Field, FieldType, GeometryType, Kind, Layer, LayerName, Schema, Value};
use spatial_core::message::Say;
use spatial_core::store::{StageMode, Staged, Store, StoreAddress};

use crate::apps::planning::sheet::{Column, OF_PARCELS, cells};
use crate::apps::planning::survey::{Surveyed, shape_of};
use crate::cli::error::CliError;

/// The table.
const TABLE: &str = "parcel_zones";

/// Lines that are staged at a time: a megabyte or two of shapes.
const BATCH: usize = 4096;

/// True if a file is to be one.
pub(super) fn is_one(out: &Path) -> bool {
    out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gpkg"))
}

/// Makes the table of the lines in a file, or puts it in the place of an earlier one: it is there whole or not at all.
pub(super) async fn make(rows: &Path, out: &Path, surveyed: &Surveyed) -> Result<(), CliError> {
    let name =
        LayerName::parse(TABLE).map_err(|error| CliError::Broken { problem: error.message().code.to_owned() })?;
    let store = Store::open(&StoreAddress::Gpkg(out.to_owned()), true).await?;
    let (_, layers) = store.layers().await?;
    let is_there = layers.iter().any(|layer| layer.name == name);
    let fields = OF_PARCELS.iter().map(|column| Field::new(column.name(), column.kind(), Clearance::Open)).collect();
    let schema = Schema { geometry: GeometryType::Polygon, fields };
    let crs = surveyed.grid().unwrap_or(Crs::WGS84);
    let unknown = |error: CrsError| CliError::Import(ImportError::Crs(error));
    let operation = match crs {
        // Nobody knows where that is, and no share is drawn in it.
        Crs::Local => Operation(String::new()),
        crs => Transform::new(crs, Crs::WGS84).map_err(unknown)?.operation().clone(),
    };
    let layer = Layer::open(name, Kind::Feature, schema, crs, operation);
    let mode = if is_there { StageMode::Replace } else { StageMode::Create };
    let mut stage = store.stage(layer, mode).await?;
    let cannot_read = |source| CliError::CannotRead { path: rows.to_owned(), source };
    let mut batch = Vec::with_capacity(BATCH);
    for line in BufReader::new(File::open(rows).map_err(cannot_read)?).lines().skip(1) {
        let line = line.map_err(cannot_read)?;
        let mut cells = cells(&line).into_iter();
        let values = OF_PARCELS.iter().zip(cells.by_ref()).map(|(column, cell)| value(*column, cell)).collect();
        batch.push(Staged::new(cells.next().as_deref().and_then(shape_of), values));
        if batch.len() == BATCH {
            stage.append(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).await?;
        }
    }
    stage.append(batch).await?;
    stage.publish("diaban extract").await?;
    Ok(())
}

fn value(column: Column, cell: String) -> Value {
    match column.kind() {
        _ if cell.is_empty() => Value::Null,
        FieldType::Integer => cell.parse().map_or(Value::Null, Value::Integer),
        FieldType::Real => cell.parse().map_or(Value::Null, Value::Real),
        _ => Value::text(cell),
    }
}
