//! The fields of a layer and the columns they lie in, now and after any commit.

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::catalogue;
use super::entry::Entry;
use super::feed::number;
use crate::layer::{Field, LayerName, Revision};
use crate::store::form::words::FieldWords;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::text;

/// Fields and their columns from a row of lists: names, columns, types, clearances, roles, units, layers referred to.
pub(super) fn listed(row: &PgRow, from: usize) -> Result<(Vec<Field>, Vec<String>), sqlx::Error> {
    let list = |at: usize| Ok::<_, sqlx::Error>(row.try_get::<Option<Vec<String>>, _>(from + at)?.unwrap_or_default());
    let (names, columns, kinds, clearances) = (list(0)?, list(1)?, list(2)?, list(3)?);
    let words = |at: usize| -> Result<Vec<Option<String>>, sqlx::Error> {
        Ok(row.try_get::<Option<Vec<Option<String>>>, _>(from + at)?.unwrap_or_default())
    };
    let mut meanings = [words(4)?.into_iter(), words(5)?.into_iter(), words(6)?.into_iter()];
    let mut next = || {
        let [role, unit, refers] = &mut meanings;
        [role, unit, refers].map(|words| words.next().flatten())
    };
    let mut fields = Vec::with_capacity(names.len());
    for ((name, kind), clearance) in names.into_iter().zip(kinds).zip(clearances) {
        let [role, unit, refers] = next();
        let name = text::read(&name).into_owned();
        fields.push(FieldWords { name, kind, clearance, role, unit, refers }.field());
    }
    Ok((fields, columns))
}

/// As they were at a revision.
pub(in crate::store::postgis) async fn at(
    connection: &mut PgConnection,
    layer: &LayerName,
    at: Revision,
) -> Result<(Vec<Field>, Vec<String>), Fault> {
    let lists = ["name", "column_name", "type", "audience", "role", "unit", "refers"]
        .map(|column| format!("array_agg({column} ORDER BY position)"))
        .join(", ");
    let sql = format!(
        "SELECT {lists} FROM diaban.field WHERE schema = \
         (SELECT max(s.schema) FROM diaban.schema s JOIN diaban.commit k ON k.tx = s.since_tx WHERE s.layer = $1 AND k.revision <= $2)"
    );
    let sql = crate::store::postgis::form::built(sql);
    let row = sqlx::query(sql).bind(layer.as_str()).bind(number(at)).fetch_one(connection).await?;
    Ok(listed(&row, 0)?)
}

/// Writes the fields, if they are not what they were.
pub(in crate::store::postgis) async fn save(connection: &mut PgConnection, entry: &Entry) -> Result<(), Fault> {
    let fields = &entry.layer.schema.fields;
    let known = catalogue::find(connection, &entry.layer.name).await?;
    if known.is_some_and(|known| known.layer.schema.fields == *fields && known.columns == entry.columns) {
        return Ok(());
    }
    let words: Vec<FieldWords> = fields.iter().map(FieldWords::of).collect();
    let list = |of: fn(&FieldWords) -> String| words.iter().map(of).collect::<Vec<_>>();
    let some = |of: fn(&FieldWords) -> Option<String>| words.iter().map(of).collect::<Vec<_>>();
    sqlx::query(
        "WITH made AS (INSERT INTO diaban.schema (layer, since_tx) VALUES ($1, diaban.tx()) RETURNING schema) \
         INSERT INTO diaban.field (schema, position, name, column_name, type, audience, role, unit, refers, number) \
         SELECT schema, position, name, column_name, type, audience, role, unit, refers, \
         (SELECT a.attnum FROM pg_catalog.pg_attribute a WHERE a.attrelid = to_regclass($9)::oid AND a.attname = given.column_name \
         AND NOT a.attisdropped) FROM made, \
         unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) WITH ORDINALITY \
         AS given (name, column_name, type, audience, role, unit, refers, position)",
    )
    .bind(entry.layer.name.as_str())
    .bind(list(|words| text::stored(&words.name).into_owned()))
    .bind(&entry.columns)
    .bind(list(|words| words.kind.clone()))
    .bind(list(|words| words.clearance.clone()))
    .bind(some(|words| words.role.clone()))
    .bind(some(|words| words.unit.clone()))
    .bind(some(|words| words.refers.clone()))
    .bind(entry.table())
    .execute(connection)
    .await?;
    Ok(())
}
