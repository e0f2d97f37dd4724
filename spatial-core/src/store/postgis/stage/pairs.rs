//! Which staged column goes to which column of a layer that is there, and how its values become the layer's.

use sqlx::{Executor, PgConnection};

use super::finished::Finished;
use crate::layer::{Clearance, Field, FieldType};
use crate::store::form::ident::quoted;
use crate::store::form::{meaning, widen};
use crate::store::layout::mismatch;
use crate::store::postgis::books::entry::Entry;
use crate::store::postgis::books::{feed, fields, triggers};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::widened::widened;
use crate::store::postgis::form::{built, column_type, free_columns};

/// A staged column and where it goes.
pub(super) struct Pair {
    pub field: String,
    pub kind: FieldType,
    /// Column of the layer, quoted.
    pub to: String,
    /// What to select from the stage, called `s`.
    pub from: String,
}

/// Matches staged fields with the layer's by name; fields the layer lacks are added, for staff only. If the stage says what fields mean,
/// that is what they mean from now on.
pub(super) async fn of(
    connection: &mut PgConnection,
    number: i64,
    staged: &Finished,
    live: &mut Entry,
) -> Result<Vec<Pair>, Fault> {
    let mut pairs = Vec::new();
    let mut added = Vec::new();
    for (field, column) in staged.layer.schema.fields.iter().zip(&staged.columns) {
        let at = live.layer.schema.position(&field.name).unwrap_or_else(|| add_field(live, field, &mut added));
        let kind = live.layer.schema.fields[at].kind;
        if !widen::widens(field.kind, kind) {
            let problem = format!("{} into {}", field.kind.as_str(), kind.as_str());
            return Err(mismatch(&live.layer, &field.name, problem).into());
        }
        pairs.push(Pair {
            field: field.name.clone(),
            kind,
            to: quoted(&live.columns[at]),
            from: widened(&format!("s.{}", quoted(column)), field.kind, kind),
        });
    }
    if !added.is_empty() {
        let sql = format!("ALTER TABLE {} {}", live.table(), added.join(", "));
        connection.execute(built(sql)).await?;
    }
    if meaning::takes_over(&mut live.layer, &staged.layer) || !added.is_empty() {
        feed::note_whole(connection, number, &live.layer.name, "alter").await?;
        fields::save(connection, live).await?;
        triggers::install(connection, live).await?;
    }
    Ok(pairs)
}

fn add_field(live: &mut Entry, field: &Field, added: &mut Vec<String>) -> usize {
    let taken: Vec<&str> = live.columns.iter().map(String::as_str).collect();
    let column = free_columns(&taken, std::iter::once(field.name.as_str()));
    added.extend(column.iter().map(|column| format!("ADD COLUMN {} {}", quoted(column), column_type(field.kind))));
    live.columns.extend(column);
    live.layer.schema.fields.push(Field { clearance: Clearance::Staff, ..field.clone() });
    live.columns.len() - 1
}
