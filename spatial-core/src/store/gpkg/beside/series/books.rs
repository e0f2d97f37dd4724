//! Which series there are in the file.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::layer::Clearance;
use crate::store::gpkg::fault::Fault;
use crate::store::series::{Series, SeriesName};

/// Number of a series in the file.
pub(super) fn id(connection: &Connection, name: &SeriesName) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM diaban_series WHERE name = ?1")?
        .query_row([name.as_str()], |row| row.get(0))
        .optional()
}

/// All series, in order of name; what somebody wrote by hand that is none is left out.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Series>> {
    let mut statement = connection.prepare_cached("SELECT name, clearance, keep FROM diaban_series ORDER BY name")?;
    let found: Vec<Option<Series>> = statement.query_map([], series)?.collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn series(row: &Row) -> rusqlite::Result<Option<Series>> {
    let Ok(name) = SeriesName::parse(row.get_ref(0)?.as_str()?) else { return Ok(None) };
    // A word of a later program closes the series to all but staff.
    let clearance = Clearance::parse(row.get_ref(1)?.as_str()?).unwrap_or_default();
    let keep = Duration::from_secs(u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0));
    Ok(Some(Series { name, clearance, keep }))
}

/// The number of appends of each series.
pub(super) fn appends(connection: &Connection) -> Result<Vec<(SeriesName, u64)>, Fault> {
    let mut statement = connection.prepare_cached("SELECT name, appends FROM diaban_series")?;
    let found: Vec<_> = statement
        .query_map([], |row| Ok((SeriesName::parse(row.get_ref(0)?.as_str()?), row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(found.into_iter().filter_map(|(name, number)| Some((name.ok()?, number))).collect())
}
