//! Who fills a stage.
use crate::store::postgis::fault::Fault;
use sqlx::PgConnection;
pub(in crate::store::postgis) async fn sweep(_connection: &mut PgConnection) -> Result<(), Fault> {
    Ok(())
}
