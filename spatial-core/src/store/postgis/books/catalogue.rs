//! Which layers there are, and where each lies in the database. Read within the caller's transaction, never cached: owners change it.

use std::collections::{HashMap, hash_map};

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::entry::{Entry, table};
use super::fields;
use crate::crs::{Crs, Operation};
use crate::geometry::Envelope;
use crate::layer::{Clearance, Draw, GeometryType, Kind, Layer, LayerName, Provenance, Schema};
use crate::store::StoreError;
use crate::store::form::words::OwnerWords;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form;

/// Counts and boxes, summed from all that edits added to them.
const SUMMED: &str = "SELECT sum(features)::bigint AS features, min(min_x) AS min_x, min(min_y) AS min_y, \
    max(max_x) AS max_x, max(max_y) AS max_y FROM diaban.tally t WHERE t.layer = l.name";

/// The same, of nothing: who only writes or reads features need not wait for the sums.
const NOT_SUMMED: &str = "SELECT NULL::bigint AS features, NULL::float8 AS min_x, NULL::float8 AS min_y, \
    NULL::float8 AS max_x, NULL::float8 AS max_y";

/// What only layouts from some on know: whose a layer is, and what its fields mean; and how a field finds its column.
struct Words {
    owner: &'static str,
    meanings: &'static str,
    column: &'static str,
}

const OWNER: &str = "l.subject, l.door, l.row_policy";
const MEANINGS: &str = "array_agg(f.role ORDER BY f.position) AS roles, array_agg(f.unit ORDER BY f.position) AS units, \
    array_agg(f.refers ORDER BY f.position) AS refers";
const BY_NAME: &str = "a.attname = f.column_name";

/// By its name; where there is no such column, by its number (`diaban.column_now` says the same).
const WORDS: Words = Words {
    owner: OWNER,
    meanings: MEANINGS,
    column: "(a.attname = f.column_name OR a.attnum = f.number \
        AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute n \
        WHERE n.attrelid = c.oid AND n.attname = f.column_name AND NOT n.attisdropped) \
        AND NOT EXISTS (SELECT 1 FROM diaban.field o WHERE o.schema = f.schema AND o.column_name = a.attname))",
};

/// The same of a layout before the sixth.
const WORDS_BY_NAME: Words = Words { owner: OWNER, meanings: MEANINGS, column: BY_NAME };

/// The same of a layout before the third.
const NO_WORDS: Words = Words {
    owner: "NULL::text AS subject, 'items' AS door, NULL::text AS row_policy",
    meanings: "NULL::text[] AS roles, NULL::text[] AS units, NULL::text[] AS refers",
    column: BY_NAME,
};

/// Layers whose table is there, with their newest fields.
fn select(tally: &str, Words { owner, meanings, column }: &Words) -> String {
    format!(
        "SELECT l.name, l.title, l.kind, l.shape, l.declared, l.epsg, l.operation, l.audience, l.min_zoom, \
    l.class_field, l.sources, l.imported_at, l.who, l.attribution, t.features, t.min_x, t.min_y, t.max_x, t.max_y, \
    f.names, f.columns, f.types, f.audiences, f.roles, f.units, f.refers, {owner} \
    FROM diaban.layer l \
    JOIN pg_catalog.pg_class c ON c.relname = l.table_name AND c.relnamespace = 'layers'::regnamespace \
    LEFT JOIN LATERAL ({tally}) t ON true \
    LEFT JOIN LATERAL (SELECT array_agg(f.name ORDER BY f.position) AS names, \
      array_agg(a.attname::text ORDER BY f.position) AS columns, array_agg(f.type ORDER BY f.position) AS types, \
      array_agg(f.audience ORDER BY f.position) AS audiences, {meanings} FROM diaban.field f \
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped AND {column} \
      WHERE f.schema = (SELECT max(s.schema) FROM diaban.schema s WHERE s.layer = l.name)) f ON true"
    )
}

/// All layers, in order of name.
pub(in crate::store::postgis) async fn all(connection: &mut PgConnection) -> Result<Vec<Entry>, Fault> {
    listed(connection, &WORDS).await
}

/// The same in a database of an earlier layout that is only looked into.
pub(in crate::store::postgis) async fn all_of(connection: &mut PgConnection, layout: i64) -> Result<Vec<Entry>, Fault> {
    let words = match layout {
        ..3 => &NO_WORDS,
        3..6 => &WORDS_BY_NAME,
        _ => &WORDS,
    };
    listed(connection, words).await
}

async fn listed(connection: &mut PgConnection, words: &Words) -> Result<Vec<Entry>, Fault> {
    let sql = form::built(format!("{} ORDER BY l.name", select(SUMMED, words)));
    let rows = sqlx::query(sql).fetch_all(connection).await?;
    let found: Vec<Option<Entry>> = rows.iter().map(entry).collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// One layer, if it is there.
pub(in crate::store::postgis) async fn find(
    connection: &mut PgConnection,
    name: &LayerName,
) -> Result<Option<Entry>, Fault> {
    one(connection, name, SUMMED).await
}

async fn one(connection: &mut PgConnection, name: &LayerName, tally: &str) -> Result<Option<Entry>, Fault> {
    let sql = form::built(format!("{} WHERE l.name = $1", select(tally, &WORDS)));
    let row = sqlx::query(sql).bind(name.as_str()).fetch_optional(connection).await?;
    Ok(row.as_ref().map(entry).transpose()?.flatten())
}

/// One layer that must be there.
pub(in crate::store::postgis) async fn found(connection: &mut PgConnection, name: &LayerName) -> Result<Entry, Fault> {
    let entry = find(connection, name).await?;
    entry.ok_or_else(|| StoreError::LayerNotFound { layer: name.clone() }.into())
}

/// The same without its count and box.
pub(in crate::store::postgis) async fn laid_out(
    connection: &mut PgConnection,
    name: &LayerName,
) -> Result<Entry, Fault> {
    let entry = laid_out_now(connection, name).await?;
    entry.ok_or_else(|| StoreError::LayerNotFound { layer: name.clone() }.into())
}

/// The same, if it is there.
pub(in crate::store::postgis) async fn laid_out_now(
    connection: &mut PgConnection,
    name: &LayerName,
) -> Result<Option<Entry>, Fault> {
    one(connection, name, NOT_SUMMED).await
}

/// True if there is a table of this name where layers lie.
pub(in crate::store::postgis) async fn exists(connection: &mut PgConnection, name: &LayerName) -> Result<bool, Fault> {
    let sql = "SELECT to_regclass($1) IS NOT NULL";
    Ok(sqlx::query_scalar(sql).bind(table(name)).fetch_one(connection).await?)
}

/// One layer without count and box, remembered for as long as a transaction lasts.
pub(in crate::store::postgis) async fn known<'e>(
    connection: &mut PgConnection,
    name: &LayerName,
    entries: &'e mut HashMap<LayerName, Entry>,
) -> Result<&'e Entry, Fault> {
    match entries.entry(name.clone()) {
        hash_map::Entry::Occupied(entry) => Ok(entry.into_mut()),
        hash_map::Entry::Vacant(place) => Ok(place.insert(laid_out(connection, name).await?)),
    }
}

/// True if the layer's table, which the caller has read and so holds, is the one this transaction's moment knows, with the same rows
/// on the disk: an import may have put another in its place between the moment and the reading, and a table that was rewritten or
/// truncated shows earlier moments nothing.
pub(in crate::store::postgis) async fn is_still(
    connection: &mut PgConnection,
    name: &LayerName,
) -> Result<bool, Fault> {
    let sql = "SELECT count(*) > 0 FROM pg_catalog.pg_class c WHERE c.relname = $1 AND c.relnamespace = 'layers'::regnamespace \
               AND c.oid = to_regclass($2)::oid AND c.relfilenode = pg_relation_filenode(c.oid)";
    Ok(sqlx::query_scalar(sql).bind(name.as_str()).bind(table(name)).fetch_one(connection).await?)
}

/// A row as an entry; `None` if it holds words this program does not know.
fn entry(row: &PgRow) -> Result<Option<Entry>, sqlx::Error> {
    let text = |at: usize| row.try_get::<&str, _>(at);
    let words = OwnerWords { subject: row.try_get(26)?, door: row.try_get(27)?, rows: row.try_get(28)? };
    let (Some(name), Some(kind), Some(shape), Some(clearance), Some(owned)) = (
        LayerName::parse_stored(text(0)?),
        Kind::parse(text(2)?),
        GeometryType::parse(text(3)?),
        Clearance::parse(text(7)?),
        words.owned(),
    ) else {
        tracing::warn!(layer = text(0)?, "unknown word in diaban.layer; leaving the layer out");
        return Ok(None);
    };
    let crs = row.try_get::<Option<i32>, _>(5)?.and_then(|code| u32::try_from(code).ok()).map_or(Crs::Local, Crs::Epsg);
    let (fields, columns) = fields::listed(row, 19)?;
    let layer = Layer {
        name,
        title: text(1)?.to_owned(),
        kind,
        schema: Schema { geometry: shape, fields },
        crs,
        operation: Operation(text(6)?.to_owned()),
        draw: Draw { min_zoom: u8::try_from(row.try_get::<i16, _>(8)?).unwrap_or(0), class_field: row.try_get(9)? },
        clearance,
        rows: owned.rows,
        subject: owned.subject,
        door: owned.door,
        provenance: Provenance {
            sources: text(10)?.lines().map(str::to_owned).collect(),
            imported_at: text(11)?.to_owned(),
            who: text(12)?.to_owned(),
            attribution: text(13)?.to_owned(),
        },
        extent: extent(row)?,
        count: row.try_get::<Option<i64>, _>(14)?.and_then(|count| u64::try_from(count).ok()).unwrap_or(0),
    };
    Ok(Some(Entry { layer, declared: text(4)?.to_owned(), columns }))
}

fn extent(row: &PgRow) -> Result<Option<Envelope>, sqlx::Error> {
    let side = |at: usize| row.try_get::<Option<f64>, _>(at);
    Ok(match (side(15)?, side(16)?, side(17)?, side(18)?) {
        (Some(min_x), Some(min_y), Some(max_x), Some(max_y)) => {
            Some(Envelope { min: [min_x, min_y], max: [max_x, max_y] })
        }
        _ => None,
    })
}

/// Writes our part of a layer: its row, and its fields since this transaction.
pub(in crate::store::postgis) async fn save(connection: &mut PgConnection, entry: &Entry) -> Result<(), Fault> {
    let layer = &entry.layer;
    let epsg = if let Crs::Epsg(code) = layer.crs { i32::try_from(code).ok() } else { None };
    let owner = OwnerWords::of(layer);
    sqlx::query(
        "INSERT INTO diaban.layer (name, table_name, title, kind, shape, declared, epsg, operation, audience, min_zoom, class_field, \
         sources, imported_at, who, attribution, subject, door, row_policy) \
         VALUES ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
         ON CONFLICT (name) DO UPDATE SET title = $2, kind = $3, shape = $4, declared = $5, epsg = $6, operation = $7, audience = $8, \
         min_zoom = $9, class_field = $10, sources = $11, imported_at = $12, who = $13, attribution = $14, \
         subject = $15, door = $16, row_policy = $17, present = true",
    )
    .bind(layer.name.as_str())
    .bind(&layer.title)
    .bind(layer.kind.as_str())
    .bind(layer.schema.geometry.as_str())
    .bind(&entry.declared)
    .bind(epsg)
    .bind(&layer.operation.0)
    .bind(layer.clearance.to_string())
    .bind(i16::from(layer.draw.min_zoom))
    .bind(&layer.draw.class_field)
    .bind(layer.provenance.sources.join("\n"))
    .bind(&layer.provenance.imported_at)
    .bind(&layer.provenance.who)
    .bind(&layer.provenance.attribution)
    .bind(owner.subject)
    .bind(owner.door)
    .bind(owner.rows)
    .execute(&mut *connection)
    .await?;
    fields::save(connection, entry).await
}
