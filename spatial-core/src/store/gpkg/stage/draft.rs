//! A table being filled that nobody sees yet: its columns, which may still grow and widen, and the rows on their way to it.
//!
//! Its columns have no declared type, so that every value is kept as it came; the types are declared when it is complete.

use rusqlite::{Connection, Result};

use super::finished::Finished;
use super::rtree::Boxed;
use crate::geometry::{Envelope, Geometry};
use crate::layer::{Field, FieldType, GeometryType, Layer, Misfit, Value};
use crate::store::StoreError;
use crate::store::form::ident::{self, quoted};
use crate::store::form::shape::{self, ShapeKinds};
use crate::store::form::widen;
use crate::store::gpkg::books::entry::rtree_name;
use crate::store::gpkg::form::blob;
use crate::store::gpkg::outside::table;

/// Names of all tables a stage may have: R-trees first, as they depend on nothing.
pub(super) fn tables(stage: i64) -> Vec<String> {
    let names = [format!("diaban_stage_{stage}"), format!("diaban_stage_{stage}_quarantine")];
    names.iter().map(|name| rtree_of(name)).chain(names.iter().cloned()).collect()
}

fn rtree_of(table: &str) -> String {
    rtree_name(table, "geom")
}

/// Rows encoded by the caller, for the writing thread to insert.
#[derive(Debug, Default)]
pub(super) struct Batch {
    first: u64,
    blobs: Vec<u8>,
    /// Where each row's blob ends; the same as the one before where there is no geometry.
    ends: Vec<usize>,
    /// As many cells for each row as there are columns.
    cells: Vec<Cell>,
    texts: String,
}

/// A value without memory of its own: nothing is freed on another thread than the one that made it.
#[derive(Debug)]
enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    /// This many bytes of `texts`, after those of the cell before.
    Text(usize),
}

impl Batch {
    pub(super) fn rows(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of geometry and text: what decides when a batch is full.
    pub(super) fn bytes(&self) -> usize {
        self.blobs.len() + self.texts.len()
    }

    fn push(&mut self, value: &Value) {
        self.cells.push(match value {
            Value::Null => Cell::Null,
            Value::Boolean(yes) => Cell::Integer(i64::from(*yes)),
            Value::Integer(number) => Cell::Integer(*number),
            Value::Real(number) => Cell::Real(*number),
            Value::Text(text) => {
                self.texts.push_str(text);
                Cell::Text(text.len())
            }
        });
    }
}

/// A field's former types, each with the last row stored in it.
#[derive(Debug, Clone, Default)]
pub(super) struct FormerTypes(pub Vec<(FieldType, u64)>);

/// An invisible table.
#[derive(Debug)]
pub(super) struct Draft {
    pub table: String,
    pub key: String,
    /// None for a table without shape.
    pub geometry: Option<String>,
    pub layer: Layer,
    pub srs_id: i32,
    pub columns: Vec<String>,
    pub former: Vec<FormerTypes>,
    /// The last id that was taken before.
    pub base: u64,
    pub last: u64,
    pub boxes: Vec<Boxed>,
    /// True once boxes were written to the tree.
    pub has_tree_nodes: bool,
    pub extent: Option<Envelope>,
    pub shapes: ShapeKinds,
    /// From this id on, single shapes were promoted as they came.
    pub promoted_from: Option<u64>,
    pub waiting: Batch,
}

impl Draft {
    pub(super) fn new(table: String, layer: Layer, key: &str, geometry: &str, srs_id: i32, base: u64) -> Self {
        let names = layer.schema.fields.iter().map(|field| field.name.as_str());
        Self {
            columns: ident::columns_for(&[key, geometry], names, usize::MAX),
            former: vec![FormerTypes::default(); layer.schema.fields.len()],
            table,
            key: key.to_owned(),
            geometry: (layer.schema.geometry != GeometryType::None).then(|| geometry.to_owned()),
            layer,
            srs_id,
            base,
            last: base,
            boxes: Vec::new(),
            has_tree_nodes: false,
            extent: None,
            shapes: ShapeKinds::default(),
            promoted_from: None,
            waiting: Batch::default(),
        }
    }

    pub(super) fn rtree(&self) -> String {
        rtree_of(&self.table)
    }

    pub(super) fn count(&self) -> u64 {
        self.last - self.base
    }

    /// The columns that are filled: that of the shape, if there is one, and those of the fields.
    pub(super) fn filled(&self) -> impl Iterator<Item = &String> {
        self.geometry.iter().chain(&self.columns)
    }

    /// Makes table and R-tree. AUTOINCREMENT comes with the types: it would write its own row at each insert, and we number ourselves.
    pub(super) fn create(&self, connection: &Connection) -> Result<()> {
        let columns: String = self.filled().map(|column| format!(", {}", quoted(column))).collect();
        connection.execute_batch(&format!(
            "CREATE TABLE {} ({} INTEGER PRIMARY KEY NOT NULL{columns})",
            quoted(&self.table),
            quoted(&self.key),
        ))?;
        if self.geometry.is_some() { super::rtree::create(connection, &self.rtree()) } else { Ok(()) }
    }

    /// The definition with all types declared.
    pub(super) fn definition(&self) -> String {
        let typed =
            |(column, field): (&String, &Field)| format!(", {} {}", quoted(column), table::declares(field.kind));
        let shape = self.geometry.iter().map(|column| format!(", {} {}", quoted(column), self.declared()));
        let columns: String = shape.chain(self.columns.iter().zip(&self.layer.schema.fields).map(typed)).collect();
        format!(
            "CREATE TABLE {} ({} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{columns})",
            quoted(&self.table),
            quoted(&self.key),
        )
    }

    /// The narrowest family that is true of all rows.
    pub(super) fn family(&self) -> GeometryType {
        self.shapes.family().unwrap_or(self.layer.schema.geometry)
    }

    /// The narrowest declared type that is true of all rows.
    pub(super) fn declared(&self) -> &'static str {
        shape::declared(self.family(), self.shapes.has_multi())
    }

    /// Adds a field and returns its column.
    pub(super) fn add_field(&mut self, field: Field) -> &str {
        let taken: Vec<&str> = self.filled().chain([&self.key]).map(String::as_str).collect();
        let column = ident::columns_for(&taken, std::iter::once(field.name.as_str()), usize::MAX);
        self.columns.extend(column);
        self.former.push(FormerTypes::default());
        self.layer.schema.fields.push(field);
        &self.columns[self.columns.len() - 1]
    }

    /// Widens a field; rows staged so far are converted when the draft is complete.
    pub(super) fn widen_field(&mut self, name: &str, kind: FieldType) -> Result<(), Misfit> {
        let misfit = |problem: String| Misfit { field: name.to_owned(), problem };
        let at = self.layer.schema.position(name).ok_or_else(|| misfit("no such field".to_owned()))?;
        let field = &mut self.layer.schema.fields[at];
        if !widen::widens(field.kind, kind) {
            return Err(misfit(format!("{} cannot become {}", field.kind.as_str(), kind.as_str())));
        }
        if field.kind != kind {
            self.former[at].0.push((field.kind, self.last));
            field.kind = kind;
        }
        Ok(())
    }

    /// Encodes a row into the waiting batch.
    pub(super) fn push(&mut self, geometry: Option<&Geometry>, values: &[Value]) -> Result<(), StoreError> {
        self.check(geometry, values)?;
        self.last += 1;
        if self.waiting.ends.is_empty() {
            self.waiting.first = self.last;
        }
        if let Some(geometry) = geometry {
            self.encode(geometry);
        }
        self.waiting.ends.push(self.waiting.blobs.len());
        values.iter().for_each(|value| self.waiting.push(value));
        (values.len()..self.columns.len()).for_each(|_| self.waiting.push(&Value::Null));
        Ok(())
    }

    fn encode(&mut self, geometry: &Geometry) {
        self.shapes.meet(geometry);
        let envelope = Envelope::of(geometry);
        if let Some(envelope) = envelope {
            self.extent = Some(self.extent.map_or(envelope, |whole| whole.merged(envelope)));
            self.boxes.push(Boxed::new(self.last, envelope));
        }
        let promotes = self.shapes.has_multi() && self.shapes.family() != Some(GeometryType::Mixed);
        let promoted = if promotes { shape::promoted(geometry) } else { None };
        if promotes && self.promoted_from.is_none() {
            self.promoted_from = Some(self.last);
        }
        blob::write(promoted.as_ref().unwrap_or(geometry), envelope, self.srs_id, &mut self.waiting.blobs);
    }

    fn check(&self, geometry: Option<&Geometry>, values: &[Value]) -> Result<(), StoreError> {
        let fields = &self.layer.schema.fields;
        let refused = |field: &str, problem: String| StoreError::SchemaMismatch {
            layer: self.layer.name.clone(),
            field: field.to_owned(),
            problem,
        };
        if self.geometry.is_none() && geometry.is_some() {
            return Err(refused("geometry", "the table has no shapes".to_owned()));
        }
        if values.len() > fields.len() {
            return Err(refused("*", format!("{} values for {} fields", values.len(), fields.len())));
        }
        match fields.iter().zip(values).find(|(field, value)| !field.kind.admits(value)) {
            Some((field, _)) => Err(refused(&field.name, format!("not of type {}", field.kind.as_str()))),
            None => Ok(()),
        }
    }

    /// What is known of it once it is complete.
    pub(super) fn finished(&self) -> Finished {
        let mut layer = self.layer.clone();
        layer.schema.geometry = self.family();
        layer.extent = self.extent;
        layer.count = self.count();
        Finished {
            table: self.table.clone(),
            rtree: self.rtree(),
            layer,
            key: self.key.clone(),
            geometry: self.geometry.clone(),
            columns: self.columns.clone(),
            shape: self.declared(),
            srs_id: self.srs_id,
            has_multi: self.shapes.has_multi(),
            base: self.base,
            last: self.last,
        }
    }

    /// The statement that inserts a row with the columns there are now.
    pub(super) fn insert(&self) -> String {
        let columns: String = self.filled().map(|column| format!(", {}", quoted(column))).collect();
        let marks = ", ?".repeat(self.filled().count());
        format!("INSERT INTO {} ({}{columns}) VALUES (?{marks})", quoted(&self.table), quoted(&self.key))
    }
}

/// Inserts a batch into a table of so many fields. Hot path of an import (bench row `import`).
pub(super) fn insert(connection: &Connection, sql: &str, columns: usize, has_shape: bool, batch: &Batch) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let (mut start, mut said) = (0, 0);
    let first = if has_shape { 3 } else { 2 };
    for (at, &end) in batch.ends.iter().enumerate() {
        statement.raw_bind_parameter(1, batch.first + at as u64)?;
        let blob = &batch.blobs[start..end];
        if has_shape {
            statement.raw_bind_parameter(2, (!blob.is_empty()).then_some(blob))?;
        }
        start = end;
        for (column, cell) in batch.cells[at * columns..(at + 1) * columns].iter().enumerate() {
            match *cell {
                Cell::Null => statement.raw_bind_parameter(column + first, rusqlite::types::Null)?,
                Cell::Integer(number) => statement.raw_bind_parameter(column + first, number)?,
                Cell::Real(number) => statement.raw_bind_parameter(column + first, number)?,
                Cell::Text(length) => {
                    statement.raw_bind_parameter(column + first, &batch.texts[said..said + length])?;
                    said += length;
                }
            }
        }
        statement.raw_execute()?;
    }
    Ok(())
}
