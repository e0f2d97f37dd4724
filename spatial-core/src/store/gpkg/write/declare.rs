//! Tables that a subject declares: made where they are missing, completed where they lack something, all in one commit.

use rusqlite::{Connection, TransactionBehavior};

use crate::layer::{Field, GeometryType, Layer, Provenance};
use crate::store::form::ident::{self, quoted};
use crate::store::form::shape;
use crate::store::gpkg::books::enter::{enter, index_references};
use crate::store::gpkg::books::entry::{Entry, rtree_name};
use crate::store::gpkg::books::feed::{self, Whole};
use crate::store::gpkg::books::{catalogue, crs, history, ids, meta, triggers};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::outside::{notice, table};
use crate::store::gpkg::stage::rtree;
use crate::store::writing::declared;
use crate::store::{Committed, StoreError};

/// Declares all tables. If all are there as declared, nothing is written and the revision is the present one.
pub(in crate::store::gpkg) fn declare(
    connection: &mut Connection,
    layers: &[Layer],
    who: &str,
    why: &str,
) -> Result<Committed, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let has_changed = notice::defining(&transaction, |connection| {
        let mut has_changed = false;
        for layer in layers {
            has_changed |= one(connection, layer, who)?;
        }
        Ok::<_, Fault>(has_changed)
    })?;
    let revision = match has_changed {
        true => feed::number(&transaction, who, why)?,
        false => feed::current(&transaction)?.0,
    };
    transaction.commit()?;
    Ok(Committed { revision, inserted: Vec::new() })
}

/// True if the store was not as declared.
fn one(connection: &Connection, layer: &Layer, who: &str) -> Result<bool, Fault> {
    let Some(live) = catalogue::find(connection, &layer.name)? else {
        if meta::exists(connection, layer.name.as_str())? {
            return Err(StoreError::LayerExists { layer: layer.name.clone() }.into());
        }
        make(connection, layer, who)?;
        return Ok(true);
    };
    let Some(next) = declared::completed(&live.layer, layer)? else { return Ok(false) };
    complete(connection, live, next)?;
    Ok(true)
}

fn make(connection: &Connection, layer: &Layer, who: &str) -> Result<(), Fault> {
    let has_shape = layer.schema.geometry != GeometryType::None;
    let entry = Entry {
        table: layer.name.to_string(),
        key: "fid".to_owned(),
        geometry: has_shape.then(|| "geom".to_owned()),
        shape: shape::declared(layer.schema.geometry, false).to_owned(),
        srs_id: if has_shape { crs::register(connection, layer.crs)? } else { 0 },
        columns: columns(&["fid", "geom"], &layer.schema.fields),
        has_rtree: has_shape,
        is_counted: true,
        layer: Layer {
            provenance: Provenance { who: who.to_owned(), ..layer.provenance.clone() },
            extent: None,
            count: 0,
            ..layer.clone()
        },
    };
    let shape = entry.geometry.iter().map(|column| format!(", {} {}", quoted(column), entry.shape));
    let fields = entry.layer.schema.fields.iter().zip(&entry.columns);
    let fields = fields.map(|(field, column)| format!(", {} {}", quoted(column), table::declares(field.kind)));
    let columns: String = shape.chain(fields).collect();
    let (table, key) = (quoted(&entry.table), quoted(&entry.key));
    let sql = format!("CREATE TABLE {table} ({key} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{columns})");
    connection.execute_batch(&sql)?;
    if let Some(geometry) = &entry.geometry {
        rtree::create(connection, &rtree_name(&entry.table, geometry))?;
    }
    let last = ids::last(connection, &entry.layer.name, None)?;
    Ok(enter(connection, &entry, Whole::Create, last)?)
}

fn columns(taken: &[&str], fields: &[Field]) -> Vec<String> {
    ident::columns_for(taken, fields.iter().map(|field| field.name.as_str()), usize::MAX)
}

/// Gives a layer the fields it lacks, and lets it be seen and written as declared.
fn complete(connection: &Connection, live: Entry, next: Layer) -> Result<(), Fault> {
    let mut entry = Entry { layer: next, ..live };
    let known = entry.columns.len();
    let taken: Vec<&str> = entry.written().chain([&entry.key]).map(String::as_str).collect();
    let added = columns(&taken, &entry.layer.schema.fields[known..]);
    for (column, field) in added.iter().zip(&entry.layer.schema.fields[known..]) {
        let (table, column) = (quoted(&entry.table), quoted(column));
        connection
            .execute_batch(&format!("ALTER TABLE {table} ADD COLUMN {column} {}", table::declares(field.kind)))?;
    }
    entry.columns.extend(added);
    let change = feed::note_whole(connection, &entry.layer.name, Whole::Alter)?;
    catalogue::save(connection, &entry, change)?;
    history::ensure(connection, &entry)?;
    triggers::mend(connection, &entry)?;
    Ok(index_references(connection, &entry)?)
}
