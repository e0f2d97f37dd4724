//! The zones of a plan as they are compared, from the World's memory.

use spatial_core::layer::{Audience, FeatureId};
use spatial_core::snapshot::World;

use super::{ComparedZone, MOST_VERTICES, MOST_ZONES, TooLarge};
use crate::draft::IndicatorTexts;
use crate::register::Register;
use crate::share::{ShareError, on_a_grid};
use crate::tables::{DENSITY_FIELD, FAR_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, STOREYS_FIELD, ZONES};

/// Why the zones of a plan cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum NotCompared {
    /// There are too many, or they have too many vertices.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// They have no area.
    #[error(transparent)]
    NoArea(#[from] ShareError),
}

/// The zones of a plan that an audience sees, as far as it sees their fields. The World must hold their legal geometry, and `register` be of
/// the same World.
///
/// # Errors
/// [`NotCompared`].
pub fn compared_zones(
    world: &World,
    register: &Register,
    plan: FeatureId,
    audience: Audience,
) -> Result<Vec<ComparedZone>, NotCompared> {
    let (Some(layer), Some(members)) = (world.declared(&ZONES, audience), register.members(plan)) else {
        return Ok(Vec::new());
    };
    on_a_grid(layer.layer().crs)?;
    if members.zones().len() > MOST_ZONES {
        return Err(TooLarge::Zones.into());
    }
    let seen = |name: &str| layer.layer().schema.seen(name, audience);
    let function = seen(FUNCTION_FIELD);
    let fields = [DENSITY_FIELD, STOREYS_FIELD, FAR_FIELD, HEIGHT_FIELD].map(seen);
    let mut vertices = 0;
    let mut zones = Vec::new();
    for row in members.zones().filter_map(|id| layer.find(id)) {
        vertices += row.points().len();
        if vertices > MOST_VERTICES {
            return Err(TooLarge::Vertices.into());
        }
        let Some(shape) = row.legal() else { continue };
        let [density, storeys, far, height] = fields.map(|at| row.text(at?).map(str::to_owned));
        zones.push(ComparedZone {
            zone: FeatureId(row.id()),
            function: function.and_then(|at| row.text(at)).unwrap_or_default().to_owned(),
            indicators: IndicatorTexts { density, storeys, far, height },
            shape,
        });
    }
    Ok(zones)
}
