//! SQL functions our own connections need: those the R-tree triggers call (OGC 12-128r18 §F.3), and two of ours for staged rows.
//! Other programs (GDAL, QGIS) bring the ST_ functions themselves; the triggers on layers use nothing else.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, Result};

use super::{blob, row};
use crate::geometry::Envelope;
use crate::layer::FieldType;
use crate::store::form::widen;

/// Registers all functions on a connection.
pub(in crate::store::gpkg) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("ST_IsEmpty", 1, flags, |context| Ok(bounds(context).is_none()))?;
    connection.create_scalar_function("ST_MinX", 1, flags, |context| Ok(bounds(context).map(|found| found.min[0])))?;
    connection.create_scalar_function("ST_MinY", 1, flags, |context| Ok(bounds(context).map(|found| found.min[1])))?;
    connection.create_scalar_function("ST_MaxX", 1, flags, |context| Ok(bounds(context).map(|found| found.max[0])))?;
    connection.create_scalar_function("ST_MaxY", 1, flags, |context| Ok(bounds(context).map(|found| found.max[1])))?;
    connection.create_scalar_function("diaban_promoted", 1, flags, promoted)?;
    connection.create_scalar_function("diaban_widened", 3, flags, widened)
}

fn bounds(context: &Context<'_>) -> Option<Envelope> {
    match context.get_raw(0) {
        ValueRef::Blob(bytes) => blob::envelope(bytes),
        _ => None,
    }
}

/// `diaban_promoted(geom)`: the multi shape with this one part.
fn promoted(context: &Context<'_>) -> Result<Sql> {
    let original = context.get_raw(0);
    Ok(match original {
        ValueRef::Blob(bytes) => blob::promoted(bytes).map_or_else(|| original.into(), Sql::Blob),
        other => other.into(),
    })
}

/// `diaban_widened(value, from, to)`: a stored value of one field type as the other stores it.
fn widened(context: &Context<'_>) -> Result<Sql> {
    let (from, to) = (context.get::<String>(1)?, context.get::<String>(2)?);
    let (Some(from), Some(to)) = (FieldType::parse(&from), FieldType::parse(&to)) else {
        return Err(rusqlite::Error::UserFunctionError("unknown field type".into()));
    };
    let value = row::value(context.get_raw(0), from).unwrap_or_default();
    Ok(row::stored(widen::widened(value, from, to)))
}
