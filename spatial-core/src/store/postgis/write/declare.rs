//! Tables that a subject declares: made where they are missing, completed where they lack something, all in one commit.

use sqlx::{Connection, Executor, PgConnection};

use super::commit;
use crate::layer::{Field, GeometryType, Layer, Provenance};
use crate::store::form::ident::quoted;
use crate::store::form::shape;
use crate::store::postgis::books::enter::{enter, index_references};
use crate::store::postgis::books::entry::{Entry, GEOMETRY, KEY};
use crate::store::postgis::books::{catalogue, crs, feed, ids, triggers};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::{built, column_type, free_columns};
use crate::store::postgis::link::roles;
use crate::store::postgis::store::OpenStore;
use crate::store::writing::declared;
use crate::store::{Committed, StoreError};

/// One program declares at a time.
const LOCK: i64 = 7_017_294;

/// Declares all tables. If all are there as declared, nothing is written and the revision is the present one.
pub(in crate::store::postgis) async fn declare(
    shared: &OpenStore,
    layers: &[Layer],
    who: &str,
    why: &str,
) -> Result<Committed, Fault> {
    let mut connection = PgConnection::connect_with(&shared.sources.primary().connect_options()).await?;
    roles::act_as_owner(&mut connection).await?;
    let mut transaction = connection.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(&mut *transaction).await?;
    let mut number = None;
    for layer in layers {
        let Some(step) = step(&mut transaction, layer).await? else { continue };
        let number = match number {
            Some(number) => number,
            None => *number.insert(commit::begun(&mut transaction, who, why).await?),
        };
        match step {
            Step::Make => make(&mut transaction, number, layer, who).await?,
            Step::Complete(live, next) => complete(&mut transaction, number, live, next).await?,
        }
    }
    let revision = match number {
        None => feed::position(&mut transaction).await?.revision,
        Some(number) => {
            transaction.commit().await?;
            commit::durable(shared.sources.primary(), number).await?
        }
    };
    Ok(Committed { revision, inserted: Vec::new() })
}

/// What a declaration lacks in the store.
enum Step {
    Make,
    Complete(Box<Entry>, Box<Layer>),
}

async fn step(connection: &mut PgConnection, layer: &Layer) -> Result<Option<Step>, Fault> {
    let Some(live) = catalogue::find(connection, &layer.name).await? else {
        if catalogue::exists(connection, &layer.name).await? {
            return Err(StoreError::LayerExists { layer: layer.name.clone() }.into());
        }
        return Ok(Some(Step::Make));
    };
    let next = declared::completed(&live.layer, layer)?;
    Ok(next.map(|next| Step::Complete(Box::new(live), Box::new(next))))
}

async fn make(connection: &mut PgConnection, number: i64, layer: &Layer, who: &str) -> Result<(), Fault> {
    let provenance = Provenance { who: who.to_owned(), ..layer.provenance.clone() };
    let entry = Entry {
        declared: shape::declared(layer.schema.geometry, false).to_owned(),
        columns: columns(&[], &layer.schema.fields),
        layer: Layer { provenance, extent: None, count: 0, ..layer.clone() },
    };
    if layer.schema.geometry != GeometryType::None {
        crs::register(connection, layer.crs).await?;
    }
    let shape = entry.has_shape().then(|| format!(", {GEOMETRY} geometry({}, {})", entry.declared, entry.srid()));
    let fields = entry.layer.schema.fields.iter().zip(&entry.columns);
    let fields = fields.map(|(field, column)| format!(", {} {}", quoted(column), column_type(field.kind)));
    let columns: String = shape.into_iter().chain(fields).collect();
    let table = entry.table();
    // The history of the layer has the key that PostgreSQL would name itself, and the table goes there when it is replaced.
    let key = quoted(&format!("{}_declared_key", entry.layer.name));
    let create = format!("CREATE TABLE {table} ({KEY} bigint CONSTRAINT {key} PRIMARY KEY{columns})");
    connection.execute(built(create)).await?;
    if entry.has_shape() {
        connection.execute(built(format!("CREATE INDEX ON {table} USING gist ({GEOMETRY})"))).await?;
    }
    let last = ids::last(connection, &entry.layer.name).await?;
    feed::note_whole(connection, number, &entry.layer.name, "create").await?;
    enter(connection, &entry, last).await
}

fn columns(taken: &[&str], fields: &[Field]) -> Vec<String> {
    free_columns(taken, fields.iter().map(|field| field.name.as_str()))
}

/// Gives a layer the fields it lacks, and lets it be seen and written as declared.
async fn complete(connection: &mut PgConnection, number: i64, live: Box<Entry>, next: Box<Layer>) -> Result<(), Fault> {
    let mut entry = Entry { layer: *next, ..*live };
    let known = entry.columns.len();
    let taken: Vec<&str> = entry.columns.iter().map(String::as_str).collect();
    let added = columns(&taken, &entry.layer.schema.fields[known..]);
    let clauses = added.iter().zip(&entry.layer.schema.fields[known..]);
    let clauses = clauses.map(|(column, field)| format!("ADD COLUMN {} {}", quoted(column), column_type(field.kind)));
    let clauses: Vec<String> = clauses.collect();
    if !clauses.is_empty() {
        connection.execute(built(format!("ALTER TABLE {} {}", entry.table(), clauses.join(", ")))).await?;
    }
    entry.columns.extend(added);
    feed::note_whole(connection, number, &entry.layer.name, "alter").await?;
    catalogue::save(connection, &entry).await?;
    triggers::install(connection, &entry).await?;
    index_references(connection, &entry).await
}
