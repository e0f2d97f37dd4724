//! What the database says of a table, and whether that goes together with what is wished.

use sqlx::{PgConnection, Row};

use super::column::{ColumnType, ServedColumn};
use super::key::{Key, KeyColumn};
use super::{ServedTable, TableProblem, TableSettings};
use crate::crs::{Crs, CrsError, Operation, StatedCrs, Transform};
use crate::layer::{Clearance, Door, Draw, Field, GeometryType, Layer, Meaning, Provenance, Schema};
use crate::message::Message;
use crate::store::form::ident::quoted;
use crate::store::form::shape;
use crate::store::postgis::books::crs::stated;
use crate::store::postgis::fault::{self, Fault};

/// The columns of a table with the types below their domains.
const COLUMNS: &str = "WITH RECURSIVE seen AS ( \
    SELECT a.attname, a.attnum, a.atttypid, a.atttypmod AS typmod, t.oid AS type, t.typtype, t.typbasetype, t.typtypmod \
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid \
    WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped \
    UNION ALL \
    SELECT s.attname, s.attnum, s.atttypid, s.typtypmod, t.oid, t.typtype, t.typbasetype, t.typtypmod \
    FROM seen s JOIN pg_catalog.pg_type t ON t.oid = s.typbasetype WHERE s.typtype = 'd') \
    SELECT s.attname::text, format_type(s.atttypid, -1), n.nspname::text, t.typname::text, t.typtype = 'e', s.typmod, \
    has_column_privilege($1::regclass, s.attnum, 'SELECT') \
    FROM seen s JOIN pg_catalog.pg_type t ON t.oid = s.type JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
    WHERE s.typtype <> 'd' ORDER BY s.attnum";

/// A column as it is.
struct Relation {
    name: String,
    kind: ColumnType,
    typmod: i32,
    is_readable: bool,
}

/// A table and its columns.
struct Described<'a> {
    settings: &'a TableSettings,
    /// Schema and name, quoted.
    from: String,
    columns: Vec<Relation>,
}

/// The column of shapes as declared.
struct ShapeColumn {
    srid: i32,
    /// What the database says of that number.
    stated: Result<Option<StatedCrs>, CrsError>,
    family: GeometryType,
}

/// Where the shapes lie.
struct Placed {
    crs: Crs,
    /// From row to row.
    may_vary: bool,
    doubt: Option<Message>,
}

/// Looks at the table, and refuses what cannot be served.
pub(super) async fn describe(connection: &mut PgConnection, settings: &TableSettings) -> Result<ServedTable, Fault> {
    let refused = |problem: TableProblem| Fault::from(problem.of(&settings.layer));
    let from = find(connection, settings).await?;
    let columns = columns(connection, &from).await?;
    let described = Described { settings, from, columns };
    let shapes = described.shapes(connection).await?;
    let placed = described.placed(&shapes).map_err(refused)?;
    let Placed { crs, may_vary, doubt } = placed;
    let schema = described.schema(shapes.family).map_err(refused)?;
    let columns = described.fields().map_err(refused)?;
    let geometry = described.qualified(&settings.geometry);
    let srid = if may_vary { format!("ST_SRID({geometry}::geometry)") } else { "NULL::integer".to_owned() };
    Ok(ServedTable {
        refresh: settings.refresh,
        key: described.key().map_err(refused)?,
        shape: [format!("ST_AsBinary({geometry})"), srid],
        srid: may_vary.then(|| crate::store::postgis::books::entry::srid(crs)),
        layer: layer(settings, crs, schema),
        from: described.from,
        columns,
        doubt,
    })
}

/// The table's name as SQL writes it.
async fn find(connection: &mut PgConnection, settings: &TableSettings) -> Result<String, Fault> {
    let schema = settings.schema.as_deref().map(|schema| format!("{}.", quoted(schema))).unwrap_or_default();
    let asked = format!("{schema}{}", quoted(&settings.table));
    let found = sqlx::query_scalar(
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
         WHERE c.oid = to_regclass($1) AND c.relkind IN ('r', 'v', 'm', 'f', 'p')",
    )
    .bind(&asked)
    .fetch_optional(connection)
    .await;
    let refused = |problem: TableProblem| Fault::from(problem.of(&settings.layer));
    match found {
        Ok(Some(name)) => Ok(name),
        Ok(None) => Err(refused(TableProblem::NotFound { table: asked })),
        Err(error) if fault::code(&error).as_deref() == Some("42501") => {
            Err(refused(TableProblem::Forbidden { what: asked }))
        }
        Err(error) => Err(error.into()),
    }
}

async fn columns(connection: &mut PgConnection, from: &str) -> Result<Vec<Relation>, Fault> {
    let rows = sqlx::query(COLUMNS).bind(from).fetch_all(connection).await?;
    let found = |row: &sqlx::postgres::PgRow| {
        Ok(Relation {
            name: row.try_get(0)?,
            kind: ColumnType {
                declared: row.try_get(1)?,
                schema: row.try_get(2)?,
                name: row.try_get(3)?,
                is_enum: row.try_get(4)?,
            },
            typmod: row.try_get(5)?,
            is_readable: row.try_get(6)?,
        })
    };
    Ok(rows.iter().map(found).collect::<Result<_, sqlx::Error>>()?)
}

impl Described<'_> {
    fn found(&self, name: &str) -> Result<&Relation, TableProblem> {
        let Some(found) = self.columns.iter().find(|column| column.name == name) else {
            let has: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
            return Err(TableProblem::ColumnNotFound { column: name.to_owned(), has: has.join(", ") });
        };
        match found.is_readable {
            true => Ok(found),
            false => Err(TableProblem::Forbidden { what: format!("{}.{}", self.from, quoted(name)) }),
        }
    }

    /// A column as every statement names it.
    fn qualified(&self, name: &str) -> String {
        format!("t.{}", quoted(name))
    }

    async fn shapes(&self, connection: &mut PgConnection) -> Result<ShapeColumn, Fault> {
        let column = self.found(&self.settings.geometry).map_err(|problem| problem.of(&self.settings.layer))?;
        if !matches!(column.kind.name.as_str(), "geometry" | "geography") {
            let (column, kind) = (column.name.clone(), column.kind.declared.clone());
            return Err(TableProblem::NotGeometry { column, kind }.of(&self.settings.layer).into());
        }
        let row = sqlx::query("SELECT postgis_typmod_srid($1), upper(postgis_typmod_type($1))")
            .bind(column.typmod)
            .fetch_one(&mut *connection)
            .await?;
        let (declared, kind): (i32, String) = (row.try_get(0)?, row.try_get(1)?);
        let is_geography = column.kind.name == "geography";
        let srid = if is_geography && declared == 0 { 4326 } else { declared };
        let stated = stated(connection, srid).await?;
        Ok(ShapeColumn { srid, stated, family: shape::family(kind.trim_end_matches(['Z', 'M'])) })
    }

    /// The reference system of the shapes: what the database says, or the settings where it says nothing that can be used. Where its number
    /// and its definition differ, the settings may decide for either.
    fn placed(&self, shapes: &ShapeColumn) -> Result<Placed, TableProblem> {
        let (column, srid) = (self.settings.geometry.clone(), shapes.srid);
        let plain = |crs| Ok(Placed { crs, may_vary: srid <= 0, doubt: None });
        match (&shapes.stated, self.settings.crs) {
            (Ok(Some(StatedCrs { crs, contradiction: None })), Some(given)) if *crs != given => {
                Err(TableProblem::CrsDiffers { column, has: *crs, given })
            }
            (Ok(Some(StatedCrs { crs, contradiction: Some(other) })), Some(given))
                if *crs != given && Crs::Epsg(other.code) != given =>
            {
                Err(TableProblem::CrsDiffers { column, has: *crs, given })
            }
            (_, Some(given)) => plain(given),
            (Ok(Some(StatedCrs { crs, contradiction })), None) => {
                let about = || Message::new("table-crs-by-parameters").with("column", &column).with("srid", srid);
                let doubt = contradiction.as_ref().map(|found| found.told(about()).with("by", crs));
                let doubt = doubt.map(|doubt| doubt.with("layer", &self.settings.layer));
                Ok(Placed { crs: *crs, may_vary: false, doubt })
            }
            (Ok(None), None) => Err(TableProblem::NoCrs { column, srid }),
            (Err(CrsError::Contradicted(contradiction)), None) => {
                let contradiction = contradiction.clone();
                Err(TableProblem::CrsContradicted { column, srid, contradiction })
            }
            (Err(CrsError::Unknown { text }), None) => {
                Err(TableProblem::CrsUnknown { column, srid, text: text.clone() })
            }
            (Err(other), None) => Err(TableProblem::CrsUnknown { column, srid, text: other.to_string() }),
        }
    }

    fn key(&self) -> Result<Key, TableProblem> {
        if let [only] = self.settings.key.as_slice()
            && self.found(only)?.kind.is_whole()
        {
            return Ok(Key::Whole(self.qualified(only)));
        }
        let column = |name: &String| {
            let (found, column) = (self.found(name)?, self.qualified(name));
            let unfit = || TableProblem::Type { column: name.clone(), kind: found.kind.declared.clone() };
            let text = found.kind.key_text(&column).ok_or_else(unfit)?;
            Ok(KeyColumn { column, text, kind: found.kind.clone() })
        };
        let columns = self.settings.key.iter().map(column).collect::<Result<_, _>>()?;
        Ok(Key::Hashed { columns, bits: self.settings.hash_bits })
    }

    /// The names on both lists, with who may see them.
    fn listed(&self) -> impl Iterator<Item = (&String, Clearance)> {
        let public = self.settings.fields.iter().map(|name| (name, Clearance::Open));
        public.chain(self.settings.private_fields.iter().map(|name| (name, Clearance::Staff)))
    }

    fn fields(&self) -> Result<Vec<ServedColumn>, TableProblem> {
        let column = |(name, _): (&String, Clearance)| {
            let found = self.found(name)?;
            let unfit = || TableProblem::Type { column: name.clone(), kind: found.kind.declared.clone() };
            ServedColumn::of(&found.kind, &self.qualified(name)).ok_or_else(unfit)
        };
        self.listed().map(column).collect()
    }

    fn schema(&self, geometry: GeometryType) -> Result<Schema, TableProblem> {
        let columns = self.fields()?;
        let field = |((name, clearance), column): ((&String, Clearance), &ServedColumn)| Field {
            name: name.clone(),
            kind: column.kind,
            clearance,
            meaning: Meaning::default(),
        };
        Ok(Schema { geometry, fields: self.listed().zip(&columns).map(field).collect() })
    }
}

fn layer(settings: &TableSettings, crs: Crs, schema: Schema) -> Layer {
    let min_zoom = settings.min_zoom.unwrap_or_else(|| Draw::usual_min_zoom(settings.kind, schema.geometry));
    let operation = Transform::new(crs, Crs::WGS84).map_or(Operation(String::new()), |found| found.operation().clone());
    Layer {
        name: settings.layer.clone(),
        title: settings.title.clone().unwrap_or_else(|| settings.layer.to_string()),
        kind: settings.kind,
        schema,
        crs,
        operation,
        draw: Draw { min_zoom, class_field: settings.class_field.clone() },
        clearance: Clearance::Open,
        rows: None,
        subject: None,
        door: Door::Items,
        provenance: Provenance::default(),
        extent: None,
        count: 0,
    }
}
