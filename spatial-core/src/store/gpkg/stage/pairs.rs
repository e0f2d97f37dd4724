//! Which staged column goes to which column of a layer that is there, and how its values become the layer's.

use rusqlite::Connection;

use super::finished::Finished;
use crate::layer::{Clearance, Field, FieldType};
use crate::store::form::ident::{self, quoted};
use crate::store::form::{meaning, widen};
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::feed::{self, Whole};
use crate::store::gpkg::books::{fields, history};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::outside::table;
use crate::store::layout::mismatch;

/// A staged column and where it goes.
pub(super) struct Pair {
    pub field: String,
    /// Column of the layer.
    pub to: String,
    /// What to select from the stage, called `s`.
    pub from: String,
}

/// Matches staged fields with the layer's by name; fields the layer lacks are added, for staff only. If the stage says what fields mean,
/// that is what they mean from now on.
pub(super) fn of(connection: &Connection, staged: &Finished, live: &mut Entry) -> Result<Vec<Pair>, Fault> {
    let mut pairs = Vec::new();
    let mut is_altered = false;
    for (field, column) in staged.layer.schema.fields.iter().zip(&staged.columns) {
        let at = match live.layer.schema.position(&field.name) {
            Some(at) => at,
            None => {
                is_altered = true;
                add_field(connection, live, field)?
            }
        };
        let kind = live.layer.schema.fields[at].kind;
        pairs.push(Pair {
            field: field.name.clone(),
            to: live.columns[at].clone(),
            from: selected(live, field, column, kind)?,
        });
    }
    if meaning::takes_over(&mut live.layer, &staged.layer) || is_altered {
        let change = feed::note_whole(connection, &live.layer.name, Whole::Alter)?;
        fields::save(connection, live, change)?;
        history::ensure(connection, live)?;
    }
    Ok(pairs)
}

fn selected(live: &Entry, field: &Field, column: &str, kind: FieldType) -> Result<String, Fault> {
    let column = format!("s.{}", quoted(column));
    if field.kind == kind {
        Ok(column)
    } else if widen::widens(field.kind, kind) {
        Ok(format!("diaban_widened({column}, '{}', '{}')", field.kind.as_str(), kind.as_str()))
    } else {
        Err(mismatch(&live.layer, &field.name, format!("{} into {}", field.kind.as_str(), kind.as_str())).into())
    }
}

fn add_field(connection: &Connection, live: &mut Entry, field: &Field) -> Result<usize, Fault> {
    let taken: Vec<&str> = live.written().chain([&live.key]).map(String::as_str).collect();
    let column = ident::columns_for(&taken, std::iter::once(field.name.as_str()), usize::MAX);
    live.columns.extend(column);
    live.layer.schema.fields.push(Field { clearance: Clearance::Staff, ..field.clone() });
    let at = live.columns.len() - 1;
    connection.execute_batch(&format!(
        "ALTER TABLE {} ADD COLUMN {} {}",
        quoted(&live.table),
        quoted(&live.columns[at]),
        table::declares(field.kind)
    ))?;
    Ok(at)
}
