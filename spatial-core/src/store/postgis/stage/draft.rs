//! A table being filled that nobody sees yet: its columns, which may still grow and widen, and the rows on their way to it.

use std::sync::Arc;

use super::columns::{DraftColumn, Takes};
use super::finished::Finished;
use super::job::Job;
use crate::geometry::{Envelope, Geometry};
use crate::layer::{Field, FieldType, GeometryType, Layer, Value};
use crate::store::StoreError;
use crate::store::form::ident::listed;
use crate::store::form::shape::{self, ShapeKinds};
use crate::store::form::widen;
use crate::store::postgis::books::entry;
use crate::store::postgis::books::entry::{GEOMETRY, KEY};
use crate::store::postgis::form::free_columns;
use crate::store::postgis::form::row::CopyRows;

/// PostgreSQL's tables have at most 1,600 columns (documentation, appendix K); the rest is for ours, and for fields that widen.
const MOST_FIELDS: usize = 1_500;

/// An invisible table.
#[derive(Debug)]
pub(super) struct Draft {
    /// Quoted, with its schema.
    pub table: String,
    pub layer: Layer,
    srid: i32,
    /// One for each field.
    pub columns: Vec<DraftColumn>,
    /// None for a table without shape.
    pub geometry: Option<DraftColumn>,
    /// The last id that was taken before.
    pub base: u64,
    pub last: u64,
    pub extent: Option<Envelope>,
    pub shapes: ShapeKinds,
    is_made: bool,
    /// Columns the table lacks.
    added: Vec<String>,
    copy: Option<Arc<str>>,
    waiting: CopyRows,
}

impl Draft {
    pub(super) fn new(table: String, layer: Layer, base: u64) -> Result<Self, StoreError> {
        let fields = &layer.schema.fields;
        let names = free_columns(&[], fields.iter().map(|field| field.name.as_str()));
        let columns =
            names.into_iter().zip(fields).map(|(name, field)| DraftColumn::new(name, Takes::Values(field.kind)));
        let columns = columns.collect();
        let srid = entry::srid(layer.crs);
        let has_shape = layer.schema.geometry != GeometryType::None;
        let geometry = has_shape.then(|| DraftColumn::new(GEOMETRY.to_owned(), Takes::Shapes("GEOMETRY", srid)));
        let (extent, shapes, waiting) = (None, ShapeKinds::default(), CopyRows::default());
        let draft = Self {
            table,
            layer,
            srid,
            columns,
            geometry,
            base,
            last: base,
            extent,
            shapes,
            is_made: false,
            added: Vec::new(),
            copy: None,
            waiting,
        };
        match draft.layer.schema.fields.get(MOST_FIELDS) {
            Some(field) => Err(draft.too_many(&field.name)),
            None => Ok(draft),
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.last - self.base
    }

    /// Bytes of rows that wait.
    pub(super) fn waits(&self) -> usize {
        self.waiting.bytes.len()
    }

    /// Names of the columns of the fields.
    pub(super) fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.parts[0].0.clone()).collect()
    }

    /// The narrowest family that is true of all rows.
    pub(super) fn family(&self) -> GeometryType {
        self.shapes.family().unwrap_or(self.layer.schema.geometry)
    }

    /// The narrowest declared type that is true of all rows.
    pub(super) fn declared(&self) -> &'static str {
        shape::declared(self.family(), self.shapes.has_multi())
    }

    /// Adds a field. No rows wait.
    pub(super) fn add_field(&mut self, field: Field) -> Result<(), StoreError> {
        if self.columns.len() >= MOST_FIELDS {
            return Err(self.too_many(&field.name));
        }
        let name = self.free_name(&field.name);
        let column = DraftColumn::new(name, Takes::Values(field.kind));
        self.added.push(column.definition());
        self.columns.push(column);
        self.layer.schema.fields.push(field);
        self.copy = None;
        Ok(())
    }

    /// Widens a field; rows staged so far are converted when the draft is complete. No rows wait.
    pub(super) fn widen_field(&mut self, name: &str, kind: FieldType) -> Result<(), StoreError> {
        let Some(at) = self.layer.schema.position(name) else {
            return Err(self.misfit(name, "no such field".to_owned()));
        };
        let former = self.layer.schema.fields[at].kind;
        if !widen::widens(former, kind) {
            return Err(self.misfit(name, format!("{} cannot become {}", former.as_str(), kind.as_str())));
        }
        if former != kind {
            let part = self.free_name("diaban_part");
            self.added.extend(self.columns[at].turn(Takes::Values(kind), part, !self.is_made));
            self.layer.schema.fields[at].kind = kind;
            self.copy = None;
        }
        Ok(())
    }

    /// Encodes a row into the waiting batch.
    pub(super) fn push(&mut self, geometry: Option<&Geometry>, values: &[Value]) -> Result<(), StoreError> {
        if self.geometry.is_none() && geometry.is_some() {
            return Err(self.misfit("geometry", "the table has no shapes".to_owned()));
        }
        let fields = &self.layer.schema.fields;
        if values.len() > fields.len() {
            return Err(self.misfit("*", format!("{} values for {} fields", values.len(), fields.len())));
        }
        if let Err(at) =
            self.waiting.start(self.last + 1, values, fields.iter().map(|field| field.kind), self.geometry.is_some())
        {
            return Err(self.misfit(&fields[at].name, format!("not of type {}", fields[at].kind.as_str())));
        }
        self.last += 1;
        match geometry {
            Some(geometry) => self.push_shape(geometry),
            None if self.geometry.is_some() => self.waiting.end_without_shape(),
            None => {}
        }
        Ok(())
    }

    fn push_shape(&mut self, geometry: &Geometry) {
        self.shapes.meet(geometry);
        if let Some(envelope) = Envelope::of(geometry) {
            self.extent = Some(self.extent.map_or(envelope, |whole| whole.merged(envelope)));
        }
        let promotes = self.shapes.has_multi() && self.shapes.family() != Some(GeometryType::Mixed);
        let promoted = if promotes { shape::promoted(geometry) } else { None };
        let shape = promoted.as_ref().unwrap_or(geometry);
        self.waiting.end(shape, shape::declared_of(shape), self.srid);
    }

    /// What brings the waiting rows to the table: it is made with the first.
    pub(super) fn jobs(&mut self) -> Vec<Job> {
        let mut jobs = Vec::new();
        self.suit_shapes();
        if !self.is_made {
            self.is_made = true;
            self.added.clear();
            jobs.push(Job::Run(self.create()));
        } else if !self.added.is_empty() {
            let added: Vec<String> =
                self.added.drain(..).map(|definition| format!("ADD COLUMN {definition}")).collect();
            jobs.push(Job::Run(format!("ALTER TABLE {} {}", self.table, added.join(", "))));
        }
        if !self.waiting.bytes.is_empty() {
            let rows = std::mem::take(&mut self.waiting);
            let copy =
                Arc::clone(self.copy.get_or_insert_with(|| copy(&self.table, &self.columns, self.geometry.as_ref())));
            jobs.push(Job::Rows { copy, bytes: rows.bytes });
        }
        jobs
    }

    /// Lets the table take the shapes that wait: the first decide what is declared, others than these go to a part of their own.
    fn suit_shapes(&mut self) {
        if self.geometry.is_none() {
            return;
        }
        let coming = match self.waiting.shape {
            Some(coming) => coming,
            None if self.is_made => return,
            None => self.declared(),
        };
        if let Some(geometry) = self.geometry.as_ref().filter(|_| self.is_made) {
            let (_, taken) = geometry.last();
            if [coming, "GEOMETRY"].iter().any(|shape| *taken == Takes::Shapes(shape, self.srid)) {
                return;
            }
        }
        let shape = if self.is_made { "GEOMETRY" } else { coming };
        let part = self.free_name("diaban_part");
        let (takes, can_change) = (Takes::Shapes(shape, self.srid), !self.is_made);
        self.added.extend(self.geometry.as_mut().and_then(|geometry| geometry.turn(takes, part, can_change)));
        self.copy = None;
    }

    fn create(&self) -> String {
        let columns = self.geometry.iter().chain(&self.columns);
        let columns: String = columns.map(|column| format!(", {}", column.definition())).collect();
        format!("CREATE TABLE {} ({KEY} bigint NOT NULL{columns})", self.table)
    }

    /// A name no column has yet.
    fn free_name(&self, wanted: &str) -> String {
        let parts = self.columns.iter().chain(&self.geometry).flat_map(|column| &column.parts);
        let taken: Vec<&str> = parts.map(|(name, _)| name.as_str()).collect();
        free_columns(&taken, std::iter::once(wanted)).swap_remove(0)
    }

    /// What is known of it once it is complete.
    pub(super) fn finished(&self) -> Finished {
        let mut layer = self.layer.clone();
        layer.schema.geometry = self.family();
        layer.extent = self.extent;
        layer.count = self.count();
        Finished {
            table: self.table.clone(),
            layer,
            columns: self.names(),
            declared: self.declared(),
            has_multi: self.shapes.has_multi(),
            base: self.base,
            last: self.last,
        }
    }

    fn misfit(&self, field: &str, problem: String) -> StoreError {
        StoreError::SchemaMismatch { layer: self.layer.name.clone(), field: field.to_owned(), problem }
    }

    fn too_many(&self, field: &str) -> StoreError {
        self.misfit(field, format!("PostgreSQL takes {MOST_FIELDS} fields"))
    }
}

/// The statement whose rows [`CopyRows`] encodes: id, values, shape if there is any.
fn copy(table: &str, columns: &[DraftColumn], geometry: Option<&DraftColumn>) -> Arc<str> {
    let names: Vec<&str> = columns.iter().chain(geometry).map(|column| column.last().0.as_str()).collect();
    format!("COPY {table} ({KEY}{}) FROM STDIN (FORMAT binary)", listed("", &names)).into()
}
