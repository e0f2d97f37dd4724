//! Why zones do not become a plan.

use std::path::PathBuf;

use planning::{PlanDraftError, StepError};
use spatial_core::layer::NameError;
use spatial_core::message::{Message, Say};
use spatial_core::store::assets::MOST_ASSET_BYTES;

use crate::apps::planning::refusal;

/// Errors of `diaban import --plan`.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum PlanError {
    #[error("{path} is no TOML")]
    NotToml { path: PathBuf, problem: String },
    #[error("{path} has a key {key}")]
    UnknownKey { path: PathBuf, key: String, near: &'static str },
    #[error("{path} has no {keys}")]
    MissingKey { path: PathBuf, keys: String },
    #[error("{path} names {file}: {problem}")]
    UnfitFile { path: PathBuf, file: PathBuf, problem: &'static str },
    #[error("{key} in {path} is no {wanted}")]
    UnfitKey { path: PathBuf, key: &'static str, wanted: &'static str },
    #[error("{key} in {path} is {word}")]
    Word { path: PathBuf, key: &'static str, word: String, words: String },
    #[error("{key} in {path} is yet to come")]
    DayAhead { path: PathBuf, key: &'static str, day: String },
    #[error("{first} in {path} is after {then}")]
    DaysReversed { path: PathBuf, first: &'static str, then: &'static str },
    #[error("line {line} of {path}: {wanted}")]
    Projects { path: PathBuf, line: usize, wanted: &'static str, text: String, columns: String },
    #[error("the zones have no field {field}")]
    NoField { key: &'static str, field: String, near: Option<String>, fields: String },
    #[error("no zone could be loaded")]
    NoZones,
    #[error("{count} records have no area")]
    NoArea { count: u64 },
    #[error("more than {most} zones")]
    TooMany { most: usize },
    #[error("{count} records were put aside")]
    PutAside { count: u64 },
    #[error("{path} is not one outline")]
    Boundary { path: PathBuf, count: u64 },
    #[error("the zones are in {found}, the register in {register}")]
    OtherCrs { found: String, register: String },
    #[error("{crs} is no grid")]
    NoGrid { crs: String },
    #[error("there is a plan {code}")]
    CodeThere { code: String, state: String },
    #[error("the plan {code} is {state}")]
    UnderWay { code: String, state: String },
    #[error("no commune {commune}")]
    NoCommune { commune: String },
    #[error("the plan that is replaced needs an issuer")]
    NoIssuer,
    #[error("declared name")]
    Name(#[source] NameError),
    #[error("draft")]
    Draft(#[source] PlanDraftError),
    #[error("step")]
    Step(#[source] StepError),
    #[error("the plan was written as draft {id} and not made public")]
    OnlyDrafted {
        id: u64,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    #[error("the store lost the plan {id}")]
    Lost { id: u64 },
}

impl Say for PlanError {
    fn message(&self) -> Message {
        let of = |code, path: &PathBuf| Message::new(code).with("path", path.display());
        match self {
            Self::NotToml { path, problem } => of("plan-file-no-toml", path).with("problem", problem),
            Self::UnknownKey { path, key, near } => {
                of("plan-file-key-unknown", path).with("key", key).with("near", *near)
            }
            Self::MissingKey { path, keys } => of("plan-file-key-missing", path).with("key", keys),
            Self::UnfitFile { path, file, problem } => of("plan-file-unfit-file", path)
                .with("file", file.display())
                .with("problem", *problem)
                .with("megabytes", MOST_ASSET_BYTES >> 20),
            Self::UnfitKey { path, key, wanted } => {
                of("plan-file-unfit", path).with("key", *key).with("wanted", *wanted)
            }
            Self::Word { path, key, word, words } => {
                of("plan-file-word", path).with("key", *key).with("word", word).with("words", words)
            }
            Self::DayAhead { path, key, day } => of("plan-file-day-ahead", path).with("key", *key).with("day", day),
            Self::DaysReversed { path, first, then } => {
                of("plan-file-days", path).with("first", *first).with("then", *then)
            }
            Self::Projects { path, line, wanted, text, columns } => of("plan-projects-unfit", path)
                .with("line", *line)
                .with("wanted", *wanted)
                .with("text", text)
                .with("columns", columns),
            Self::NoField { key, field, near, fields } => Message::new("plan-import-no-field")
                .with("key", *key)
                .with("field", field)
                .with("is_near", if near.is_some() { "some" } else { "none" })
                .with("near", near.as_deref().unwrap_or_default())
                .with("fields", fields),
            Self::NoZones => Message::new("plan-import-no-zones"),
            Self::NoArea { count } => Message::new("plan-import-no-area").with("count", count),
            Self::TooMany { most } => Message::new("plan-import-too-many").with("most", most),
            Self::PutAside { count } => Message::new("plan-import-put-aside").with("count", count),
            Self::Boundary { path, count } => of("plan-import-boundary", path).with("count", count),
            Self::OtherCrs { found, register } => {
                Message::new("plan-import-other-crs").with("found", found).with("register", register)
            }
            Self::NoGrid { crs } => Message::new("plan-import-no-grid").with("crs", crs),
            Self::CodeThere { code, state } => {
                Message::new("plan-import-code-there").with("code", code).with("state", state)
            }
            Self::UnderWay { code, state } => {
                Message::new("plan-import-under-way").with("code", code).with("state", state)
            }
            Self::NoCommune { commune } => Message::new("plan-import-no-commune").with("commune", commune),
            Self::NoIssuer => Message::new("plan-import-no-issuer"),
            Self::Name(error) => error.message(),
            Self::Draft(error) => drafted(error),
            Self::Step(error) => refusal(error),
            Self::OnlyDrafted { id, .. } => Message::new("plan-import-only-drafted").with("id", id),
            Self::Lost { id } => Message::new("plan-import-lost").with("id", id),
        }
    }
}

/// The file was checked before, so that little of this can be.
pub(in crate::cli) fn drafted(error: &PlanDraftError) -> Message {
    match error {
        PlanDraftError::Missing { field } => Message::new("problem-plan-lacks").with("field", *field),
        PlanDraftError::NoDay { field, text } => {
            Message::new("problem-plan-no-day").with("field", *field).with("text", text)
        }
        PlanDraftError::EndsFirst => Message::new("problem-plan-ends-first"),
        PlanDraftError::AdjustsNothing => Message::new("problem-plan-adjusts-nothing"),
        PlanDraftError::NoWidth { field, metres } => {
            let most = planning::MOST_WIDTH.0.to_string();
            Message::new("problem-plan-width").with("field", *field).with("metres", metres).with("most", most)
        }
        PlanDraftError::NoPages { pages } => {
            Message::new("problem-plan-pages").with("pages", *pages).with("most", planning::MOST_PAGES)
        }
        PlanDraftError::NoNumber { field, number } => {
            Message::new("problem-plan-number").with("field", *field).with("number", number.to_string())
        }
        PlanDraftError::NoTable { table } => Message::new("plan-import-no-table").with("table", *table),
    }
}
