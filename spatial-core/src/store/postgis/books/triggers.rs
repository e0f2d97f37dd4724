//! What every feature table has beside it: ids from a sequence, a history, and triggers that write the books of every edit, whoever
//! makes it and however many features one statement touches.

use sqlx::{Executor, PgConnection};

use super::catalogue::{Entry, GEOMETRY, KEY, history, sequence};
use crate::layer::LayerName;
use crate::store::form::ident::{literal, quoted};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
use crate::store::postgis::link::roles;

/// Makes the sequence of a layer's ids, if it has none yet, and returns the last id it gave.
pub(in crate::store::postgis) async fn counter(connection: &mut PgConnection, layer: &LayerName) -> Result<u64, Fault> {
    let sequence = sequence(layer);
    connection.execute(built(format!("CREATE SEQUENCE IF NOT EXISTS {sequence}"))).await?;
    let sql = format!("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}");
    let last: i64 = sqlx::query_scalar(built(sql)).fetch_one(connection).await?;
    Ok(u64::try_from(last).unwrap_or(0))
}

/// Lets a layer go on counting after an id.
pub(in crate::store::postgis) async fn count_from(
    connection: &mut PgConnection,
    layer: &LayerName,
    last: u64,
) -> Result<(), Fault> {
    if last > 0 {
        let sql = format!("SELECT setval({}, {last})", literal(&sequence(layer)));
        sqlx::query(built(sql)).execute(connection).await?;
    }
    Ok(())
}

/// Installs default ids, history and triggers on the feature table of a layer; again whenever its fields change.
pub(in crate::store::postgis) async fn install(connection: &mut PgConnection, entry: &Entry) -> Result<(), Fault> {
    let (table, name) = (entry.table(), &entry.layer.name);
    let postgis: String = sqlx::query_scalar(
        "SELECT n.nspname::text FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace \
         WHERE e.extname = 'postgis'",
    )
    .fetch_one(&mut *connection)
    .await?;
    let function = function(entry, &quoted(&postgis));
    let (history, sequence) = (history(name), literal(&sequence(name)));
    let track = history.clone();
    let sql = format!(
        "ALTER TABLE {table} ALTER COLUMN {KEY} SET DEFAULT nextval({sequence}); \
         CREATE TABLE IF NOT EXISTS {history} (diaban_change bigint PRIMARY KEY, diaban_tx bigint NOT NULL, diaban_fid bigint NOT NULL, \
           diaban_geom {geometry_schema}.geometry, diaban_values jsonb NOT NULL); \
         {function} \
         CREATE OR REPLACE TRIGGER diaban_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows \
           FOR EACH STATEMENT EXECUTE FUNCTION {track}(); \
         CREATE OR REPLACE TRIGGER diaban_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows \
           FOR EACH STATEMENT EXECUTE FUNCTION {track}(); \
         CREATE OR REPLACE TRIGGER diaban_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows \
           FOR EACH STATEMENT EXECUTE FUNCTION {track}(); \
         CREATE OR REPLACE TRIGGER diaban_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {track}();",
        geometry_schema = quoted(&postgis),
    );
    connection.execute(built(sql)).await?;
    roles::grant_layer(connection, entry).await
}

/// Lets the sequence go on after ids that others gave by hand, so that none is given twice.
fn counted(layer: &LayerName) -> String {
    let sequence = sequence(layer);
    format!(
        "PERFORM setval({}, n.last) FROM (SELECT max({KEY}) AS last FROM new_rows) n \
         WHERE n.last > (SELECT last_value FROM {sequence});",
        literal(&sequence)
    )
}

/// The trigger's function: one change row a feature, what it was to history, counts and boxes to the tally. Its statements see all
/// rows of the edit at once.
fn function(entry: &Entry, postgis: &str) -> String {
    let layer = literal(entry.layer.name.as_str());
    let note = |from: &str, op: &str| {
        format!(
            "INSERT INTO diaban.change (tx, layer, fid, op) SELECT diaban.tx(), {layer}, {KEY}, '{op}' FROM {from} ORDER BY {KEY}"
        )
    };
    let keep = |from: &str, op: &str| {
        let names: Vec<String> = entry.columns.iter().map(|column| literal(column)).collect();
        let values: Vec<String> = entry.columns.iter().map(|column| format!("o.{}::text", quoted(column))).collect();
        format!(
            "WITH noted AS ({} RETURNING change, tx, fid) \
             INSERT INTO {} (diaban_change, diaban_tx, diaban_fid, diaban_geom, diaban_values) \
             SELECT n.change, n.tx, o.{KEY}, o.{GEOMETRY}, jsonb_object(ARRAY[{}]::text[], ARRAY[{}]::text[]) \
             FROM noted n JOIN {from} o ON o.{KEY} = n.fid;",
            note(from, op),
            history(&entry.layer.name),
            names.join(", "),
            values.join(", ")
        )
    };
    let tally = |from: &str, sign: &str| {
        format!(
            "INSERT INTO diaban.tally SELECT {layer}, {sign}, min(ST_XMin({GEOMETRY})), min(ST_YMin({GEOMETRY})), \
             max(ST_XMax({GEOMETRY})), max(ST_YMax({GEOMETRY})) FROM {from};"
        )
    };
    let table = entry.table();
    let gone = format!("INSERT INTO diaban.tally SELECT {layer}, -count(*) FROM old_rows;");
    // The body is one literal, for names of columns stand in it, and a name may hold anything.
    let body = format!(
        "BEGIN \
         IF TG_OP = 'INSERT' THEN \
           IF EXISTS (SELECT FROM new_rows) THEN {inserted}; {more} {counted} END IF; \
         ELSIF TG_OP = 'UPDATE' THEN \
           IF EXISTS (SELECT FROM old_rows o WHERE NOT EXISTS (SELECT FROM new_rows n WHERE n.{KEY} = o.{KEY})) THEN \
             RAISE EXCEPTION 'the id of a feature is kept for life' USING HINT = 'delete the feature and insert another'; \
           END IF; \
           IF EXISTS (SELECT FROM old_rows) THEN {updated} {same} END IF; \
         ELSIF TG_OP = 'DELETE' THEN \
           IF EXISTS (SELECT FROM old_rows) THEN {deleted} {gone} END IF; \
         ELSE \
           INSERT INTO diaban.tally SELECT {layer}, -count(*) FROM {table}; {emptied} \
         END IF; \
         RETURN NULL; END",
        counted = counted(&entry.layer.name),
        inserted = note("new_rows", "insert"),
        more = tally("new_rows", "count(*)"),
        updated = keep("old_rows", "update"),
        same = tally("new_rows", "0"),
        deleted = keep("old_rows", "delete"),
        emptied = keep(&table, "delete"),
    );
    format!(
        "CREATE OR REPLACE FUNCTION {track}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER \
         SET search_path = pg_catalog, {postgis}, pg_temp SET datestyle = 'ISO' SET extra_float_digits = 1 AS {body};",
        track = history(&entry.layer.name),
        body = literal(&body),
    )
}
