//! The line of work on one thread: records in, checked and typed features out, in batches.
//!
//! It reads all files of a plan, and sends [`Step`]s to whoever writes. Memory is bounded by two batches in flight, the first
//! [`SAMPLE`] records (from which fields and types are learnt), and the largest record.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;
use spatial_core::crs::{Crs, CrsDoubt, Operation, Transform, diagnose};
use spatial_core::geometry::{Envelope, Geometry};
use spatial_core::layer::{Audience, FieldType, GeometryType, Kind, Layer, Schema, Value};
use spatial_core::message::Say;
use spatial_core::store::{Quarantined, Staged};

use crate::ImportError;
use crate::error::file_name;
use crate::formats::{FileCrs, ReadOptions, Reading, Record, read};
use crate::plan::Plan;
use crate::record_json::record_json;
use crate::repair::{Settled, Trouble, demanded, family, settle};
use crate::report::{Finding, Outcome, Report};
use crate::request::{Cancel, Phase, Progress};
use crate::schema::{Columns, FieldTable, MAX_FIELDS, Misfit, SOURCE_ID, SchemaStep, converted};

/// Records from which fields, types and the shape family are learnt before anything is written.
const SAMPLE: usize = 4_096;
/// Features of a batch.
const BATCH: usize = 2_048;
/// Vertices of a batch: 16 MB, so that two batches of detailed boundaries stay small too.
const BATCH_VERTICES: usize = 1_000_000;

/// What the writer is to do next.
#[derive(Debug)]
pub(crate) enum Step {
    /// Begin (again) with this layer; what was staged before is void.
    Begin(Box<Layer>),
    /// Change the schema.
    Schema(SchemaStep),
    /// Write features.
    Features(Vec<Staged>),
    /// Put records aside.
    Quarantine(Vec<Quarantined>),
    /// Tell how far we are.
    Progress(Progress),
}

/// Hands a step to the writer; fails if the writer has given up.
pub(crate) type Send<'s> = dyn FnMut(Step) -> Result<(), ImportError> + 's;

/// Reads all files of a plan.
pub(crate) fn load(plan: &Plan, cancel: &Cancel, send: &mut Send<'_>) -> Result<Report, ImportError> {
    let mut learnt = Learnt::default();
    loop {
        let bytes_read = AtomicU64::new(0);
        match Loader::new(plan, cancel, &mut *send, &learnt, &bytes_read).run() {
            Err(Stop::Error(error)) => return Err(error),
            Err(Stop::LateCrs { path, crs }) => drop(learnt.crs.insert(path, crs)),
            Err(Stop::MixedFamilies) => learnt.is_mixed = true,
            Ok(report) => return Ok(report),
        }
    }
}

/// How coordinates of this system are transformed to WGS 84, for the record.
pub(crate) fn operation(crs: Crs) -> Result<Operation, ImportError> {
    match crs {
        Crs::Local => Ok(Operation(String::new())),
        _ => Ok(Transform::new(crs, Crs::WGS84).map_err(ImportError::Crs)?.operation().clone()),
    }
}

/// What only a first reading could tell; then the files are read once more, knowing it.
#[derive(Debug, Default)]
struct Learnt {
    /// `crs` members that stand behind the features.
    crs: FxHashMap<PathBuf, FileCrs>,
    /// A shape family turned up that the sample did not have.
    is_mixed: bool,
}

/// Why a reading ends before the files do.
enum Stop {
    Error(ImportError),
    LateCrs { path: PathBuf, crs: FileCrs },
    MixedFamilies,
}

impl From<ImportError> for Stop {
    fn from(error: ImportError) -> Self {
        Self::Error(error)
    }
}

/// A record whose geometry is settled and whose values still stand by column.
struct Accepted {
    number: u64,
    geometry: Option<Geometry>,
    values: Vec<Value>,
}

struct Loader<'a, 's> {
    plan: &'a Plan,
    cancel: &'a Cancel,
    send: &'a mut Send<'s>,
    learnt: &'a Learnt,
    bytes_read: &'a AtomicU64,
    report: Report,
    table: FieldTable,
    pending: Vec<Accepted>,
    pending_vertices: usize,
    aside: Vec<Quarantined>,
    /// Position, name and reference system of the file being read.
    file: usize,
    file_name: String,
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
    fn new(
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
            report: Report::new(plan.layer.clone(), plan.is_dry_run),
            table: FieldTable::new(plan.rules(), plan.added_to()),
            pending: Vec::with_capacity(SAMPLE),
            pending_vertices: 0,
            aside: Vec::new(),
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

    fn run(mut self) -> Result<Report, Stop> {
        let mut reading = Reading::default();
        let plan = self.plan;
        for (file, (path, format)) in plan.files.iter().enumerate() {
            self.file = file;
            self.file_name = file_name(path);
            self.file_crs = self.learnt.crs.get(path).cloned();
            if !format.fits_extension(path) {
                self.find("wrong-extension", |finding| finding.params.push(("format", format.name().to_owned())));
            }
            let options = ReadOptions {
                source_layer: plan.source_layer.as_deref(),
                target: plan.layer.as_str(),
                encoding: plan.encoding,
                has_own_crs: plan.override_crs && plan.crs.is_some(),
                bytes_read: self.bytes_read,
            };
            let outcome =
                read(path, *format, options, &mut reading, &mut |reading, record| self.take(path, reading, record));
            if self.families_differ {
                return Err(Stop::MixedFamilies);
            }
            outcome?;
            self.end_file(path, &reading)?;
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
        let Record { number, found, values, raw } = record;
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
        let is_full = self.pending.len() >= if self.has_begun { BATCH } else { SAMPLE };
        if is_full || self.pending_vertices >= BATCH_VERTICES || self.aside.len() >= BATCH {
            self.flush(path, &reading.columns)?;
        }
        Ok(())
    }

    fn accept(&mut self, accepted: Accepted) {
        if let Some(geometry) = &accepted.geometry {
            let (envelope, vertices) = bounds(geometry);
            self.pending_vertices += vertices;
            self.extent = match (self.extent, envelope) {
                (Some(all), Some(one)) => Some(all.merged(one)),
                (all, one) => all.or(one),
            };
        }
        self.pending.push(accepted);
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

    fn end_file(&mut self, path: &Path, reading: &Reading) -> Result<(), Stop> {
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
        } else if !self.pending.is_empty() || !self.aside.is_empty() || is_last_file {
            self.begin()?;
        }
        let features = self.rows(columns);
        if !features.is_empty() {
            self.report.loaded += features.len() as u64;
            (self.send)(Step::Features(features))?;
        }
        if !self.aside.is_empty() {
            let aside = std::mem::take(&mut self.aside);
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
        let class_field = self.class_field();
        let layer = self.plan.layer(schema, self.crs.unwrap_or(Crs::WGS84), class_field)?;
        (self.send)(Step::Begin(Box::new(layer)))
    }

    fn sampled_family(&self) -> GeometryType {
        let mut families = self.pending.iter().filter_map(|accepted| accepted.geometry.as_ref()).map(family);
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
    fn rows(&mut self, columns: &Columns) -> Vec<Staged> {
        let pending = std::mem::take(&mut self.pending);
        self.pending_vertices = 0;
        let key = self.plan.update_key().and_then(|key| self.table.fields().iter().position(|field| field.name == key));
        let mut features = Vec::with_capacity(pending.len());
        let mut misfits = Vec::new();
        for Accepted { number, geometry, values } in pending {
            let source = key.map(|_| values.clone());
            let row = self.table.row(values, &mut misfits);
            for misfit in misfits.drain(..) {
                self.note_misfit(number, misfit);
            }
            match (key, source) {
                (Some(key), Some(values)) if row.get(key).is_none_or(|value| *value == Value::Null) => {
                    let place = geometry.as_ref().and_then(Envelope::of).map(|envelope| envelope.min);
                    let trouble = Trouble { code: "key-empty", place, outcome: Outcome::Quarantined };
                    self.put_aside(number, columns, &values, &[], trouble);
                }
                _ => features.push(Staged { geometry, values: row }),
            }
        }
        features
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
                _ => {
                    let because = doubt.message();
                    return Err(ImportError::Misplaced { path: path.to_owned(), crs: crs.to_string(), because });
                }
            }
        }
        Ok(())
    }

    fn put_aside(&mut self, number: u64, columns: &Columns, values: &[Value], raw: &[u8], trouble: Trouble) {
        let key = self.record_key(columns, values);
        self.report.quarantined += 1;
        self.aside.push(Quarantined {
            file: self.file_name.clone(),
            record: number,
            key: key.clone(),
            code: trouble.code.to_owned(),
            field: Some(GEOMETRY.to_owned()),
            place: trouble.place,
            record_json: record_json(columns, values, raw),
        });
        self.found_in(number, key, trouble);
    }

    fn note(&mut self, number: u64, columns: &Columns, values: &[Value], troubles: &[Trouble]) {
        let key = self.record_key(columns, values);
        for trouble in troubles {
            self.found_in(number, key.clone(), *trouble);
        }
    }

    fn found_in(&mut self, number: u64, key: Option<String>, trouble: Trouble) {
        let Trouble { code, place, outcome } = trouble;
        self.find(code, |finding| {
            finding.record = Some(number);
            finding.key = key;
            finding.field = Some(GEOMETRY.to_owned());
            finding.place = place;
            finding.outcome = outcome;
        });
    }

    fn note_misfit(&mut self, number: u64, misfit: Misfit) {
        let field = self.table.fields()[misfit.field].name.clone();
        self.find("value-not-convertible", |finding| {
            finding.record = Some(number);
            finding.field = Some(field);
            finding.params.push(("value", misfit.value.chars().take(80).collect()));
        });
    }

    fn find(&mut self, code: &'static str, fill: impl FnOnce(&mut Finding)) {
        let mut finding = Finding::about(self.file_name.clone(), code);
        fill(&mut finding);
        self.report.find(finding);
    }

    /// By what people know a record: the key of the request or the mapping, else its id in the file.
    fn record_key(&self, columns: &Columns, values: &[Value]) -> Option<String> {
        let mapping = &self.plan.mapping;
        let wanted = self.plan.update_key().or(mapping.key.as_deref());
        let in_file = |name: &str| match mapping.fields.get(name).and_then(|rule| rule.name.as_deref()) {
            Some(renamed) => Some(renamed) == wanted,
            None => Some(name) == wanted,
        };
        let position = |is_it: &dyn Fn(&str) -> bool| columns.list().iter().position(|column| is_it(&column.name));
        let at = position(&in_file).or_else(|| position(&|name| name == SOURCE_ID))?;
        match converted(values.get(at)?.clone(), FieldType::Text) {
            Ok(Value::Text(text)) => Some(text.into_string()),
            _ => None,
        }
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

    /// The field that colours the map: the mapping's, or what such layers usually call it.
    fn class_field(&self) -> Option<String> {
        let fields = self.table.fields();
        let public =
            |name: &str| fields.iter().any(|field| field.name == name && field.audience == Audience::Anonymous);
        if let Some(name) = &self.plan.mapping.class_field {
            return public(name).then(|| name.clone());
        }
        let usual = class_names(self.plan.kind);
        let named = |wanted: &str| fields.iter().find(|field| field.name.eq_ignore_ascii_case(wanted));
        usual.iter().find_map(|wanted| named(wanted)).map(|field| field.name.clone()).filter(|name| public(name))
    }
}

/// The word for a record's geometry where a field's name stands.
const GEOMETRY: &str = "geometry";

/// What the classifying field of a kind of layer is usually called, the likeliest first.
fn class_names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Parcel => {
            &["loai_dat", "ma_loai_dat", "loaidat", "maloaidat", "mdsd", "mdsdd", "muc_dich", "land_use", "landuse"]
        }
        Kind::Zone => &[
            "chuc_nang",
            "ma_chuc_nang",
            "chucnang",
            "machucnang",
            "loai_dat",
            "zone_type",
            "zonetype",
            "zone",
            "zoning",
        ],
        Kind::Line => &["loai", "loai_duong", "cap_duong", "type", "class"],
        Kind::Ward => &["cap", "loai", "level"],
        Kind::Network => &["loai", "vat_lieu", "type", "material"],
        Kind::Building => &["loai", "chuc_nang", "type", "use"],
        Kind::Feature => &["loai", "type", "class", "category"],
    }
}

/// Box and number of vertices of a geometry.
fn bounds(geometry: &Geometry) -> (Option<Envelope>, usize) {
    (Envelope::of(geometry), crate::repair::vertices(geometry))
}
