//! Columns that a table's owner renamed or dropped (`ALTER TABLE … RENAME COLUMN`), tables that were renamed, dropped or put back: the
//! books follow, and whoever follows the store hears of it. Nobody tells us, so we look.

use std::collections::BTreeMap;

use sqlx::{PgConnection, Row};

use crate::layer::looks_personal;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::link::sources::Sources;

/// Fields whose column is called otherwise now, or is gone.
const COLUMNS: &str = "SELECT layer::text, now FROM diaban.column_now WHERE now IS DISTINCT FROM former";

/// True if a column has another number than the books say: a dump was put back.
const NUMBERS: &str =
    "SELECT EXISTS (SELECT 1 FROM diaban.column_now WHERE now = former AND number IS DISTINCT FROM former_number)";

/// True, first, if a layer's table is gone or there again; second, if a column is not where the books have it. Asked at every commit, so by
/// index: the view is for when there is something to see.
const ANYTHING: &str = "SELECT EXISTS (SELECT 1 FROM diaban.layer l \
    WHERE l.present <> (to_regclass(format('layers.%I', l.table_name)) IS NOT NULL)), \
    EXISTS (SELECT 1 FROM (SELECT layer, max(schema) AS schema FROM diaban.schema GROUP BY layer) s JOIN diaban.field f USING (schema) \
    JOIN pg_catalog.pg_class c ON c.relname = s.layer AND c.relnamespace = 'layers'::regnamespace \
    WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = f.column_name \
    AND a.attnum = f.number AND NOT a.attisdropped))";

/// What is not as the books have it: layers, with the new names of columns that look like a person's; and whether tables moved.
#[derive(Debug, Default)]
pub(in crate::store::postgis) struct Moved {
    layers: BTreeMap<String, Vec<String>>,
    has_tables: bool,
    has_numbers: bool,
}

/// Looks; reads only.
pub(in crate::store::postgis) async fn look(connection: &mut PgConnection) -> Result<Moved, Fault> {
    let seen = sqlx::query(ANYTHING).fetch_one(&mut *connection).await?;
    let mut moved = Moved { has_tables: seen.try_get(0)?, ..Moved::default() };
    if !seen.try_get::<bool, _>(1)? {
        return Ok(moved);
    }
    moved.has_numbers = sqlx::query_scalar(NUMBERS).fetch_one(&mut *connection).await?;
    for row in sqlx::query(COLUMNS).fetch_all(&mut *connection).await? {
        let personal = moved.layers.entry(row.try_get(0)?).or_default();
        personal.extend(row.try_get::<Option<String>, _>(1)?.filter(|now| looks_personal(now)));
    }
    Ok(moved)
}

/// Lets the books follow, in a commit of its own.
pub(in crate::store::postgis) async fn follow(sources: &Sources, moved: Moved) -> Result<(), Fault> {
    if moved.layers.is_empty() && !moved.has_tables && !moved.has_numbers {
        return Ok(());
    }
    let mut transaction = sources.writer().await?.begin().await?;
    for (layer, personal) in &moved.layers {
        tracing::warn!(layer, "the owner of the table renamed or dropped columns");
        sqlx::query("SELECT diaban.follow_columns($1, $2)")
            .bind(layer)
            .bind(personal)
            .execute(&mut *transaction)
            .await?;
    }
    if moved.has_numbers {
        sqlx::query("SELECT diaban.number_columns()").execute(&mut *transaction).await?;
    }
    if moved.has_tables {
        sqlx::query("SELECT diaban.follow_tables()").execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}
