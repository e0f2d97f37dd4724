//! The lines around a parcel, and the land plans have for roads there, from the World's memory.

use spatial_core::crs::from_drawing;
use spatial_core::geometry::{DrawingBox, Geometry};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::snapshot::{FeatureRef, Hit, LayerSnapshot, ValueRef};
use spatial_core::units::Metres;

use super::PlanLine;
use crate::function::{Use, use_of};
use crate::tables::{FUNCTION_FIELD, KIND_FIELD, PLAN_FIELD, ROAD_WIDTH_FIELD, SETBACK_FIELD};
use crate::words::LineKind;

/// How far around a parcel lines are looked for: half of the widest road, and its other side.
const REACH: Metres = Metres(120.0);

/// How many lines around a parcel are compared with one another: the time grows with their square. A lot has some ten, a block a hundred.
pub const MOST_LINES: usize = 1_000;

/// Lines that a reader sees near a parcel, in order of id; none if they are more than [`MOST_LINES`].
pub(in crate::extract) fn lines_near(
    layer: &LayerSnapshot,
    parcel: &DrawingBox,
    audience: Audience,
) -> Option<Vec<PlanLine>> {
    let hits = hits(layer, &around(*parcel, REACH));
    (hits.len() <= MOST_LINES).then(|| read(layer, hits, audience))
}

/// All lines that a reader sees in a window, in order of id.
pub(in crate::extract) fn lines_in(layer: &LayerSnapshot, window: &DrawingBox, audience: Audience) -> Vec<PlanLine> {
    read(layer, hits(layer, window), audience)
}

fn read(layer: &LayerSnapshot, hits: Vec<Hit>, audience: Audience) -> Vec<PlanLine> {
    let seen = |name: &str| layer.layer().schema.seen(name, audience);
    let (kind, setback, width) = (seen(KIND_FIELD), seen(SETBACK_FIELD), seen(ROAD_WIDTH_FIELD));
    let Some(plan) = layer.layer().schema.position(PLAN_FIELD) else { return Vec::new() };
    let line = |row: FeatureRef<'_>| {
        Some(PlanLine {
            id: FeatureId(row.id()),
            plan: row.reference(plan)?,
            kind: kind.and_then(|at| row.text(at)).and_then(LineKind::parse),
            setback: setback.and_then(|at| row.text(at)).filter(|text| !text.trim().is_empty()).map(str::to_owned),
            road_width: width.and_then(|at| metres(row.value(at))),
            shape: row.legal()?,
        })
    };
    let mut lines: Vec<PlanLine> = hits.into_iter().filter_map(|hit| line(layer.get(hit))).collect();
    lines.sort_by_key(|line| line.id);
    lines
}

/// Zones near a parcel that are land for roads, with their plan.
pub(in crate::extract) fn roads_near(
    zones: &LayerSnapshot,
    parcel: &DrawingBox,
    audience: Audience,
) -> Vec<(FeatureId, Geometry)> {
    let schema = &zones.layer().schema;
    let (Some(plan), Some(function)) = (schema.position(PLAN_FIELD), schema.seen(FUNCTION_FIELD, audience)) else {
        return Vec::new();
    };
    let road = |row: FeatureRef<'_>| {
        row.text(function).filter(|function| use_of(function) == Use::Road)?;
        row.reference(plan).zip(row.legal())
    };
    hits(zones, &around(*parcel, REACH)).into_iter().filter_map(|hit| road(zones.get(hit))).collect()
}

/// A number of metres, whichever way it is kept.
pub(in crate::extract) fn metres(value: ValueRef<'_>) -> Option<Metres> {
    match value {
        ValueRef::Real(number) => Some(Metres(number)).filter(|_| number.is_finite()),
        #[expect(clippy::cast_precision_loss, reason = "no road is 2^53 m wide")]
        ValueRef::Integer(number) => Some(Metres(number as f64)),
        _ => None,
    }
}

fn hits(layer: &LayerSnapshot, window: &DrawingBox) -> Vec<Hit> {
    let mut hits = Vec::new();
    layer.hits(window, &mut hits);
    hits
}

/// A box on the drawing grid with so much more on each side.
fn around(bounds: DrawingBox, reach: Metres) -> DrawingBox {
    /// Units of the grid a metre at the equator.
    const UNITS: f64 = 4_294_967_296.0 / (std::f64::consts::TAU * 6_378_137.0);
    let (_, latitude) = from_drawing(bounds.min);
    let units = reach.0 * UNITS / latitude.to_radians().cos().max(0.01);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some ten thousand, and positive")]
    let units = units.ceil() as u32;
    let DrawingBox { min, max } = bounds;
    DrawingBox { min: min.map(|at| at.saturating_sub(units)), max: max.map(|at| at.saturating_add(units)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_grows_by_metres_on_the_ground() {
        let [x, y] = spatial_core::crs::to_drawing(107.1, 10.4);
        let wide = around(DrawingBox { min: [x, y], max: [x, y] }, Metres(100.0));
        let ((west, north), (east, south)) = (from_drawing(wide.min), from_drawing(wide.max));
        assert!(((north - south) * 110_600.0 - 200.0).abs() < 2.0, "{}", north - south);
        assert!(((east - west) * 109_500.0 - 200.0).abs() < 2.0, "{}", east - west);
    }
}
