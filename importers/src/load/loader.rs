//! File by file, record by record: what is read becomes what is sent.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;
use spatial_core::crs::Crs;
use spatial_core::geometry::{Envelope, Geometry};
use spatial_core::layer::{Clearance, GeometryType, Meaning, Schema};

use crate::error::{ImportError, file_name};
use crate::formats::{FileCrs, ReadState, SourceFile, read};
use crate::load::batch::{Accepted, WriteBatch};
use crate::load::stamp::Stamp;
use crate::load::step::{Learnt, Send, Step, Stop};
use crate::plan::ImportPlan;
use crate::record::Record;
use crate::repair::{Settled, Trouble, demanded, family, settle};
use crate::report::{Outcome, Report};
use crate::request::{Cancel, ImportProgress, Phase};
use crate::schema::{Columns, Excess, FieldTable, MAX_FIELDS};
use crate::text::{Encoding, TextSample};

/// One reading of all files.
pub(super) struct Loader<'a, 's> {
    pub(super) plan: &'a ImportPlan,
    cancel: &'a Cancel,
    send: &'a mut Send<'s>,
    learnt: &'a Learnt,
    bytes_read: &'a AtomicU64,
    pub(super) report: Report,
    pub(super) table: FieldTable,
    pub(super) batch: WriteBatch,
    /// Mode update: the keys met so far, hashed, and where.
    pub(super) keys: FxHashMap<u64, (usize, u64)>,
    /// Position, name and reference system of the file being read.
    pub(super) file: usize,
    pub(super) file_name: String,
    pub(super) file_crs: Option<FileCrs>,
    /// The layer's, once known.
    pub(super) crs: Option<Crs>,
    family: GeometryType,
    /// The sample had no shape, and the layer was begun as a mixed one.
    is_guessed: bool,
    has_begun: bool,
    /// Of all records so far; and of those before the batch.
    pub(super) extent: Option<Envelope>,
    pub(super) settled: Option<Envelope>,
    dimensions_dropped: u64,
    /// Where the text of the record at hand is not what it should be.
    pub(super) there: Option<(u64, String)>,
    /// Texts of the file that came as Unicode with letters of windows-1252 only.
    pub(super) western: TextSample,
    /// The layer was begun for the wrong shapes: the import restarts for these.
    other_family: Option<GeometryType>,
    /// The kind was guessed and demands areas, and there are none.
    has_no_areas: bool,
}

impl<'a, 's> Loader<'a, 's> {
    pub(super) fn new(
        plan: &'a ImportPlan,
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
            report: Report { kind: plan.kind, ..Report::new(plan.layer.as_str()) },
            table: FieldTable::new(plan.rules(), plan.added_to()),
            batch: WriteBatch::default(),
            keys: FxHashMap::default(),
            file: 0,
            file_name: String::new(),
            file_crs: None,
            crs: None,
            family: GeometryType::Mixed,
            is_guessed: false,
            has_begun: false,
            extent: None,
            settled: None,
            dimensions_dropped: 0,
            there: None,
            western: TextSample::default(),
            other_family: None,
            has_no_areas: false,
        }
    }

    pub(super) fn run(mut self) -> Result<Report, Stop> {
        let mut reading = ReadState::default();
        let plan = self.plan;
        for (file, (path, format)) in plan.files.iter().enumerate() {
            self.file = file;
            self.file_name = file_name(path);
            self.file_crs = self.learnt.crs.get(path).cloned();
            if !format.fits_extension(path) {
                self.find("wrong-extension", |finding| finding.params.push(("format", format.name().to_owned())));
            }
            let source = SourceFile {
                path,
                layer: plan.source_layer.as_deref(),
                target: plan.layer.as_str(),
                encoding: plan.encoding,
                has_own_crs: plan.override_crs && plan.crs.is_some(),
                bytes_read: self.bytes_read,
            };
            let before = Stamp::of(*format, path);
            let outcome = read(*format, source, &mut reading, &mut |reading, record| self.take(path, reading, record));
            if self.has_no_areas {
                return Err(Stop::NoAreas);
            }
            if let Some(family) = self.other_family {
                return Err(Stop::OtherFamily(family));
            }
            if Stamp::of(*format, path) != before {
                return Err(ImportError::Changed { path: path.to_owned() }.into());
            }
            outcome?;
            self.end_file(path, &mut reading)?;
        }
        self.finish(&reading.columns)
    }

    /// One record: its geometry is settled, its values wait for their fields.
    fn take(&mut self, path: &Path, reading: &mut ReadState, record: Record<'_>) -> Result<(), ImportError> {
        if self.report.read.is_multiple_of(256) && self.cancel.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        self.begin_file(path, &reading.crs)?;
        self.refuse_excess(path, &reading.columns)?;
        self.report.read += 1;
        let Record { number, found, mut values, losses, raw, there, .. } = record;
        self.read_texts(reading, &mut values);
        self.there = there;
        self.note_losses(number, &reading.columns, &values, losses);
        match settle(found, self.plan.kind) {
            Settled::Quarantine(trouble) if self.is_taken_wrong(&trouble) => {
                self.has_no_areas = true;
                return Err(ImportError::Cancelled);
            }
            Settled::Quarantine(trouble) => {
                self.put_aside(number, &reading.columns, &values, raw, trouble);
            }
            Settled::Load { geometry, heights, mut troubles, is_repaired, had_more_dimensions } => {
                // No store keeps heights yet: they are counted as dropped, and what a repair made up of them is nobody's concern.
                troubles.retain(|trouble| !trouble.code.starts_with("heights-"));
                match self.other_family(geometry.as_ref()) {
                    // The import restarts, so stop reading.
                    Some(_) if self.other_family.is_some() => return Err(ImportError::Cancelled),
                    Some(trouble) => self.put_aside(number, &reading.columns, &values, raw, trouble),
                    None => {
                        self.note(number, &reading.columns, &values, &troubles);
                        self.report.repaired += u64::from(is_repaired);
                        self.dimensions_dropped += u64::from(had_more_dimensions || heights.is_some());
                        self.accept(Accepted { number, geometry, heights, values, is_repaired });
                    }
                }
            }
        }
        if self.batch.is_full(!self.has_begun) {
            self.flush(path, &reading.columns)?;
        }
        Ok(())
    }

    /// More columns than can be held, or a name that is none.
    fn refuse_excess(&self, path: &Path, columns: &Columns) -> Result<(), ImportError> {
        let path = || path.to_owned();
        match columns.excess() {
            None => Ok(()),
            Some(Excess::TooMany) => Err(ImportError::TooManyFields { path: path(), limit: MAX_FIELDS }),
            Some(Excess::LongName { start, length }) => {
                Err(ImportError::FieldNameTooLong { path: path(), start: start.clone(), length: *length })
            }
        }
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

    fn end_file(&mut self, path: &Path, reading: &mut ReadState) -> Result<(), Stop> {
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
        self.report.encoding = self.plan.encoding.or(reading.is_unicode.then_some(Encoding::Utf8));
        self.doubt_texts(reading);
        for note in std::mem::take(&mut reading.notes) {
            self.note_file(note);
        }
        if self.dimensions_dropped > 0 {
            let count = std::mem::take(&mut self.dimensions_dropped);
            self.find("dimensions-dropped", |finding| finding.params.push(("count", count.to_string())));
        }
        if !self.has_begun && self.report.read > 0 && self.file + 1 == self.plan.files.len() {
            // All fields are known before anything is written.
            self.table.follow(reading.columns.list());
            self.has_private_fields()?;
            self.has_mapped_fields(&reading.columns)?;
        }
        self.flush(path, &reading.columns)?;
        Ok(())
    }

    fn finish(mut self, columns: &Columns) -> Result<Report, Stop> {
        self.doubt_neighbourhood();
        self.empties_nothing()?;
        self.has_private_fields()?;
        self.has_mapped_fields(columns)?;
        self.fits_layer()?;
        self.note_names(columns);
        let is_empty = self.learnt.is_empty || self.is_new_and_empty();
        if is_empty && !self.learnt.is_empty && !self.plan.is_dry_run {
            return Err(Stop::Empty);
        }
        for step in self.table.settle_empty() {
            (self.send)(Step::Schema(step))?;
        }
        for name in self.table.unused_rules(columns.list()) {
            self.find("mapping-field-missing", |finding| finding.field = Some(name));
        }
        for field in self.table.fields() {
            let is_public = field.clearance.is_open();
            let list = if is_public { &mut self.report.public_fields } else { &mut self.report.private_fields };
            list.push(field.name.clone());
        }
        self.report.fields = self.table.fields().iter().map(|field| (field.name.clone(), field.kind)).collect();
        self.report.extent = self.extent;
        let told = self.table.told().into_iter().filter(|field| field.meaning != Meaning::default());
        self.report.meanings = told.map(|field| (field.name, field.meaning)).collect();
        self.report.is_unpublished = is_empty || !self.plan.clearance().is_open();
        self.report.keys = self.keys.keys().copied().collect();
        self.report.crs = self.crs.unwrap_or(Crs::WGS84);
        Ok(self.report)
    }

    /// Sends what waits.
    fn flush(&mut self, path: &Path, columns: &Columns) -> Result<(), ImportError> {
        let is_last_file = self.file + 1 == self.plan.files.len();
        let steps = self.table.follow(columns.list());
        if self.table.fields().len() > MAX_FIELDS {
            return Err(ImportError::TooManyFields { path: path.to_owned(), limit: MAX_FIELDS });
        }
        self.doubt_place(path, columns)?;
        self.refuse_clash(path, columns)?;
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
        self.settled = self.extent;
        let progress = self.progress();
        (self.send)(Step::Progress(progress))
    }

    /// The sample is complete: the layer can be described.
    fn begin(&mut self) -> Result<(), ImportError> {
        self.has_begun = true;
        self.family = match self.plan.added_to() {
            Some(layer) => layer.schema.geometry,
            None => match self.learnt.family.or_else(|| demanded(self.plan.kind)).or_else(|| self.sampled_family()) {
                Some(family) => family,
                None => {
                    self.is_guessed = true;
                    GeometryType::Mixed
                }
            },
        };
        let schema = Schema { geometry: self.family, fields: self.table.fields().to_vec() };
        let mut layer = self.plan.layer(schema, self.crs.unwrap_or(Crs::WGS84), self.table.class_field())?;
        if self.learnt.is_empty {
            layer.clearance = Clearance::Staff;
        }
        (self.send)(Step::Begin(Box::new(layer)))
    }

    /// `None` if no record so far has a shape.
    fn sampled_family(&self) -> Option<GeometryType> {
        let mut families = self.batch.geometries().map(family);
        let first = families.next()?;
        Some(if families.all(|family| family == first) { first } else { GeometryType::Mixed })
    }

    /// A shape that the begun layer cannot hold: put aside if the layer was there before us; else we begin again, as a mixed layer, or
    /// as one of this shape if it is the first.
    fn other_family(&mut self, geometry: Option<&Geometry>) -> Option<Trouble> {
        let family = family(geometry?);
        let expected = match self.plan.added_to() {
            Some(layer) => layer.schema.geometry,
            None if self.has_begun => self.family,
            None => return None,
        };
        let is_first = std::mem::take(&mut self.is_guessed);
        if family == expected || (expected == GeometryType::Mixed && !is_first) {
            return None;
        }
        if self.plan.added_to().is_none() {
            self.other_family = Some(if is_first { family } else { GeometryType::Mixed });
        }
        let place = geometry.and_then(Envelope::of).map(|envelope| envelope.min);
        Some(Trouble { code: "geometry-other-family", place, outcome: Outcome::Quarantined })
    }

    /// True if the kind was guessed and the first shape is not what it demands.
    fn is_taken_wrong(&self, trouble: &Trouble) -> bool {
        self.plan.is_kind_guessed && self.report.loaded == 0 && trouble.code == "geometry-not-polygon"
    }

    fn progress(&self) -> ImportProgress {
        ImportProgress {
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
