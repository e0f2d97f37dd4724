//! All records of a file, read, typed and checked as any import does, and kept in memory.

use std::collections::BTreeMap;
use std::path::Path;

use network::JoinError;
use spatial_core::crs::Crs;
use spatial_core::layer::{Layer, LayerName};
use spatial_core::store::Staged;

use crate::error::{ImportError, file_name};
use crate::load::{Step, load};
use crate::mapping::Mapping;
use crate::network::error::NetworkError;
use crate::network::request::{NetworkRequest, PlainFile, PlainLayers};
use crate::plan::ImportPlan;
use crate::report::{Finding, Report};
use crate::request::{Cancel, ImportRequest};
use crate::schema::SchemaStep;

/// Records of a file: ten times the pipes of the largest city, and still a few GB in memory.
const MOST_RECORDS: usize = 10_000_000;
/// The finding of a mapping that speaks of a field the file does not have.
const FIELD_MISSING: &str = "mapping-field-missing";

/// A file that is wanted.
pub(super) struct Wanted<'a> {
    path: &'a Path,
    /// The layer of this name is taken of several, unless `layer` names another.
    like: &'static str,
    layer: Option<&'a str>,
    request: &'a NetworkRequest,
    override_crs: bool,
    mapping: Option<&'a Mapping>,
}

impl<'a> Wanted<'a> {
    /// The main file of a request.
    pub(super) fn main(request: &'a NetworkRequest, plain: &'a PlainLayers, like: &'static str) -> Self {
        let layer = plain.source_layer.as_deref();
        let (override_crs, mapping) = (plain.override_crs, plain.mapping.as_ref());
        Self { path: &request.file, like, layer, request, override_crs, mapping }
    }

    /// A file beside it.
    pub(super) fn beside(request: &'a NetworkRequest, plain: &'a PlainLayers, file: &'a PlainFile) -> Self {
        let (layer, like) = (file.layer.as_deref(), file.role.as_str());
        Self { path: &file.path, like, layer, ..Self::main(request, plain, like) }
    }

    fn plan(&self, layers: &[Layer]) -> Result<ImportPlan, NetworkError> {
        let like = LayerName::parse(self.like).map_err(|_| NetworkError::Broken)?;
        // Nothing goes into a layer of that name: it only says which is meant.
        let others = layers.iter().filter(|layer| layer.name != like).cloned().collect();
        let request = ImportRequest {
            crs: self.request.crs,
            override_crs: self.override_crs,
            encoding: self.request.encoding,
            mapping: self.mapping.cloned(),
            source_layer: self.layer.map(str::to_owned),
            ..ImportRequest::new(vec![self.path.to_owned()], like)
        };
        let plan = ImportPlan::new(request, others).map_err(NetworkError::File)?;
        Ok(ImportPlan { is_dry_run: true, ..plan })
    }
}

/// The records of a file.
pub(super) struct Rows {
    /// Its name, without folders.
    pub(super) file: String,
    pub(super) crs: Crs,
    /// Names of fields.
    pub(super) fields: Vec<String>,
    pub(super) features: Vec<Staged>,
    /// What was read and found; its origins say which record a feature was.
    pub(super) report: Report,
}

impl Rows {
    /// The number of a feature's record in the file, from 1.
    pub(super) fn record(&self, feature: usize) -> u64 {
        self.report.origins.of(feature as u64).map_or(feature as u64 + 1, |(_, record)| record)
    }
}

/// Reads a file; `layers` are those of the store, beside which it lies or not.
pub(super) fn read(wanted: &Wanted<'_>, layers: &[Layer]) -> Result<Rows, NetworkError> {
    let plan = wanted.plan(layers)?;
    let (mut fields, mut features, mut is_full) = (Vec::new(), Vec::new(), false);
    let mut take = |step: Step| {
        match step {
            // Begun again: what only a first reading could tell was learnt.
            Step::Begin(layer) => {
                fields = layer.schema.fields.into_iter().map(|field| field.name).collect();
                features.clear();
            }
            Step::Schema(SchemaStep::Add(field)) => fields.push(field.name),
            Step::Features(read) => {
                is_full = features.len() + read.len() > MOST_RECORDS;
                if is_full {
                    return Err(ImportError::Cancelled);
                }
                features.extend(read);
            }
            Step::Schema(SchemaStep::Widen { .. }) | Step::Quarantine(_) | Step::Progress(_) => {}
        }
        Ok(())
    };
    let report = load(&plan, &Cancel::default(), &mut take);
    if is_full {
        return Err(NetworkError::Join(JoinError::TooLarge { places: MOST_RECORDS }));
    }
    let report = report.map_err(NetworkError::File)?;
    Ok(Rows { file: file_name(wanted.path), crs: report.crs, fields, features, report })
}

/// Adds what was read and found to the report of all; fields a mapping speaks of and this file has not are returned.
pub(super) fn absorb(report: &mut Report, of_file: Report) -> Vec<String> {
    report.read += of_file.read;
    report.loaded += of_file.loaded;
    report.repaired += of_file.repaired;
    report.quarantined += of_file.quarantined;
    let mut counts = of_file.counts;
    let mut missing = Vec::new();
    for finding in of_file.findings {
        if let Some(count) = counts.get_mut(finding.code) {
            *count = count.saturating_sub(1);
        }
        match finding.field {
            Some(field) if finding.code == FIELD_MISSING => missing.push(field),
            _ => report.find(finding),
        }
    }
    // Those that were counted and not kept.
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        *report.counts.entry(code).or_default() += count;
    }
    missing
}

/// One mapping serves all files: tells of fields that none of them has.
pub(super) fn told_missing(report: &mut Report, file: &str, missing: Vec<String>, files: usize) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for field in missing {
        *counts.entry(field).or_default() += 1;
    }
    for (field, _) in counts.into_iter().filter(|(_, count)| *count >= files) {
        report.find(Finding { field: Some(field), ..Finding::about(file.to_owned(), FIELD_MISSING) });
    }
}
