//! Buildings and what is said of them: tables of limits (`amounts`), maps (`land`, `setback`), and what holds of any building (`rules`).

mod amounts;
mod land;
mod rules;
mod setback;

use geo_types::{LineString, Rect, coord};
use spatial_core::geometry::Geometry;
use spatial_core::layer::FeatureId;
use spatial_core::units::{Metres, SquareMetres};

use super::{Building, Check, CheckKind, Site, SiteLine, SiteLineKind, ZoneGround, checks};
use crate::draft::IndicatorTexts;

/// In the middle of a VN-2000 zone, where float64 has a tenth of a nanometre left.
const ORIGIN: [f64; 2] = [600_000.0, 1_140_000.0];

/// A rectangle by its corner from the origin, its width and its depth.
pub(super) fn rectangle([x, y]: [f64; 2], [width, depth]: [f64; 2]) -> Geometry {
    let (x, y) = (ORIGIN[0] + x, ORIGIN[1] + y);
    Geometry::Polygon(Rect::new(coord! { x: x, y: y }, coord! { x: x + width, y: y + depth }).to_polygon())
}

/// A building of this outline, of which nothing else is known.
pub(super) fn building(footprint: Geometry) -> Building {
    Building { footprint, storeys: None, height: None, floor_area: None }
}

/// The same with more.
pub(super) fn sent(
    footprint: Geometry,
    storeys: Option<u32>,
    height: Option<f64>,
    floor_area: Option<f64>,
) -> Building {
    let (height, floor_area) = (height.map(Metres), floor_area.map(SquareMetres));
    Building { footprint, storeys, height, floor_area }
}

/// A zone of a plan that says what may be built.
pub(super) fn zone(id: u64, shape: Geometry, function: &str, indicators: IndicatorTexts) -> ZoneGround {
    let function = (!function.is_empty()).then(|| function.to_owned());
    ZoneGround { zone: FeatureId(id), plan: FeatureId(90), shape, function, indicators, sets_indicators: true }
}

/// Indicators; an empty text is none.
pub(super) fn texts([density, far, storeys, height]: [&str; 4]) -> IndicatorTexts {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    IndicatorTexts { density: said(density), storeys: said(storeys), far: said(far), height: said(height) }
}

/// A line of a plan, from place to place as seen from the origin.
pub(super) fn line(id: u64, kind: SiteLineKind, setback: &str, places: &[[f64; 2]]) -> SiteLine {
    let places = places.iter().map(|[x, y]| coord! { x: ORIGIN[0] + x, y: ORIGIN[1] + y });
    let setback = (!setback.is_empty()).then(|| setback.to_owned());
    let shape = Geometry::LineString(LineString(places.collect()));
    SiteLine { line: FeatureId(id), plan: FeatureId(90), kind, setback, road_width: None, shape }
}

/// The checks of one kind: where (zone or line), verdict, reason, and what was measured.
fn said(building: &Building, site: &Site, kind: CheckKind) -> Vec<String> {
    checks(building, site).iter().filter(|check| check.kind == kind).map(told).collect()
}

fn told(check: &Check) -> String {
    let place =
        check.zone.map(|zone| format!("zone {zone} ")).or_else(|| check.line.map(|line| format!("line {line} ")));
    let measured = check.measured.map(|measured| format!(" {}{measured}", if check.is_at_most { "≤" } else { "" }));
    let (verdict, reason) = (check.verdict.as_str(), check.reason.as_str());
    format!("{}{verdict} {reason}{}", place.unwrap_or_default(), measured.unwrap_or_default())
}
