//! Which layers there are, and where each lies in the database. Read within the caller's transaction, never cached: owners change it.

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::fault::Fault;
use crate::crs::{Crs, Operation};
use crate::geometry::Envelope;
use crate::layer::{
    Clearance, Door, Draw, Field, FieldType, GeometryType, Kind, Layer, LayerName, Meaning, Provenance, Schema,
};
use crate::store::StoreError;
use crate::store::ident::quoted;

/// Column of the id in every table of ours.
pub(super) const KEY: &str = "fid";
/// Column of the shape in every table of ours.
pub(super) const GEOMETRY: &str = "geom";

/// A layer and its place in the database.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What the rest of the house knows.
    pub layer: Layer,
    /// As declared: `MULTIPOLYGON`.
    pub declared: String,
    /// One column per field.
    pub columns: Vec<String>,
}

impl Entry {
    /// The feature table, quoted and with its schema.
    pub(super) fn table(&self) -> String {
        table(&self.layer.name)
    }

    /// Its spatial reference id: the EPSG code; 0 for local coordinates.
    pub(super) fn srid(&self) -> i32 {
        srid(self.layer.crs)
    }

    /// True if new single shapes must become multi shapes.
    pub(super) fn wants_multi(&self) -> bool {
        self.declared.starts_with("MULTI")
    }
}

/// The feature table of a layer, quoted.
pub(super) fn table(layer: &LayerName) -> String {
    format!("layers.{}", quoted(layer.as_str()))
}

/// The history table of a layer, quoted.
pub(super) fn history(layer: &LayerName) -> String {
    format!("history.{}", quoted(layer.as_str()))
}

/// The sequence a layer's ids come from, quoted.
pub(super) fn sequence(layer: &LayerName) -> String {
    format!("diaban.{}", quoted(&format!("fid_{layer}")))
}

/// EPSG code, or 0.
pub(super) fn srid(crs: Crs) -> i32 {
    match crs {
        Crs::Epsg(code) => i32::try_from(code).unwrap_or(0),
        Crs::Local => 0,
    }
}

/// Counts and boxes, summed from all that edits added to them.
const SUMMED: &str = "SELECT sum(features)::bigint AS features, min(min_x) AS min_x, min(min_y) AS min_y, \
    max(max_x) AS max_x, max(max_y) AS max_y FROM diaban.tally t WHERE t.layer = l.name";

/// The same, of nothing: who only writes or reads features need not wait for the sums.
const NOT_SUMMED: &str = "SELECT NULL::bigint AS features, NULL::float8 AS min_x, NULL::float8 AS min_y, \
    NULL::float8 AS max_x, NULL::float8 AS max_y";

/// Layers whose table is there, with their newest fields.
fn select(tally: &str) -> String {
    format!(
        "SELECT l.name, l.title, l.kind, l.shape, l.declared, l.epsg, l.operation, l.audience, l.min_zoom, \
    l.class_field, l.sources, l.imported_at, l.who, l.attribution, t.features, t.min_x, t.min_y, t.max_x, t.max_y, \
    f.names, f.columns, f.types, f.audiences \
    FROM diaban.layer l \
    JOIN pg_catalog.pg_class c ON c.relname = l.table_name AND c.relnamespace = 'layers'::regnamespace \
    LEFT JOIN LATERAL ({tally}) t ON true \
    LEFT JOIN LATERAL (SELECT array_agg(f.name ORDER BY f.position) AS names, \
      array_agg(f.column_name ORDER BY f.position) AS columns, array_agg(f.type ORDER BY f.position) AS types, \
      array_agg(f.audience ORDER BY f.position) AS audiences FROM diaban.field f \
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = f.column_name AND NOT a.attisdropped \
      WHERE f.schema = (SELECT max(s.schema) FROM diaban.schema s WHERE s.layer = l.name)) f ON true"
    )
}

/// All layers, in order of name.
pub(super) async fn all(connection: &mut PgConnection) -> Result<Vec<Entry>, Fault> {
    let sql = super::form::built(format!("{} ORDER BY l.name", select(SUMMED)));
    let rows = sqlx::query(sql).fetch_all(connection).await?;
    let found: Vec<Option<Entry>> = rows.iter().map(entry).collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// One layer, if it is there.
pub(super) async fn find(connection: &mut PgConnection, name: &LayerName) -> Result<Option<Entry>, Fault> {
    one(connection, name, SUMMED).await
}

async fn one(connection: &mut PgConnection, name: &LayerName, tally: &str) -> Result<Option<Entry>, Fault> {
    let sql = super::form::built(format!("{} WHERE l.name = $1", select(tally)));
    let row = sqlx::query(sql).bind(name.as_str()).fetch_optional(connection).await?;
    Ok(row.as_ref().map(entry).transpose()?.flatten())
}

/// One layer that must be there.
pub(super) async fn found(connection: &mut PgConnection, name: &LayerName) -> Result<Entry, Fault> {
    let entry = find(connection, name).await?;
    entry.ok_or_else(|| StoreError::LayerNotFound { layer: name.clone() }.into())
}

/// The same without its count and box.
pub(super) async fn laid_out(connection: &mut PgConnection, name: &LayerName) -> Result<Entry, Fault> {
    let entry = one(connection, name, NOT_SUMMED).await?;
    entry.ok_or_else(|| StoreError::LayerNotFound { layer: name.clone() }.into())
}

/// True if the layer's table, which the caller has read and so holds, is the one this transaction's moment knows, with the same rows
/// on the disk: an import may have put another in its place between the moment and the reading, and a table that was rewritten or
/// truncated shows earlier moments nothing.
pub(super) async fn is_still(connection: &mut PgConnection, name: &LayerName) -> Result<bool, Fault> {
    let sql = "SELECT count(*) > 0 FROM pg_catalog.pg_class c WHERE c.relname = $1 AND c.relnamespace = 'layers'::regnamespace \
               AND c.oid = to_regclass($2)::oid AND c.relfilenode = pg_relation_filenode(c.oid)";
    Ok(sqlx::query_scalar(sql).bind(name.as_str()).bind(table(name)).fetch_one(connection).await?)
}

/// A row as an entry; `None` if it holds words this program does not know.
fn entry(row: &PgRow) -> Result<Option<Entry>, sqlx::Error> {
    let text = |at: usize| row.try_get::<&str, _>(at);
    let (Some(name), Some(kind), Some(shape), Some(clearance)) = (
        LayerName::parse_stored(text(0)?),
        Kind::parse(text(2)?),
        GeometryType::parse(text(3)?),
        Clearance::parse(text(7)?),
    ) else {
        tracing::warn!(layer = text(0)?, "unknown word in diaban.layer; leaving the layer out");
        return Ok(None);
    };
    let crs = row.try_get::<Option<i32>, _>(5)?.and_then(|code| u32::try_from(code).ok()).map_or(Crs::Local, Crs::Epsg);
    let (fields, columns) = fields(row)?;
    let layer = Layer {
        name,
        title: text(1)?.to_owned(),
        kind,
        schema: Schema { geometry: shape, fields },
        crs,
        operation: Operation(text(6)?.to_owned()),
        draw: Draw { min_zoom: u8::try_from(row.try_get::<i16, _>(8)?).unwrap_or(0), class_field: row.try_get(9)? },
        clearance,
        rows: None,
        subject: None,
        door: Door::Items,
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

fn fields(row: &PgRow) -> Result<(Vec<Field>, Vec<String>), sqlx::Error> {
    let list = |at: usize| Ok::<_, sqlx::Error>(row.try_get::<Option<Vec<String>>, _>(at)?.unwrap_or_default());
    let (names, columns, types, audiences) = (list(19)?, list(20)?, list(21)?, list(22)?);
    Ok((fields_of(names, &types, &audiences), columns))
}

/// Fields from the words of their rows.
pub(super) fn fields_of(names: Vec<String>, types: &[String], audiences: &[String]) -> Vec<Field> {
    let words = types.iter().zip(audiences);
    let field = |(name, (kind, audience)): (String, (&String, &String))| Field {
        name: super::form::text::read(&name).into_owned(),
        kind: FieldType::parse(kind).unwrap_or(FieldType::Text),
        clearance: Clearance::parse(audience).unwrap_or_default(),
        meaning: Meaning::default(),
    };
    names.into_iter().zip(words).map(field).collect()
}

/// Writes our part of a layer: its row, and its fields since this transaction.
pub(super) async fn save(connection: &mut PgConnection, entry: &Entry) -> Result<(), Fault> {
    let layer = &entry.layer;
    let epsg = if let Crs::Epsg(code) = layer.crs { i32::try_from(code).ok() } else { None };
    sqlx::query(
        "INSERT INTO diaban.layer (name, table_name, title, kind, shape, declared, epsg, operation, audience, min_zoom, class_field, \
         sources, imported_at, who, attribution) VALUES ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
         ON CONFLICT (name) DO UPDATE SET title = $2, kind = $3, shape = $4, declared = $5, epsg = $6, operation = $7, audience = $8, \
         min_zoom = $9, class_field = $10, sources = $11, imported_at = $12, who = $13, attribution = $14",
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
    .execute(&mut *connection)
    .await?;
    save_fields(connection, entry).await
}

/// Writes the fields, if they are not what they were.
pub(super) async fn save_fields(connection: &mut PgConnection, entry: &Entry) -> Result<(), Fault> {
    let fields = &entry.layer.schema.fields;
    let known = find(connection, &entry.layer.name).await?;
    if known.is_some_and(|known| known.layer.schema.fields == *fields && known.columns == entry.columns) {
        return Ok(());
    }
    let list = |of: fn(&Field) -> String| fields.iter().map(of).collect::<Vec<_>>();
    sqlx::query(
        "WITH made AS (INSERT INTO diaban.schema (layer, since_tx) VALUES ($1, diaban.tx()) RETURNING schema) \
         INSERT INTO diaban.field (schema, position, name, column_name, type, audience) \
         SELECT schema, position, name, column_name, type, audience FROM made, \
         unnest($2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY \
         AS given (name, column_name, type, audience, position)",
    )
    .bind(entry.layer.name.as_str())
    .bind(list(|field| super::form::text::stored(&field.name).into_owned()))
    .bind(&entry.columns)
    .bind(list(|field| field.kind.as_str().to_owned()))
    .bind(list(|field| field.clearance.to_string()))
    .execute(connection)
    .await?;
    Ok(())
}
