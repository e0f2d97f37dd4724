//! A request resolved against the store: what will be done, known before the first byte is read.

mod neighbourhood;

use std::collections::BTreeSet;
use std::path::PathBuf;

use spatial_core::crs::{Crs, Operation, Transform};
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Clearance, Door, Draw, Field, Kind, Layer, LayerName, Provenance, Schema};
use spatial_core::store::{StageMode, StoreError};

use crate::error::{ImportError, file_name};
use crate::formats::{FileCrs, Format, detect};
use crate::mapping::Mapping;
use crate::request::{ImportRequest, Mode};
use crate::schema::{Rules, Said};
use crate::text::Encoding;
pub(crate) use neighbourhood::{Apart, apart, around};

/// What will be done.
#[derive(Debug, Clone)]
pub(crate) struct ImportPlan {
    pub(crate) files: Vec<(PathBuf, Format)>,
    pub(crate) bytes_total: u64,
    pub(crate) layer: LayerName,
    pub(crate) title: String,
    pub(crate) kind: Kind,
    /// By names alone: records may show it to be wrong.
    pub(crate) is_kind_guessed: bool,
    /// The same if somebody said so; plain features if it was guessed.
    pub(crate) sure_kind: Kind,
    pub(crate) mode: StageMode,
    /// Nothing is written: only what is found matters.
    pub(crate) is_dry_run: bool,
    /// The layer as it is, if it exists.
    pub(crate) existing: Option<Layer>,
    pub(crate) crs: Option<Crs>,
    pub(crate) override_crs: bool,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) mapping: Mapping,
    pub(crate) private_fields: Vec<String>,
    pub(crate) is_unpublished: bool,
    pub(crate) source_layer: Option<String>,
    pub(crate) provenance: Provenance,
    /// The box around all the store holds, in degrees of WGS 84.
    pub(crate) neighbourhood: Option<Envelope>,
}

impl ImportPlan {
    /// Resolves a request; `layers` are all layers of the store.
    pub(crate) fn new(request: ImportRequest, layers: Vec<Layer>) -> Result<Self, ImportError> {
        let neighbourhood = around(&layers);
        let existing = layers.into_iter().find(|layer| layer.name == request.layer);
        existing.as_ref().map_or(Ok(()), through_items)?;
        let mapping = request.mapping.unwrap_or_default();
        let mode = mode(request.mode, &request.layer, existing.as_ref(), mapping.key.as_deref())?;
        let mut files = Vec::new();
        let mut bytes_total = 0;
        for path in request.files {
            let format = detect(&path)?;
            bytes_total += std::fs::metadata(&path).map_or(0, |data| data.len());
            files.push((path, format));
        }
        let title = request
            .title
            .or_else(|| mapping.title.clone())
            .or_else(|| existing.as_ref().map(|layer| layer.title.clone()))
            .unwrap_or_else(|| request.layer.to_string());
        let provenance = Provenance {
            sources: files.iter().map(|(path, _)| file_name(path)).collect(),
            imported_at: request.imported_at,
            who: request.who,
            attribution: mapping.attribution.clone().unwrap_or_default(),
        };
        let adds = matches!(mode, StageMode::Append | StageMode::Update { .. });
        let asked = request.kind.filter(|_| existing.is_none() || !adds);
        let kind = asked.or(existing.as_ref().map(|layer| layer.kind)).unwrap_or(Kind::Feature);
        let sure_kind = if asked.is_some() && request.is_kind_guessed { Kind::Feature } else { kind };
        let plan = Self {
            files,
            bytes_total,
            layer: request.layer,
            title,
            kind,
            is_kind_guessed: request.is_kind_guessed,
            sure_kind,
            mode,
            is_dry_run: false,
            existing,
            crs: request.crs,
            override_crs: request.override_crs,
            encoding: request.encoding,
            source_layer: request.source_layer.or_else(|| mapping.source_layer.clone()),
            mapping,
            private_fields: request.private_fields,
            is_unpublished: request.is_unpublished,
            provenance,
            neighbourhood,
        };
        plan.hides_nothing_public()?;
        Ok(plan)
    }

    /// Adding features leaves the layer and its fields as public as they are: refuses a wish that would not come true.
    fn hides_nothing_public(&self) -> Result<(), ImportError> {
        let Some(layer) = self.added_to() else { return Ok(()) };
        if self.is_unpublished && layer.clearance.is_open() {
            return Err(ImportError::LayerIsPublic { layer: layer.name.clone() });
        }
        let is_hidden = |name: &str| self.private_fields.iter().any(|field| field == name) || self.mapping.hides(name);
        let is_public = |field: &&Field| field.clearance.is_open();
        match layer.schema.fields.iter().filter(is_public).find(|field| is_hidden(&field.name)) {
            Some(Field { name, .. }) => {
                Err(ImportError::FieldIsPublic { layer: layer.name.clone(), field: name.clone() })
            }
            None => Ok(()),
        }
    }

    /// The layer that features are added to, if this is such an import.
    pub(crate) fn added_to(&self) -> Option<&Layer> {
        self.existing.as_ref().filter(|_| matches!(self.mode, StageMode::Append | StageMode::Update { .. }))
    }

    /// The key field of mode `update`.
    pub(crate) fn update_key(&self) -> Option<&str> {
        match &self.mode {
            StageMode::Update { key } => Some(key),
            _ => None,
        }
    }

    /// What decides about fields.
    pub(crate) fn rules(&self) -> Rules {
        let replaced = self.existing.as_ref().filter(|_| self.added_to().is_none());
        let said = Said::of(self.kind, &self.mapping, self.existing.as_ref(), replaced.is_some());
        let hidden = |layer: &Layer| {
            let fields = layer.schema.fields.iter();
            fields.filter(|field| !field.clearance.is_open()).map(|field| field.name.clone()).collect()
        };
        Rules {
            mapping: self.mapping.clone(),
            private: self.private_fields.iter().cloned().collect(),
            hides_new: self.added_to().is_some(),
            was_private: replaced.map_or_else(BTreeSet::new, hidden),
            said: Said { sure_kind: self.sure_kind, ..said },
        }
    }

    /// The reference system of a file's coordinates.
    pub(crate) fn crs_of(&self, path: &std::path::Path, said: &FileCrs) -> Result<Crs, ImportError> {
        let path = || path.to_owned();
        let crs = match (said, self.crs) {
            (FileCrs::Declared(found), Some(asked)) if *found != asked && !self.override_crs => {
                let (found, asked) = (found.to_string(), asked.to_string());
                return Err(ImportError::CrsDiffers { path: path(), found, asked });
            }
            (_, Some(asked)) => asked,
            (FileCrs::Declared(found), None) => *found,
            (FileCrs::SilentlyLonLat, None) => Crs::WGS84,
            (FileCrs::Silent, None) => return Err(ImportError::CrsMissing { path: path() }),
        };
        match self.added_to() {
            Some(layer) if layer.crs != crs => {
                let (found, layer) = (crs.to_string(), layer.crs.to_string());
                Err(ImportError::CrsOfLayer { path: path(), found, layer })
            }
            _ => Ok(crs),
        }
    }

    /// Who sees the layer then: whoever does now, unless it is public and to be hidden.
    pub(crate) fn clearance(&self) -> Clearance {
        let asked = if self.is_unpublished { Clearance::Staff } else { Clearance::Open };
        match &self.existing {
            Some(layer) => asked.replacing(&layer.clearance),
            None => asked,
        }
    }

    /// The layer to stage, with what was learnt from the first records.
    pub(crate) fn layer(&self, schema: Schema, crs: Crs, class_field: Option<String>) -> Result<Layer, ImportError> {
        let operation = operation(crs)?;
        let min_zoom = self.mapping.min_zoom.unwrap_or_else(|| Draw::usual_min_zoom(self.kind, schema.geometry));
        if let Some(layer) = self.added_to() {
            return Ok(Layer { schema, provenance: self.provenance.clone(), ..layer.clone() });
        }
        let fresh = Layer {
            clearance: self.clearance(),
            title: self.title.clone(),
            draw: Draw { min_zoom, class_field },
            provenance: self.provenance.clone(),
            ..Layer::open(self.layer.clone(), self.kind, schema, crs, operation)
        };
        // What is replaced stays as hidden as it was.
        Ok(match &self.existing {
            Some(former) => Layer { rows: former.rows.clone(), subject: former.subject.clone(), ..fresh },
            None => fresh,
        })
    }
}

/// A file knows nothing of a subject's rules: what is written through its door is not imported past it.
fn through_items(layer: &Layer) -> Result<(), StoreError> {
    match &layer.door {
        Door::Items => Ok(()),
        door => Err(StoreError::OtherDoor { layer: layer.name.clone(), door: door.clone() }),
    }
}

/// How coordinates of this system are transformed to WGS 84, for the record.
fn operation(crs: Crs) -> Result<Operation, ImportError> {
    match crs {
        Crs::Local => Ok(Operation(String::new())),
        _ => Ok(Transform::new(crs, Crs::WGS84).map_err(ImportError::Crs)?.operation().clone()),
    }
}

fn mode(
    mode: Mode,
    layer: &LayerName,
    existing: Option<&Layer>,
    mapped_key: Option<&str>,
) -> Result<StageMode, ImportError> {
    let missing = || ImportError::from(StoreError::LayerNotFound { layer: layer.clone() });
    Ok(match (mode, existing) {
        (Mode::Create, Some(_)) => return Err(StoreError::LayerExists { layer: layer.clone() }.into()),
        (Mode::Create, None) | (Mode::Replace, None) => StageMode::Create,
        (Mode::Replace, Some(_)) => StageMode::Replace,
        (Mode::Append | Mode::Update { .. }, None) => return Err(missing()),
        (Mode::Append, Some(_)) => StageMode::Append,
        (Mode::Update { key }, Some(layer)) => {
            let key = key.or_else(|| mapped_key.map(str::to_owned)).unwrap_or_default();
            if layer.schema.position(&key).is_none() {
                return Err(ImportError::KeyMissing { key });
            }
            StageMode::Update { key }
        }
    })
}
