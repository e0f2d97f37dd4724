//! Which staged column goes to which column of a layer that is there, and how its values become the layer's.

use sqlx::Executor;

use super::columns;
use super::publish::{Finished, Publishing};
use super::widened::widened;
use crate::layer::{Clearance, Field, FieldType};
use crate::store::ident::quoted;
use crate::store::layout::mismatch;
use crate::store::postgis::catalogue::{self, Entry};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::{built, column_type};
use crate::store::postgis::track;
use crate::store::widen;

/// A staged column and where it goes.
pub(super) struct Pair {
    pub field: String,
    pub kind: FieldType,
    /// Column of the layer, quoted.
    pub to: String,
    /// What to select from the stage, called `s`.
    pub from: String,
}

/// Matches staged fields with the layer's by name; fields the layer lacks are added, for staff only.
pub(super) async fn of(
    publishing: &mut Publishing<'_>,
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
        publishing.connection.execute(built(sql)).await?;
        publishing.note_whole(&live.layer.name, "alter").await?;
        catalogue::save_fields(publishing.connection, live).await?;
        track::install(publishing.connection, live).await?;
    }
    Ok(pairs)
}

fn add_field(live: &mut Entry, field: &Field, added: &mut Vec<String>) -> usize {
    let taken: Vec<&str> = live.columns.iter().map(String::as_str).collect();
    let column = columns::free(&taken, std::iter::once(field.name.as_str()));
    added.extend(column.iter().map(|column| format!("ADD COLUMN {} {}", quoted(column), column_type(field.kind))));
    live.columns.extend(column);
    live.layer.schema.fields.push(Field { clearance: Clearance::Staff, ..field.clone() });
    live.columns.len() - 1
}
