//! What `/v1/imports` answers.

use importers::{FileLayer, Finding, Outcome, Phase, Report, guessed_kind, guessed_name};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use spatial_core::layer::{FieldRole, FieldType, Kind};
use spatial_core::message::Message;

use super::remedy::remedy;
use super::sent::ImportPlanSent;
use crate::imports::{Import, Progress, told};
use crate::ogc::Link;
use crate::text::{Language, clock};

/// All files that were sent.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ImportList {
    /// Newest first.
    pub(super) imports: Vec<ImportDocument>,
    pub(super) links: Vec<Link>,
}

/// One file, and how its import stands.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ImportDocument {
    id: String,
    name: String,
    bytes: u64,
    by: String,
    at: String,
    /// `received`, `checking`, `checked`, `importing`, `done`, `failed` or `cancelled`.
    state: &'static str,
    progress: Option<ProgressDocument>,
    /// What the file holds, where it can be told without reading it.
    layers: Vec<FileLayerDocument>,
    plan: Option<ImportPlanSent>,
    /// How often it was checked: who confirms names the check they read.
    check: u32,
    /// What a check found, or what an import did.
    report: Option<ReportDocument>,
    /// The commit that holds it.
    revision: Option<u64>,
    problem: Option<TroubleDocument>,
}

/// How far the work is.
#[derive(Debug, Serialize, JsonSchema)]
struct ProgressDocument {
    /// `waiting`, `reading`, `publishing` or `done`.
    phase: &'static str,
    /// Bytes of the file that were read.
    done: u64,
    total: Option<u64>,
    /// Records that were read.
    records: u64,
    findings: u64,
}

/// A layer of the file.
#[derive(Debug, Serialize, JsonSchema)]
struct FileLayerDocument {
    name: String,
    crs: Option<String>,
    geometry: Option<String>,
    fields: Vec<String>,
    /// What a layer of it would be called in the store, by its name or the file's; null if no name can be made of these.
    layer: Option<String>,
    /// What it is likely of, by the same names: `feature` if they say nothing.
    kind: &'static str,
}

/// What became of the records.
#[derive(Debug, Serialize, JsonSchema)]
struct ReportDocument {
    read: u64,
    stored: u64,
    /// Put aside: no features were made of them.
    refused: u64,
    /// Stored with a shape that was mended.
    repaired: u64,
    inserted: u64,
    updated: u64,
    /// All findings, of which ten thousand are kept.
    findings: u64,
    crs: String,
    /// What the text was read as; null where the file said so itself.
    encoding: Option<&'static str>,
    /// West, south, east, north in degrees.
    bounds: Option<[f64; 4]>,
    fields: Vec<ImportedFieldDocument>,
    /// The same for people.
    sentences: Vec<String>,
}

/// A field of the layer.
#[derive(Debug, Serialize, JsonSchema)]
struct ImportedFieldDocument {
    name: String,
    r#type: &'static str,
    /// For staff only.
    private: bool,
    /// The part it plays: `name`, `number`, `class`, …; null where nobody knows.
    role: Option<&'static str>,
}

/// Why it came to no good end.
#[derive(Debug, Serialize, JsonSchema)]
struct TroubleDocument {
    /// For programs.
    code: String,
    title: String,
    /// What happened, and what can be done at the command line.
    detail: String,
    /// What can be done here.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
    /// The member of the plan that would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<&'static str>,
}

/// A page of findings.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FindingList {
    pub(super) findings: Vec<FindingDocument>,
    /// How many are kept.
    pub(super) total: usize,
    pub(super) links: Vec<Link>,
}

/// Findings that have a place, as GeoJSON (RFC 7946): points whose properties are the findings.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FindingPoints {
    pub(super) r#type: &'static str,
    #[serde(rename = "numberMatched")]
    pub(super) number_matched: usize,
    pub(super) features: Vec<Value>,
}

/// Something wrong, or worth knowing, in a file.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FindingDocument {
    code: &'static str,
    /// `error`: the record was put aside; `repaired`; `warning`.
    severity: &'static str,
    /// Number of the record in the file, from 1.
    record: Option<u64>,
    line: Option<u64>,
    key: Option<String>,
    field: Option<String>,
    value: Option<String>,
    sentence: String,
    remedy: String,
    /// Longitude and latitude.
    pub(super) at: Option<[f64; 2]>,
}

impl ImportDocument {
    pub(super) fn of(import: &Import, language: Language) -> Self {
        let report = import.report.as_deref();
        Self {
            id: import.id.clone(),
            name: import.name.clone(),
            bytes: import.bytes,
            by: import.by.to_string(),
            at: clock::text(import.at),
            state: import.state.as_str(),
            progress: import.progress.map(ProgressDocument::of),
            layers: import.layers.iter().map(|layer| FileLayerDocument::of(layer, import)).collect(),
            plan: import.plan.as_ref().map(ImportPlanSent::of),
            check: import.checks,
            report: report.map(|report| ReportDocument::of(report, language)),
            revision: report.and_then(|report| report.revision).map(|revision| revision.0),
            problem: import.trouble.as_ref().map(|trouble| TroubleDocument::of(&trouble.message, language)),
        }
    }
}

impl ProgressDocument {
    fn of(progress: Progress) -> Self {
        let Progress::At(now) = progress else {
            return Self { phase: "waiting", done: 0, total: None, records: 0, findings: 0 };
        };
        let phase = match now.phase {
            Phase::Reading => "reading",
            Phase::Publishing => "publishing",
            Phase::Done => "done",
        };
        let total = Some(now.bytes_total).filter(|total| *total > 0);
        Self { phase, done: now.bytes_read, total, records: now.read, findings: now.findings }
    }
}

impl FileLayerDocument {
    fn of(layer: &FileLayer, import: &Import) -> Self {
        let crs = layer.crs.map(|crs| crs.to_string());
        let (name, geometry, fields) = (layer.name.clone(), layer.geometry.clone(), layer.fields.clone());
        let called = if import.layers.len() > 1 { &layer.name } else { &import.name };
        let kind = guessed_kind([called.as_str(), layer.name.as_str()]).unwrap_or(Kind::Feature).as_str();
        let called = guessed_name(called).map(|name| name.to_string());
        Self { name, crs, geometry, fields, layer: called, kind }
    }
}

impl ReportDocument {
    fn of(report: &Report, language: Language) -> Self {
        let field = |(name, kind): &(String, FieldType)| ImportedFieldDocument {
            private: report.private_fields.contains(name),
            role: role_in(report, name),
            name: name.clone(),
            r#type: kind.as_str(),
        };
        Self {
            read: report.read,
            stored: report.loaded,
            refused: report.quarantined,
            repaired: report.repaired,
            inserted: report.inserted,
            updated: report.updated,
            findings: report.counts.values().sum(),
            crs: report.crs.to_string(),
            encoding: report.encoding.map(importers::Encoding::name),
            bounds: report.bounds().map(|around| [around.min[0], around.min[1], around.max[0], around.max[1]]),
            fields: report.fields.iter().map(field).collect(),
            sentences: told::sentences(report, language).iter().map(|message| language.say(message)).collect(),
        }
    }
}

/// The word for the part a field plays.
fn role_in(report: &Report, field: &str) -> Option<&'static str> {
    let (_, meaning) = report.meanings.iter().find(|(name, _)| name == field)?;
    meaning.role.map(FieldRole::as_str)
}

impl TroubleDocument {
    fn of(message: &Message, language: Language) -> Self {
        let title = language.text("steward-import-failed");
        let (member, remedy) = remedy(message.code).unzip();
        let remedy = remedy.map(|sentence| language.text(sentence));
        Self { code: message.code.to_owned(), title, detail: language.say(message), remedy, member }
    }
}

impl FindingDocument {
    pub(super) fn of(finding: &Finding, at: Option<[f64; 2]>, language: Language) -> Self {
        let severity = match finding.outcome {
            Outcome::Quarantined => "error",
            Outcome::Repaired => "repaired",
            Outcome::Noted => "warning",
        };
        Self {
            code: finding.code,
            severity,
            record: finding.record,
            line: finding.line,
            key: finding.key.clone(),
            field: finding.field.clone(),
            value: finding.value().map(str::to_owned),
            sentence: language.say(&finding.reason()),
            remedy: language.say(&finding.remedy()),
            at,
        }
    }
}
