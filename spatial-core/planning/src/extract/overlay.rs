//! What of a parcel lies in which zone of one plan, in the grid of the data set: one pure function for the answer and for whole provinces.

use geo_types::MultiPolygon;
use spatial_core::geometry::{Geometry, Prepared, area, joined, length, lie_apart, mean_width, rest, shared, thick};
use spatial_core::layer::FeatureId;
use spatial_core::units::{Metres, SquareMetres};

/// What is thinner is the rounding of coordinates, not a shape: a hundredth of a millimetre.
const ROUNDING: Metres = Metres(0.000_01);

/// Areas are the same if they differ by a strip of this width along the outline: what is left of 53 bits in a grid of metres, tenfold.
const EXACT: Metres = Metres(0.000_000_1);

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

    /// The same of a shape, all its parts together.
    pub fn drops_shape(&self, shape: &Geometry) -> bool {
        self.drops(area(shape), mean_width(shape))
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
    let within: Vec<Geometry> = extent.into_iter().map(|part| shared(parcel, part)).collect();
    without(covered(parcel, within.iter()), taken)
}

/// What shapes that lie in a whole cover of it.
pub(super) fn covered<'a>(whole: &Geometry, shapes: impl Iterator<Item = &'a Geometry>) -> Geometry {
    let shapes: Vec<&Geometry> = shapes.filter(|shape| area(shape).0 > 0.0).collect();
    if shapes.len() < 2 || !tile(whole, &shapes) {
        return united(&shapes);
    }
    match whole {
        Geometry::Polygon(polygon) => MultiPolygon(vec![polygon.clone()]).into(),
        whole => whole.clone(),
    }
}

/// Shapes as one: most parcels lie in one zone, and what is one shape already is not computed.
fn united(shapes: &[&Geometry]) -> Geometry {
    if let [only] = shapes { (*only).clone() } else { joined(shapes.iter().copied()) }
}

/// True if it is certain that shapes that lie in a whole leave nothing of it, and do not lie on one another: then nothing is to be computed.
fn tile(whole: &Geometry, shapes: &[&Geometry]) -> bool {
    let left = shapes.iter().fold(area(whole), |left, shape| left - area(shape));
    left.0.abs() <= EXACT.0 * length(whole).0 && lie_apart(shapes)
}

/// What of a ground lies in each of some zones; of those in which nothing lies, nothing.
pub(super) fn cut<'a>(
    ground: &Geometry,
    zones: impl IntoIterator<Item = (FeatureId, &'a Geometry)>,
) -> Vec<(FeatureId, Geometry)> {
    let ground = Prepared::of(ground);
    let cut = zones.into_iter().map(|(zone, shape)| (zone, solid(ground.shared(shape))));
    cut.filter(|(_, shape)| area(shape).0 > 0.0).collect()
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
    laid(ground, cut(ground, zones), thresholds)
}

/// The same of what [`cut`] found in the zones.
pub(super) fn laid(ground: &Geometry, shapes: Vec<(FeatureId, Geometry)>, thresholds: Thresholds) -> (Overlay, Shapes) {
    let bare: Vec<&Geometry> = shapes.iter().map(|(_, shape)| shape).collect();
    let (uncovered, zoned) = if tile(ground, &bare) {
        (MultiPolygon(Vec::new()).into(), None)
    } else {
        let zoned = united(&bare);
        (solid(rest(ground, &zoned)), Some(area(&zoned)))
    };
    let mut found = Overlay { covered: area(ground), uncovered: area(&uncovered), ..Overlay::default() };
    let mut parts: Vec<ZonePart> = shapes.iter().map(|(zone, shape)| found.part(*zone, shape)).collect();
    parts.sort_by(|a, b| b.area.0.total_cmp(&a.area.0).then(a.zone.cmp(&b.zone)));
    let all = parts.iter().fold(SquareMetres(0.0), |sum, part| sum + part.area);
    found.overlapping = SquareMetres(zoned.map_or(0.0, |zoned| (all - zoned).0.max(0.0)));
    (found.below, found.zones) = parts.into_iter().partition(|part| thresholds.drops(part.area, part.width));
    (found, Shapes { zones: shapes, uncovered })
}

impl Overlay {
    fn part(&self, zone: FeatureId, shape: &Geometry) -> ZonePart {
        let area = area(shape);
        ZonePart { zone, area, width: mean_width(shape), percent: self.percent(area) }
    }
}

/// A multipolygon less the parts that are only rounding.
pub(crate) fn solid(shape: Geometry) -> Geometry {
    thick(shape, ROUNDING)
}
