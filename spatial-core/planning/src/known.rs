//! What a draft says that the register and the store know better: codes that are taken, communes that there are, and where these lie.

use spatial_core::geometry::{Geometry, area, joined, mean_width, rest, shared_area};
use spatial_core::layer::{FeatureId, FieldRole, FieldType, Kind, Layer};
use spatial_core::units::SquareMetres;

use crate::extract::Thresholds;
use crate::workflow::PlanState;

/// A row of the register, as far as its code matters.
#[derive(Debug, Clone, Copy)]
pub struct CodeHolder<'a> {
    /// The plan.
    pub plan: FeatureId,
    /// Its code.
    pub code: &'a str,
    /// The word of its state.
    pub state: &'a str,
}

/// The plan that has a code already, so that another draft may not take it. A plan that is over frees its code, and the next version of a
/// plan has that of the one it replaces or adjusts (`but`).
pub fn code_taken<'a>(
    register: impl IntoIterator<Item = CodeHolder<'a>>,
    code: &str,
    but: &[FeatureId],
) -> Option<FeatureId> {
    let stands = |state| !PlanState::parse(state).is_some_and(PlanState::is_over);
    let taken = register
        .into_iter()
        .find(|row| row.code.trim() == code.trim() && stands(row.state) && !but.contains(&row.plan));
    taken.map(|row| row.plan)
}

/// The field of a layer of administrative units (đơn vị hành chính) that holds their codes; none of other layers. A plan is for one of
/// those communes, if there is such a layer at all.
pub fn commune_codes(layer: &Layer) -> Option<usize> {
    let is_text = |&at: &usize| layer.schema.fields[at].kind == FieldType::Text;
    let field = || layer.schema.playing(FieldRole::Commune).or_else(|| layer.schema.playing(FieldRole::Code));
    (layer.kind == Kind::Ward && !layer.name.is_quarantine()).then(field).flatten().filter(is_text)
}

/// What of a plan's ground lies outside the commune it is for, a multipolygon; all in one grid. What is smaller than a share of a parcel
/// may be, or as thin, is the rounding of two surveys of one border, however long that is.
pub fn outside<'a>(
    commune: &Geometry,
    ground: impl IntoIterator<Item = &'a Geometry>,
    thresholds: Thresholds,
) -> Geometry {
    let astray: Vec<Geometry> = ground.into_iter().map(|part| rest(part, commune)).filter(has_area).collect();
    // A plan within its commune, as nearly all are, costs no overlay here.
    let Geometry::MultiPolygon(mut parts) = joined(&astray) else { return joined([]) };
    parts.0.retain(|part| {
        let part = Geometry::from(part.clone());
        area(&part) >= thresholds.area && mean_width(&part) >= thresholds.width
    });
    parts.into()
}

/// How much of a ground lies in each of these communes, the most first; those with less than a share are left out.
pub fn lies_in<'a, T>(
    ground: &Geometry,
    communes: impl IntoIterator<Item = (T, &'a Geometry)>,
    thresholds: Thresholds,
) -> Vec<(T, SquareMetres)> {
    let part = |(name, commune)| (name, shared_area(ground, commune));
    let mut found: Vec<(T, SquareMetres)> =
        communes.into_iter().map(part).filter(|(_, part)| *part >= thresholds.area).collect();
    found.sort_by(|(_, one), (_, other)| other.0.total_cmp(&one.0));
    found
}

fn has_area(shape: &Geometry) -> bool {
    area(shape).0 > 0.0
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, coord};

    use super::*;

    fn square(x: f64, y: f64, wide: f64, high: f64) -> Geometry {
        Rect::new(coord! { x: x, y: y }, coord! { x: x + wide, y: y + high }).to_polygon().into()
    }

    #[test]
    fn ground_beyond_the_commune_is_told_once_and_what_is_thin_or_small_is_not() {
        let commune = square(0.0, 0.0, 1000.0, 1000.0);
        let beyond = |ground: &[Geometry]| area(&outside(&commune, ground, Thresholds::default())).0;
        assert_eq!(beyond(&[square(10.0, 10.0, 980.0, 980.0)]), 0.0);
        assert_eq!(beyond(&[square(0.0, 0.0, 1000.05, 1000.0)]), 0.0, "50 m², five centimetres wide");
        assert_eq!(beyond(&[square(999.0, 0.0, 1.5, 1.5)]), 0.0, "not even a square metre");
        let across = square(900.0, 0.0, 300.0, 100.0);
        assert!((beyond(&[across.clone(), across]) - 20_000.0).abs() < 1e-3, "a boundary and its zones are one ground");
        assert!((beyond(&[square(5000.0, 0.0, 10.0, 10.0)]) - 100.0).abs() < 1e-6);
    }

    #[test]
    fn the_commune_that_has_most_of_it_is_named_first() {
        let ground = square(0.0, 0.0, 100.0, 10.0);
        let [west, east, beside] =
            [square(0.0, 0.0, 20.0, 10.0), square(20.0, 0.0, 80.0, 10.0), square(0.0, 10.0, 9.0, 9.0)];
        let found = lies_in(&ground, [("west", &west), ("east", &east), ("beside", &beside)], Thresholds::default());
        assert_eq!(
            found.iter().map(|(name, part)| (*name, part.0.round())).collect::<Vec<_>>(),
            [("east", 800.0), ("west", 200.0)]
        );
    }

    #[test]
    fn a_code_is_taken_by_a_plan_that_is_not_over_and_is_not_the_one_it_follows() {
        let rows = [(1, "QH-1", "replaced"), (2, "QH-1", "published"), (3, "QH-2", "discarded"), (4, "QH-3", "odd")];
        let taken = |code: &str, but: &[FeatureId]| {
            let rows = rows.map(|(plan, code, state)| CodeHolder { plan: FeatureId(plan), code, state });
            code_taken(rows, code, but)
        };
        assert_eq!(taken(" QH-1", &[]), Some(FeatureId(2)));
        assert_eq!(taken("QH-1", &[FeatureId(2)]), None, "its next version has the same");
        assert_eq!(taken("QH-2", &[]), None, "what was discarded frees its code");
        assert_eq!(taken("QH-3", &[]), Some(FeatureId(4)), "of a state nobody knows nothing is concluded");
        assert_eq!(taken("QH-4", &[]), None);
    }
}
