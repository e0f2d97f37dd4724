//! Completes a draft while nobody sees it: parts of columns become one, shapes are promoted and declared, keys and shapes indexed.

use super::columns::{DraftColumn, Takes};
use super::draft::Draft;
use crate::store::form::ident::quoted;
use crate::store::postgis::books::entry::{GEOMETRY, KEY};
use crate::store::postgis::form::widened::widened;

/// What completes a draft. One that joins a layer needs no indexes.
pub(super) fn statements(draft: &Draft, is_indexed: bool) -> Vec<String> {
    let mut statements = unite(draft);
    if is_indexed {
        statements.push(format!("ALTER TABLE {} ADD PRIMARY KEY ({KEY})", draft.table));
        if draft.geometry.is_some() {
            statements.push(format!("CREATE INDEX ON {} USING gist ({GEOMETRY})", draft.table));
        }
    }
    statements.push(format!("ANALYZE {}", draft.table));
    statements
}

/// Makes one column of each that has parts, in one rewriting of the table.
fn unite(draft: &Draft) -> Vec<String> {
    let mut clauses = Vec::new();
    let mut dropped = Vec::new();
    let fields = draft.columns.iter().zip(&draft.layer.schema.fields);
    let declared = draft.declared();
    let shape = draft.geometry.iter().filter_map(|column| match column.last().1 {
        Takes::Shapes(_, srid) => Some((column, Takes::Shapes(declared, srid))),
        Takes::Values(_) => None,
    });
    let all = fields.map(|(column, field)| (column, Takes::Values(field.kind))).chain(shape);
    for (column, to) in all.filter(|(column, to)| column.parts.len() > 1 || column.last().1 != *to) {
        clauses.push(united(column, to));
        for (part, _) in &column.parts[1..] {
            clauses.push(format!("ALTER COLUMN {0} TYPE boolean USING NULL::boolean", quoted(part)));
            dropped.push(format!("DROP COLUMN {}", quoted(part)));
        }
    }
    let altered = |clauses: &[String]| format!("ALTER TABLE {} {}", draft.table, clauses.join(", "));
    [clauses, dropped].iter().filter(|clauses| !clauses.is_empty()).map(|clauses| altered(clauses)).collect()
}

/// Each row has a value in one part at most.
fn united(column: &DraftColumn, to: Takes) -> String {
    let part = |(name, takes): &(String, Takes)| match (*takes, to) {
        (Takes::Values(from), Takes::Values(to)) => widened(&quoted(name), from, to),
        (_, Takes::Shapes(declared, _)) if declared.starts_with("MULTI") => format!("ST_Multi({})", quoted(name)),
        _ => quoted(name),
    };
    let parts: Vec<String> = column.parts.iter().map(part).collect();
    let kind = to.column_type();
    format!("ALTER COLUMN {} TYPE {kind} USING coalesce({})", quoted(&column.parts[0].0), parts.join(", "))
}
