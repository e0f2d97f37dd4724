//! What `/v1/desk` answers.

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::layer::{Field, Layer};

/// How the server is, and what it holds.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DeskDocument {
    /// The commit all answers are of.
    pub(super) revision: u64,
    /// `geopackage` or `postgis`.
    pub(super) store: &'static str,
    /// Of the program.
    pub(super) version: &'static str,
    /// When the server was started.
    pub(super) since: String,
    /// When what is served was last known to be as the store: now, unless the store was lost.
    pub(super) data_since: String,
    /// `current`; `behind` while the store cannot be followed.
    pub(super) health: &'static str,
    /// What is served may be looked at, not changed.
    pub(super) read_only: bool,
    pub(super) requests: RequestCounts,
    /// What layers and models hold.
    pub(super) memory_bytes: u64,
    /// Who listens for changes now.
    pub(super) listeners: usize,
    /// All of them, hidden ones too, in order of name.
    pub(super) layers: Vec<LayerDocument>,
    /// What somebody should look at, in the reader's language.
    pub(super) warnings: Vec<String>,
}

/// Requests since the start.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RequestCounts {
    pub(super) total: u64,
    /// By what their askers did: statuses from 400.
    pub(super) refused: u64,
    /// By us: statuses from 500.
    pub(super) failed: u64,
}

/// A layer.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LayerDocument {
    name: String,
    title: String,
    kind: &'static str,
    features: u64,
    /// Everybody sees it.
    published: bool,
    /// What must be held to see it.
    clearance: String,
    /// Files go into it; false for tables of a subject and of others.
    importable: bool,
    fields: Vec<FieldDocument>,
}

/// A field of a layer.
#[derive(Debug, Serialize, JsonSchema)]
struct FieldDocument {
    name: String,
    r#type: &'static str,
    /// Not for everybody.
    private: bool,
}

/// The last lines of the audit log.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LogDocument {
    /// Newest first.
    pub(super) lines: Vec<LineDocument>,
}

/// A line of the audit log.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LineDocument {
    pub(super) at: String,
    /// A user, an account at the command line, or nobody we know (empty).
    pub(super) who: String,
    /// For programs: `layer-imported`.
    pub(super) deed: &'static str,
    /// What was done, for people.
    pub(super) what: String,
    /// The layer, and the feature, if it was about one.
    pub(super) place: Option<String>,
    /// To whom.
    pub(super) subject: Option<String>,
    pub(super) revision: Option<u64>,
    pub(super) detail: Option<String>,
    /// From where; empty at the command line.
    pub(super) address: String,
}

impl LayerDocument {
    pub(super) fn of(layer: &Layer, features: usize, is_importable: bool) -> Self {
        let field = |field: &Field| FieldDocument {
            name: field.name.clone(),
            r#type: field.kind.as_str(),
            private: !field.clearance.is_open(),
        };
        Self {
            name: layer.name.to_string(),
            title: layer.title.clone(),
            kind: layer.kind.as_str(),
            features: features as u64,
            published: layer.clearance.is_open(),
            clearance: layer.clearance.to_string(),
            importable: is_importable,
            fields: layer.schema.fields.iter().map(field).collect(),
        }
    }
}
