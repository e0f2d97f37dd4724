//! A report as JSON: the form that others read.

use std::collections::BTreeMap;

use serde::Serialize;
use spatial_core::layer::{FieldRole, Meaning, Unit};
use spatial_core::message::Message;

use super::{Finding, Report};

impl Report {
    /// The report as others read it, with sentences in a language.
    pub fn document(&self, say: impl Fn(&Message) -> String) -> ReportDocument {
        ReportDocument {
            layer: self.layer.clone(),
            crs: self.crs.to_string(),
            dry_run: self.is_dry_run,
            read: self.read,
            loaded: self.loaded,
            repaired: self.repaired,
            quarantined: self.quarantined,
            inserted: self.inserted,
            updated: self.updated,
            revision: self.revision.map(|revision| revision.0),
            unpublished: self.is_unpublished,
            public_fields: self.public_fields.clone(),
            private_fields: self.private_fields.clone(),
            meanings: self.meanings.iter().map(MeaningDocument::of).collect(),
            files: self.files.clone(),
            finding_counts: self.counts.clone(),
            findings: self.findings.iter().map(|finding| FindingDocument::new(finding, &say)).collect(),
        }
    }
}

/// The JSON of `--report`: a promise to those who read it.
#[derive(Debug, Clone, Serialize)]
pub struct ReportDocument {
    layer: String,
    crs: String,
    dry_run: bool,
    read: u64,
    loaded: u64,
    repaired: u64,
    quarantined: u64,
    inserted: u64,
    updated: u64,
    revision: Option<u64>,
    unpublished: bool,
    public_fields: Vec<String>,
    private_fields: Vec<String>,
    meanings: Vec<MeaningDocument>,
    /// Files beside those with the records that were taken, too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<String>,
    finding_counts: BTreeMap<&'static str, u64>,
    findings: Vec<FindingDocument>,
}

#[derive(Debug, Clone, Serialize)]
struct MeaningDocument {
    field: String,
    role: Option<&'static str>,
    unit: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
struct FindingDocument {
    file: String,
    record: Option<u64>,
    /// Line of the file, from 1, of files that are read by lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    key: Option<String>,
    field: Option<String>,
    place: Option<[f64; 2]>,
    outcome: &'static str,
    code: &'static str,
    /// The value it is about, as it is written.
    value: Option<String>,
    /// All elements concerned, by their codes, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elements: Vec<String>,
    /// The id of what can be done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<String>,
    /// Whether that is to be done the next time: for who marks it, and hands the report in with `--accept`.
    #[serde(skip_serializing_if = "Option::is_none")]
    accept: Option<bool>,
    reason: String,
    remedy: String,
}

impl MeaningDocument {
    fn of((field, meaning): &(String, Meaning)) -> Self {
        let (role, unit) = (meaning.role.map(FieldRole::as_str), meaning.unit.map(Unit::as_str));
        Self { field: field.clone(), role, unit }
    }
}

impl FindingDocument {
    fn new(finding: &Finding, say: &impl Fn(&Message) -> String) -> Self {
        Self {
            file: finding.file.clone(),
            record: finding.record,
            line: finding.line,
            key: finding.key.clone(),
            field: finding.field.clone(),
            place: finding.place,
            outcome: finding.outcome.as_str(),
            code: finding.code,
            value: finding.value().map(str::to_owned),
            elements: finding.elements.clone(),
            mend: finding.mend.clone(),
            accept: finding.mend.as_ref().map(|_| false),
            reason: say(&finding.reason()),
            remedy: say(&finding.remedy()),
        }
    }
}
