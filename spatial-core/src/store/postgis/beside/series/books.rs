//! Which series there are in the database.

use std::time::Duration;

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use crate::layer::Clearance;
use crate::store::postgis::fault::Fault;
use crate::store::series::{Series, SeriesName};

/// Number of a series in the database.
pub(super) async fn id(connection: &mut PgConnection, name: &SeriesName) -> Result<Option<i32>, Fault> {
    let id = sqlx::query_scalar("SELECT id FROM diaban_series.series WHERE name = $1").bind(name.as_str());
    Ok(id.fetch_optional(connection).await?)
}

/// All series, in order of name; what somebody wrote by hand that is none is left out.
pub(super) async fn all(connection: &mut PgConnection) -> Result<Vec<Series>, Fault> {
    let sql = "SELECT name, clearance, keep FROM diaban_series.series ORDER BY name";
    let rows = sqlx::query(sql).fetch_all(connection).await?;
    let found: Vec<Option<Series>> = rows.iter().map(series).collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn series(row: &PgRow) -> Result<Option<Series>, sqlx::Error> {
    let Ok(name) = SeriesName::parse(row.try_get(0)?) else { return Ok(None) };
    // A word of a later program closes the series to all but staff.
    let clearance = Clearance::parse(row.try_get(1)?).unwrap_or_default();
    let keep = Duration::from_secs(u64::try_from(row.try_get::<i64, _>(2)?).unwrap_or(0));
    Ok(Some(Series { name, clearance, keep }))
}
