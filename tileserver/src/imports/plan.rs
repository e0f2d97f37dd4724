//! What is to become of a file: the words of `diaban import`, understood.

use std::path::PathBuf;

use importers::{Encoding, FieldRule, ImportRequest, Mapping, Mode};
use spatial_core::crs::Crs;
use spatial_core::layer::{FieldRole, Kind, LayerName};
use spatial_core::store::private::AuditEntry;

use crate::text::clock;

/// What is to become of a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    pub(crate) layer: LayerName,
    /// None: as the layer is, or plain features.
    pub(crate) kind: Option<Kind>,
    pub(crate) mode: Mode,
    pub(crate) crs: Option<Crs>,
    /// `crs` wins over what the file says.
    pub(crate) override_crs: bool,
    pub(crate) encoding: Option<Encoding>,
    /// The layer wanted, of files that hold several.
    pub(crate) source_layer: Option<String>,
    pub(crate) private_fields: Vec<String>,
    pub(crate) is_unpublished: bool,
    /// What people call a feature by, as the file names it; None: as the names of its fields tell.
    pub(crate) name_field: Option<String>,
}

impl Plan {
    /// What is asked of the importers, for a person.
    pub(super) fn request(&self, file: PathBuf, who: &str, line: Option<AuditEntry>) -> ImportRequest {
        ImportRequest {
            kind: self.kind,
            mode: self.mode.clone(),
            crs: self.crs,
            override_crs: self.override_crs,
            encoding: self.encoding,
            mapping: self.name_field.clone().map(called_by),
            private_fields: self.private_fields.clone(),
            is_unpublished: self.is_unpublished,
            source_layer: self.source_layer.clone(),
            who: who.to_owned(),
            imported_at: clock::now(),
            audit: line,
            ..ImportRequest::new(vec![file], self.layer.clone())
        }
    }

    /// The field by which records are known, of an update.
    pub(crate) fn key(&self) -> Option<&str> {
        match &self.mode {
            Mode::Update { key } => key.as_deref(),
            _ => None,
        }
    }
}

/// Says of one field that features are called by it, and nothing of all others.
fn called_by(field: String) -> Mapping {
    let rule = FieldRule { role: Some(FieldRole::Name), ..FieldRule::default() };
    Mapping { fields: [(field, rule)].into(), ..Mapping::default() }
}
