//! What a base map draws first at low zooms: classes have their zooms, and great roads stay when small ones have to go.

use crate::generalise::base_zoom;
use crate::layer::{GeometryType, Kind, Layer};
use crate::snapshot::{FeatureRef, ValueRef};
use crate::tiles::grid::MAX_ZOOM;

/// What a base map says of its lines and points: which come first, and from which zoom on. Of other layers it says nothing.
pub(super) struct Ground(Option<(usize, GeometryType)>);

impl Ground {
    pub(super) fn of(layer: &Layer) -> Self {
        let field = layer.draw.class_field.as_deref().and_then(|name| layer.schema.position(name));
        Self(field.filter(|_| layer.kind == Kind::Base).map(|field| (field, layer.schema.geometry)))
    }

    /// The first zoom that shows a feature.
    pub(super) fn begins(&self, feature: &FeatureRef<'_>) -> u8 {
        match self.0.map(|(field, geometry)| (feature.value(field), geometry)) {
            Some((ValueRef::Text(class), geometry)) => base_zoom(geometry, class),
            _ => 0,
        }
    }

    /// The larger, the further out a line or point of a base map begins.
    pub(super) fn earliness(&self, feature: &FeatureRef<'_>) -> Option<u8> {
        self.0.map(|_| MAX_ZOOM - self.begins(feature).min(MAX_ZOOM))
    }
}
