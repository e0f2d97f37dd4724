//! What of a parcel lies in which zone of one plan, in the grid of the data set: one pure function for the answer and for whole provinces.

use spatial_core::geometry::{Geometry, area, joined, length, rest, shared};
use spatial_core::layer::FeatureId;
use spatial_core::units::{Metres, SquareMetres};

/// What is thinner is the rounding of coordinates, not a shape: a hundredth of a millimetre.
const ROUNDING: Metres = Metres(0.000_01);

/// When a share is too small to be one: if it is below both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Least area.
    pub area: SquareMetres,
    /// Least mean width, twice the area by the perimeter.
    pub width: Metres,
}

impl Default for Thresholds {
    /// Less than 1 m² and thinner than 0.10 m: two surveys of one boundary differ by that much.
    fn default() -> Self {
        Self { area: SquareMetres(1.0), width: Metres(0.10) }
    }
}

impl Thresholds {
    /// True if a share of this area and mean width is dropped.
    pub fn drops(&self, area: SquareMetres, width: Metres) -> bool {
        area < self.area && width < self.width
    }
}

/// What of a parcel lies in a zone, all its parts together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ZonePart {
    /// The zone.
    pub zone: FeatureId,
    /// In the grid of the data set.
    pub area: SquareMetres,
    /// Mean width of its parts together.
    pub width: Metres,
    /// Percent of what the plan covers of the parcel.
    pub percent: f64,
}

/// A parcel over the zones of one plan. Shares, what is below the threshold and what is uncovered are 100 percent together, unless
/// zones lie on one another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    /// What the plan covers of the parcel.
    pub covered: SquareMetres,
    /// The shares, the largest first, then by zone.
    pub zones: Vec<ZonePart>,
    /// Shares that are too small to be one, likewise.
    pub below: Vec<ZonePart>,
    /// What of the covered lies in no zone.
    pub uncovered: SquareMetres,
    /// What lies in two zones or more, counted once for each beyond the first.
    pub overlapping: SquareMetres,
}

/// The shapes behind an overlay, multipolygons in the grid of the data set: what is drawn and handed on of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shapes {
    /// What of the covered lies in each zone, in the order in which the zones were given; shares below the threshold, too.
    pub zones: Vec<(FeatureId, Geometry)>,
    /// What of it lies in no zone.
    pub uncovered: Geometry,
}

impl Overlay {
    /// Percent of what the plan covers of the parcel.
    pub fn percent(&self, part: SquareMetres) -> f64 {
        if self.covered.0 > 0.0 { 100.0 * part.0 / self.covered.0 } else { 0.0 }
    }
}

/// What of a parcel a plan covers: what lies within its extent (its boundary, or else its zones), less what other plans have taken over.
/// All in one projected grid, and valid; a multipolygon, empty if the plan is not about the parcel.
pub fn ground<'a>(
    parcel: &Geometry,
    extent: impl IntoIterator<Item = &'a Geometry>,
    taken: impl IntoIterator<Item = &'a Geometry>,
) -> Geometry {
    let within = extent.into_iter().map(|part| shared(parcel, part));
    // Most parcels lie in one zone and touch others: what is one shape already is not computed.
    let within: Vec<Geometry> = within.filter(|part| area(part).0 > 0.0).collect();
    let within = if let [only] = within.as_slice() { only.clone() } else { joined(&within) };
    without(within, taken)
}

/// A ground less what other plans have taken over.
pub(super) fn without<'a>(ground: Geometry, taken: impl IntoIterator<Item = &'a Geometry>) -> Geometry {
    solid(taken.into_iter().fold(ground, |left, taken| rest(&left, taken)))
}

/// The zones of a plan over its ground, which [`ground`] made of the parcel.
pub fn overlay<'a>(
    ground: &Geometry,
    zones: impl IntoIterator<Item = (FeatureId, &'a Geometry)>,
    thresholds: Thresholds,
) -> Overlay {
    overlaid(ground, zones, thresholds).0
}

/// The same with its shapes.
pub fn overlaid<'a>(
    ground: &Geometry,
    zones: impl IntoIterator<Item = (FeatureId, &'a Geometry)>,
    thresholds: Thresholds,
) -> (Overlay, Shapes) {
    let covered = area(ground);
    let shapes: Vec<(FeatureId, Geometry)> = zones
        .into_iter()
        .map(|(zone, shape)| (zone, solid(shared(ground, shape))))
        .filter(|(_, shape)| area(shape).0 > 0.0)
        .collect();
    let zoned = match shapes.as_slice() {
        [(_, only)] => only.clone(),
        several => joined(several.iter().map(|(_, shape)| shape)),
    };
    let uncovered = solid(rest(ground, &zoned));
    let mut found = Overlay { covered, uncovered: area(&uncovered), ..Overlay::default() };
    let mut parts: Vec<ZonePart> = shapes.iter().map(|(zone, shape)| found.part(*zone, shape)).collect();
    parts.sort_by(|a, b| b.area.0.total_cmp(&a.area.0).then(a.zone.cmp(&b.zone)));
    let all = parts.iter().fold(SquareMetres(0.0), |sum, part| sum + part.area);
    found.overlapping = SquareMetres((all - area(&zoned)).0.max(0.0));
    (found.below, found.zones) = parts.into_iter().partition(|part| thresholds.drops(part.area, part.width));
    (found, Shapes { zones: shapes, uncovered })
}

impl Overlay {
    fn part(&self, zone: FeatureId, shape: &Geometry) -> ZonePart {
        let area = area(shape);
        ZonePart { zone, area, width: width(shape), percent: self.percent(area) }
    }
}

/// Twice the area by the perimeter: of a strip about how wide it is.
pub(crate) fn width(shape: &Geometry) -> Metres {
    let around = length(shape);
    Metres(if around.0 > 0.0 { 2.0 * area(shape).0 / around.0 } else { 0.0 })
}

/// A multipolygon less the parts that are only rounding.
pub(crate) fn solid(shape: Geometry) -> Geometry {
    let Geometry::MultiPolygon(mut parts) = shape else { return shape };
    parts.0.retain(|part| width(&part.clone().into()) >= ROUNDING);
    Geometry::MultiPolygon(parts)
}
