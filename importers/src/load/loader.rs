//! File by file, record by record: what is read becomes what is sent.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;
use spatial_core::crs::{Crs, CrsDoubt, diagnose};
use spatial_core::geometry::{Envelope, Geometry};
use spatial_core::layer::{Audience, FieldType, GeometryType, Schema, Value};
use spatial_core::store::{Staged, StoreError};

use crate::ImportError;
use crate::error::file_name;
use crate::formats::{FileCrs, Reading, Record, Source, read};
use crate::load::batch::{Accepted, Batch};
use crate::load::class::class_field;
use crate::load::{Learnt, Send, Step, Stop};
use crate::plan::Plan;
use crate::repair::{Settled, Trouble, demanded, family, settle};
use crate::report::{Outcome, Report};
use crate::request::{Cancel, Phase, Progress};
use crate::schema::{Columns, FieldTable, MAX_FIELDS, converted};

/// One reading of all files.
pub(super) struct Loader<'a, 's> {
    pub(super) plan: &'a Plan,
    cancel: &'a Cancel,
    send: &'a mut Send<'s>,
    learnt: &'a Learnt,
    bytes_read: &'a AtomicU64,
    pub(super) report: Report,
    pub(super) table: FieldTable,
    pub(super) batch: Batch,
    /// Mode update: the keys met so far, hashed, and where.
    keys: FxHashMap<u64, (usize, u64)>,
    /// Position, name and reference system of the file being read.
    file: usize,
    pub(super) file_name: String,
    file_crs: Option<FileCrs>,
    /// The layer's, once known.
    crs: Option<Crs>,
    family: GeometryType,
    has_begun: bool,
    extent: Option<Envelope>,
    dimensions_dropped: u64,
    families_differ: bool,
}

impl<'a, 's> Loader<'a, 's> {
    pub(super) fn new(
        plan: &'a Plan,
        cancel: &'a Cancel,
        send: &'a mut Send<'s>,
        learnt: &'a Learnt,
        bytes_read: &'a AtomicU64,
    ) -> Self {
        Self {
            plan,
            cancel,
            send,
            learnt,
            bytes_read,
            report: Report::new(plan.layer.clone()),
            table: FieldTable::new(plan.rules(), plan.added_to()),
            batch: Batch::default(),
            keys: FxHashMap::default(),
            file: 0,
            file_name: String::new(),
            file_crs: None,
            crs: None,
            family: GeometryType::Mixed,
            has_begun: false,
            extent: None,
            dimensions_dropped: 0,
            families_differ: false,
        }
    }

    pub(super) fn run(mut self) -> Result<Report, Stop> {
        let mut reading = Reading::default();
        let plan = self.plan;
        for (file, (path, format)) in plan.files.iter().enumerate() {
            self.file = file;
            self.file_name = file_name(path);
            self.file_crs = self.learnt.crs.get(path).cloned();
            if !format.fits_extension(path) {
                self.find("wrong-extension", |finding| finding.params.push(("format", format.name().to_owned())));
            }
            let source = Source {
                path,
                layer: plan.source_layer.as_deref(),
                target: plan.layer.as_str(),
                encoding: plan.encoding,
                has_own_crs: plan.override_crs && plan.crs.is_some(),
                bytes_read: self.bytes_read,
            };
            let outcome = read(*format, source, &mut reading, &mut |reading, record| self.take(path, reading, record));
            if self.families_differ {
                return Err(Stop::MixedFamilies);
            }
            outcome?;
            self.end_file(path, &mut reading)?;
        }
        self.finish(&reading.columns)
    }

    /// One record: its geometry is settled, its values wait for their fields.
    fn take(&mut self, path: &Path, reading: &mut Reading, record: Record<'_>) -> Result<(), ImportError> {
        if self.report.read.is_multiple_of(256) && self.cancel.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        self.begin_file(path, &reading.crs)?;
        self.report.read += 1;
        let Record { number, found, values, losses, raw } = record;
        self.note_losses(number, &reading.columns, &values, losses);
        match settle(found, self.plan.kind) {
            Settled::Quarantine(trouble) => {
                self.put_aside(number, &reading.columns, &values, raw, trouble);
            }
            Settled::Load { geometry, troubles, is_repaired, had_more_dimensions } => {
                if let Some(trouble) = self.other_family(geometry.as_ref()) {
                    self.put_aside(number, &reading.columns, &values, raw, trouble);
                    return Ok(());
                }
                if !troubles.is_empty() {
                    self.note(number, &reading.columns, &values, &troubles);
                }
                self.report.repaired += u64::from(is_repaired);
                self.dimensions_dropped += u64::from(had_more_dimensions);
                self.accept(Accepted { number, geometry, values });
            }
        }
        if self.batch.is_full(!self.has_begun) {
            self.flush(path, &reading.columns)?;
        }
        Ok(())
    }

    fn accept(&mut self, accepted: Accepted) {
        if let Some(geometry) = &accepted.geometry {
            self.extent = match (self.extent, Envelope::of(geometry)) {
                (Some(all), Some(one)) => Some(all.merged(one)),
                (all, one) => all.or(one),
            };
        }
        self.batch.accept(accepted);
    }

    /// The first record tells what the file says about its reference system, unless we know better.
    fn begin_file(&mut self, path: &Path, said: &FileCrs) -> Result<(), ImportError> {
        if self.file_crs.is_none() || self.crs.is_none() {
            let said = self.file_crs.get_or_insert_with(|| said.clone()).clone();
            let crs = self.plan.crs_of(path, &said)?;
            self.same_crs(path, crs)?;
        }
        Ok(())
    }

    fn same_crs(&mut self, path: &Path, crs: Crs) -> Result<(), ImportError> {
        match self.crs.replace(crs) {
            Some(before) if before != crs => Err(ImportError::CrsOfLayer {
                path: path.to_owned(),
                found: crs.to_string(),
                layer: before.to_string(),
            }),
            _ => Ok(()),
        }
    }

    fn end_file(&mut self, path: &Path, reading: &mut Reading) -> Result<(), Stop> {
        let is_known = self.learnt.crs.contains_key(path);
        match &self.file_crs {
            Some(before) if *before != reading.crs && !is_known => {
                return Err(Stop::LateCrs { path: path.to_owned(), crs: reading.crs.clone() });
            }
            _ => {}
        }
        self.begin_file(path, &reading.crs)?;
        let said = self.file_crs.clone().unwrap_or_default();
        let crs = self.plan.crs_of(path, &said)?;
        self.same_crs(path, crs)?;
        for note in std::mem::take(&mut reading.notes) {
            self.note_file(note);
        }
        if self.dimensions_dropped > 0 {
            let count = std::mem::take(&mut self.dimensions_dropped);
            self.find("dimensions-dropped", |finding| finding.params.push(("count", count.to_string())));
        }
        self.flush(path, &reading.columns)?;
        Ok(())
    }

    fn finish(mut self, columns: &Columns) -> Result<Report, Stop> {
        if self.report.read > 0 && self.report.loaded == 0 && self.plan.existing.is_some() {
            return Err(ImportError::NothingLoaded { read: self.report.read }.into());
        }
        self.fits_layer()?;
        self.note_names(columns);
        for step in self.table.settle_empty() {
            (self.send)(Step::Schema(step))?;
        }
        for name in self.table.unused_rules(columns.list()) {
            self.find("mapping-field-missing", |finding| finding.field = Some(name));
        }
        for field in self.table.fields() {
            let is_public = field.audience == Audience::Anonymous;
            let list = if is_public { &mut self.report.public_fields } else { &mut self.report.private_fields };
            list.push(field.name.clone());
        }
        self.report.crs = self.crs.unwrap_or(Crs::WGS84);
        Ok(self.report)
    }

    /// Refuses fields that the layer added to holds as a narrower type: fields only widen, so any other type is wider.
    fn fits_layer(&self) -> Result<(), ImportError> {
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

    /// Sends what waits.
    fn flush(&mut self, path: &Path, columns: &Columns) -> Result<(), ImportError> {
        let is_last_file = self.file + 1 == self.plan.files.len();
        let steps = self.table.follow(columns.list());
        if self.table.fields().len() > MAX_FIELDS {
            return Err(ImportError::TooManyFields { path: path.to_owned(), limit: MAX_FIELDS });
        }
        self.doubt_place(path)?;
        if self.has_begun {
            for step in steps {
                (self.send)(Step::Schema(step))?;
            }
        } else if !self.batch.is_empty() || is_last_file {
            self.begin()?;
        }
        let features = self.rows(columns)?;
        if !features.is_empty() {
            self.report.loaded += features.len() as u64;
            (self.send)(Step::Features(features))?;
        }
        let aside = self.batch.take_aside();
        if !aside.is_empty() {
            (self.send)(Step::Quarantine(aside))?;
        }
        let progress = self.progress();
        (self.send)(Step::Progress(progress))
    }

    /// The sample is complete: the layer can be described.
    fn begin(&mut self) -> Result<(), ImportError> {
        self.has_begun = true;
        self.family = match self.plan.added_to() {
            Some(layer) => layer.schema.geometry,
            None if self.learnt.is_mixed => GeometryType::Mixed,
            None => demanded(self.plan.kind).unwrap_or_else(|| self.sampled_family()),
        };
        let schema = Schema { geometry: self.family, fields: self.table.fields().to_vec() };
        let class_field = class_field(self.plan.mapping.class_field.as_deref(), self.plan.kind, self.table.fields());
        let layer = self.plan.layer(schema, self.crs.unwrap_or(Crs::WGS84), class_field)?;
        (self.send)(Step::Begin(Box::new(layer)))
    }

    fn sampled_family(&self) -> GeometryType {
        let mut families = self.batch.geometries().map(family);
        let first = families.next().unwrap_or(GeometryType::Mixed);
        if families.all(|family| family == first) { first } else { GeometryType::Mixed }
    }

    /// A shape that the begun layer cannot hold: put aside if the layer was there before us; else we begin again, mixed.
    fn other_family(&mut self, geometry: Option<&Geometry>) -> Option<Trouble> {
        let family = family(geometry?);
        let expected = match self.plan.added_to() {
            Some(layer) => layer.schema.geometry,
            None if self.has_begun => self.family,
            None => return None,
        };
        if expected == GeometryType::Mixed || family == expected {
            return None;
        }
        self.families_differ |= self.plan.added_to().is_none();
        let place = geometry.and_then(Envelope::of).map(|envelope| envelope.min);
        Some(Trouble { code: "geometry-other-family", place, outcome: Outcome::Quarantined })
    }

    /// The values of what waits, by field.
    fn rows(&mut self, columns: &Columns) -> Result<Vec<Staged>, ImportError> {
        let accepted = self.batch.take_accepted();
        let key = self.plan.update_key().and_then(|key| self.table.fields().iter().position(|field| field.name == key));
        let mut features = Vec::with_capacity(accepted.len());
        let mut misfits = Vec::new();
        for Accepted { number, geometry, values } in accepted {
            let source = key.map(|_| values.clone());
            let row = self.table.row(values, &mut misfits);
            for misfit in misfits.drain(..) {
                self.note_misfit(number, misfit);
            }
            if let (Some(key), Some(values)) = (key, source) {
                let value = row.get(key).unwrap_or(&Value::Null);
                if is_no_key(value) {
                    let place = geometry.as_ref().and_then(Envelope::of).map(|envelope| envelope.min);
                    let trouble = Trouble { code: "key-empty", place, outcome: Outcome::Quarantined };
                    self.put_aside(number, columns, &values, &[], trouble);
                    continue;
                }
                self.met_once(number, value)?;
            }
            features.push(Staged { geometry, values: row });
        }
        Ok(features)
    }

    /// A key that several records share does not say which one is meant.
    fn met_once(&mut self, number: u64, key: &Value) -> Result<(), ImportError> {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let text = text_of(key);
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let Some((file, before)) = self.keys.insert(hasher.finish(), (self.file, number)) else { return Ok(()) };
        let named = |file: usize| self.plan.files[file].0.clone();
        Err(ImportError::KeyTwice {
            path: named(self.file),
            record: number,
            before: (named(file), before),
            field: self.plan.update_key().unwrap_or_default().to_owned(),
            value: text,
        })
    }

    /// Refuses coordinates that cannot be in their system; a suspicious place is only reported.
    fn doubt_place(&mut self, path: &Path) -> Result<(), ImportError> {
        let (Some(crs), Some(extent)) = (self.crs, self.extent) else { return Ok(()) };
        for doubt in diagnose(crs, extent.min, extent.max) {
            match &doubt {
                CrsDoubt::OutsideVietnam { place: Some([lon, lat]), .. } => {
                    if !self.report.counts.contains_key("crs-suspect") {
                        let params =
                            [("crs", crs.to_string()), ("lon", format!("{lon:.4}")), ("lat", format!("{lat:.4}"))];
                        self.find("crs-suspect", |finding| finding.params.extend(params));
                    }
                }
                _ => return Err(ImportError::Misplaced { path: path.to_owned(), doubt }),
            }
        }
        Ok(())
    }

    fn progress(&self) -> Progress {
        Progress {
            phase: Phase::Reading,
            file: self.file,
            bytes_read: self.bytes_read.load(Ordering::Relaxed),
            bytes_total: self.plan.bytes_total,
            read: self.report.read,
            loaded: self.report.loaded,
            repaired: self.report.repaired,
            quarantined: self.report.quarantined,
            findings: self.report.counts.values().sum(),
        }
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
