//! A feature that was found, and what may be told of it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::geometry::DrawingBox;
use crate::layer::{FeatureId, FieldRole, Layer};
use crate::search::field_text::text_of;
use crate::snapshot::{FeatureRef, LayerSnapshot};

/// A feature that was found.
#[derive(Debug, Clone)]
pub struct FoundFeature<'a> {
    layer: &'a LayerSnapshot,
    feature: FeatureRef<'a>,
    /// The searched fields the audience may see.
    fields: Arc<[(usize, FieldRole)]>,
    /// By which field.
    pub role: FieldRole,
    /// How well it fits; the best is the largest. Comparable among answers to one question only.
    pub score: i64,
}

impl<'a> FoundFeature<'a> {
    pub(crate) fn new(
        layer: &'a LayerSnapshot,
        feature: FeatureRef<'a>,
        fields: &Arc<[(usize, FieldRole)]>,
        role: FieldRole,
    ) -> Self {
        Self { layer, feature, fields: Arc::clone(fields), role, score: 0 }
    }

    #[must_use]
    pub(crate) fn scored(self, score: i64) -> Self {
        Self { score, ..self }
    }

    /// Its layer.
    pub fn layer(&self) -> &'a Layer {
        self.layer.layer()
    }

    /// Its id.
    pub fn id(&self) -> FeatureId {
        FeatureId(self.feature.id())
    }

    /// What one of its fields says, if there is such a field for the audience.
    pub fn value(&self, role: FieldRole) -> Option<Cow<'a, str>> {
        let (field, _) = self.fields.iter().find(|(_, known)| *known == role)?;
        text_of(&self.feature, *field)
    }

    /// True if a field by which it was found, or of which it is told, is not for everybody.
    pub fn tells_private(&self) -> bool {
        let fields = &self.layer().schema.fields;
        self.fields.iter().any(|(at, _)| !fields[*at].clearance.is_open())
    }

    /// The box around it on the drawing grid; empty without shape.
    pub fn bounds(&self) -> DrawingBox {
        self.feature.bounds()
    }

    /// The feature as it is drawn.
    pub fn feature(&self) -> &FeatureRef<'a> {
        &self.feature
    }
}
