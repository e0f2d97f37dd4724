//! What every feature table has beside it: ids from a sequence, a history, and triggers that write the books of every edit, whoever
//! makes it and however many features one statement touches.

use sqlx::{Executor, PgConnection};

use super::entry::{Entry, GEOMETRY, KEY, history, sequence};
use crate::layer::LayerName;
use crate::store::form::ident::{literal, quoted};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
use crate::store::postgis::link::roles;

/// Installs default ids, history and triggers on the feature table of a layer; again whenever its fields change.
pub(in crate::store::postgis) async fn install(connection: &mut PgConnection, entry: &Entry) -> Result<(), Fault> {
    let (table, name) = (entry.table(), &entry.layer.name);
    let postgis = postgis(connection).await?;
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

/// Puts the function of a layer's triggers in the place of an earlier one.
pub(in crate::store::postgis) async fn renew(connection: &mut PgConnection, entry: &Entry) -> Result<(), Fault> {
    let function = function(entry, &quoted(&postgis(connection).await?));
    connection.execute(built(function)).await?;
    Ok(())
}

/// The schema PostGIS is in.
async fn postgis(connection: &mut PgConnection) -> Result<String, Fault> {
    let sql = "SELECT n.nspname::text FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace \
               WHERE e.extname = 'postgis'";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
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
    let between = "]::text[], ARRAY[";
    // Owners rename and drop columns (`ALTER TABLE`) and nobody tells this function: it keeps what columns there are.
    let keep = |from: &str, op: &str| {
        let head = format!(
            "WITH noted AS ({} RETURNING change, tx, fid) \
             INSERT INTO {} (diaban_change, diaban_tx, diaban_fid, diaban_geom, diaban_values) \
             SELECT n.change, n.tx, o.{KEY}, {}, jsonb_object(ARRAY[",
            note(from, op),
            history(&entry.layer.name),
            entry.shape_of("o."),
        );
        let end = format!("]::text[]) FROM noted n JOIN {from} o ON o.{KEY} = n.fid");
        let names: Vec<String> = entry.columns.iter().map(|column| literal(column)).collect();
        let values: Vec<String> = entry.columns.iter().map(|column| format!("o.{}::text", quoted(column))).collect();
        format!(
            "SELECT array_agg(attname::text ORDER BY attnum) INTO diaban_kept FROM pg_catalog.pg_attribute WHERE attrelid = TG_RELID \
               AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('{KEY}', '{GEOMETRY}'); \
             IF diaban_kept @> diaban_known AND diaban_known @> diaban_kept THEN {head}{}{between}{}{end}; ELSE \
               EXECUTE {} || (SELECT coalesce(string_agg(quote_literal(c), ', '), '') FROM unnest(diaban_kept) c) || {} || \
               (SELECT coalesce(string_agg('o.' || quote_ident(c) || '::text', ', '), '') FROM unnest(diaban_kept) c) || {}; \
             END IF;",
            names.join(", "),
            values.join(", "),
            literal(&head),
            literal(between),
            literal(&end),
        )
    };
    let boxes = format!(
        ", min(ST_XMin({GEOMETRY})), min(ST_YMin({GEOMETRY})), max(ST_XMax({GEOMETRY})), max(ST_YMax({GEOMETRY}))"
    );
    let boxes = if entry.has_shape() { boxes.as_str() } else { "" };
    let more = format!("INSERT INTO diaban.tally SELECT {layer}, count(*){boxes} FROM new_rows;");
    // As many as before, perhaps elsewhere.
    let same = match entry.has_shape() {
        true => format!("INSERT INTO diaban.tally SELECT {layer}, 0{boxes} FROM new_rows;"),
        false => String::new(),
    };
    let table = entry.table();
    let gone = format!("INSERT INTO diaban.tally SELECT {layer}, -count(*) FROM old_rows;");
    // The body is one literal, for names of columns stand in it, and a name may hold anything.
    let body = format!(
        "DECLARE diaban_kept text[]; diaban_known text[] := ARRAY[{known}]::text[]; \
         BEGIN \
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
        known = entry.columns.iter().map(|column| literal(column)).collect::<Vec<_>>().join(", "),
        counted = counted(&entry.layer.name),
        inserted = note("new_rows", "insert"),
        updated = keep("old_rows", "update"),
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
