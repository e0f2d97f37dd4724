//! Accepted records as rows of the layer: values by field, keys of an update, and whether the layer can hold them.

use std::path::Path;

use spatial_core::geometry::Envelope;
use spatial_core::layer::{Field, FieldType, Value};
use spatial_core::store::{StageMode, Staged, StoreError};

use crate::error::ImportError;
use crate::load::batch::Accepted;
use crate::load::loader::Loader;
use crate::repair::Trouble;
use crate::report::Outcome;
use crate::schema::{Columns, converted};

impl Loader<'_, '_> {
    /// The values of what waits, by field.
    pub(super) fn rows(&mut self, columns: &Columns) -> Result<Vec<Staged>, ImportError> {
        let accepted = self.batch.take_accepted();
        let key = self.plan.update_key().and_then(|key| self.table.fields().iter().position(|field| field.name == key));
        let mut features = Vec::with_capacity(accepted.len());
        let mut misfits = Vec::new();
        for Accepted { number, geometry, heights, values, is_repaired } in accepted {
            let source = key.map(|_| values.clone());
            let row = self.table.row(values, &mut misfits);
            for misfit in misfits.drain(..) {
                self.note_misfit(number, misfit);
            }
            if let (Some(key), Some(values)) = (key, source) {
                let value = row.get(key).unwrap_or(&Value::Null);
                if is_no_key(value) {
                    let place = geometry.as_ref().and_then(Envelope::of).map(|envelope| envelope.min);
                    self.report.repaired -= u64::from(is_repaired);
                    let trouble = Trouble { code: "key-empty", place, outcome: Outcome::Quarantined };
                    self.put_aside(number, columns, &values, &[], trouble);
                    continue;
                }
                self.met_once(number, value)?;
            }
            self.report.origins.add(&self.file_name, number);
            features.push(Staged { geometry, heights, values: row });
        }
        Ok(features)
    }

    /// A key that several records share does not say which one is meant.
    fn met_once(&mut self, number: u64, key: &Value) -> Result<(), ImportError> {
        let (hash, text) = key_of(key);
        let Some((file, before)) = self.keys.insert(hash, (self.file, number)) else { return Ok(()) };
        let named = |file: usize| self.plan.files[file].0.clone();
        Err(ImportError::KeyTwice {
            path: named(self.file),
            record: number,
            before: (named(file), before),
            field: self.plan.update_key().unwrap_or_default().to_owned(),
            value: text,
        })
    }

    /// Refuses to leave an existing layer empty, or as it is although there were records to load.
    pub(super) fn empties_nothing(&self) -> Result<(), ImportError> {
        match (self.report.read, self.report.loaded) {
            (0, _) if self.plan.mode == StageMode::Replace => Err(ImportError::NoRecords),
            // A dry run shows why.
            (read @ 1.., 0) if self.plan.existing.is_some() && !self.plan.is_dry_run => {
                Err(ImportError::NothingLoaded { read })
            }
            _ => Ok(()),
        }
    }

    /// True if a public layer would be made of records of which none can be loaded.
    pub(super) fn is_new_and_empty(&self) -> bool {
        let is_new = self.plan.existing.is_none() && self.plan.clearance().is_open();
        is_new && self.report.read > 0 && self.report.loaded == 0
    }

    /// Refuses a wish for privacy that no field has: a mistyped name would leave its field public.
    pub(super) fn has_private_fields(&self) -> Result<(), ImportError> {
        let fields = self.table.fields();
        let is_missing = |name: &&String| !fields.iter().any(|field| field.name == **name);
        let Some(field) = self.plan.private_fields.iter().find(is_missing) else { return Ok(()) };
        let names = listed(fields.iter().map(|field| field.name.as_str()));
        Err(ImportError::PrivateFieldMissing { field: field.clone(), names })
    }

    /// The same for a field that the mapping hides or leaves out, by its name in the file.
    pub(super) fn has_mapped_fields(&self, columns: &Columns) -> Result<(), ImportError> {
        let Some(field) = self.table.unmet_hiding(columns.list()) else { return Ok(()) };
        let names = listed(columns.list().iter().map(|column| &*column.name));
        Err(ImportError::MappedFieldMissing { field: field.to_owned(), names })
    }

    /// Refuses a record whose value does not fit its field of the layer added to, by name: fields only widen, so it is in this batch.
    pub(super) fn refuse_clash(&self, path: &Path, columns: &Columns) -> Result<(), ImportError> {
        let Some(layer) = self.plan.added_to() else { return Ok(()) };
        let fields = layer.schema.fields.iter().zip(self.table.fields());
        // Dates are held as texts, and any text seems to fit.
        let is_date = |there: &Field| matches!(there.kind, FieldType::Date | FieldType::DateTime);
        let is_asked = |at: usize, there: &Field, here: &Field| {
            there.kind != here.kind || (is_date(there) && !self.table.is_demanded(at))
        };
        for (at, (there, _)) in fields.enumerate().filter(|(at, (there, here))| is_asked(*at, there, here)) {
            let sources: Vec<usize> = self.table.sources(at, columns.list().len()).collect();
            let clashing = self.batch.accepted().iter().find_map(|accepted| {
                let values = sources.iter().filter_map(|column| accepted.values.get(*column));
                values.into_iter().find(|value| !fits(there.kind, value)).map(|value| (accepted.number, value))
            });
            let Some((record, value)) = clashing else { continue };
            return Err(ImportError::TypeClash {
                path: path.to_owned(),
                record,
                layer: layer.name.clone(),
                field: there.name.clone(),
                value: text_of(value),
                kind: there.kind.as_str(),
            });
        }
        Ok(())
    }

    /// Refuses fields that the layer added to holds as a narrower type: fields only widen, so any other type is wider.
    pub(super) fn fits_layer(&self) -> Result<(), ImportError> {
        let Some(layer) = self.plan.added_to() else { return Ok(()) };
        for (there, here) in layer.schema.fields.iter().zip(self.table.fields()) {
            if there.kind != here.kind {
                let problem = format!("{} into {}", here.kind.as_str(), there.kind.as_str());
                let (layer, field) = (layer.name.clone(), there.name.clone());
                return Err(StoreError::SchemaMismatch { layer, field, problem }.into());
            }
        }
        Ok(())
    }
}

/// Names as a message lists them.
fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const LISTED: usize = 100;
    let end = match names.len() {
        0 => Some("–"),
        1..=LISTED => None,
        _ => Some("…"),
    };
    names.take(LISTED).chain(end).collect::<Vec<_>>().join(", ")
}

/// A key by which records and features are matched, as a hash and as people read it.
pub(crate) fn key_of(value: &Value) -> (u64, String) {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let text = text_of(value);
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    (hasher.finish(), text)
}

/// True if a value of this field's type, or one that can be written so, was given: 45 among reals, 45.0 among integers.
fn fits(kind: FieldType, value: &Value) -> bool {
    match (kind, value) {
        (FieldType::Integer, Value::Real(_))
        | (FieldType::Real, Value::Integer(_))
        | (FieldType::Date | FieldType::DateTime, Value::Text(_)) => converted(value.clone(), kind).is_ok(),
        _ => kind.admits(value),
    }
}

/// No value, or a text of nothing but spaces.
fn is_no_key(value: &Value) -> bool {
    matches!(value, Value::Null) || matches!(value, Value::Text(text) if text.trim().is_empty())
}

fn text_of(value: &Value) -> String {
    match converted(value.clone(), FieldType::Text) {
        Ok(Value::Text(text)) => text.into_string(),
        _ => String::new(),
    }
}
