//! Which tags become which class of which layer. Data: whoever wants another class adds a line.
//!
//! Keys and values as <https://wiki.openstreetmap.org/wiki/Map_features> has them. The first line that fits decides.

use spatial_core::layer::GeometryType;

use crate::formats::osm::tags::Tags;

/// A layer of the base map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseLayer {
    /// Water, woods, parks, land use.
    Areas,
    /// Rivers, canals, streams, as lines.
    Waterways,
    /// Footprints.
    Buildings,
    /// Roads, paths, rails.
    Roads,
    /// Of countries, provinces, communes, as lines.
    Boundaries,
    /// Places, peaks, stations.
    Places,
}

impl BaseLayer {
    /// All, from the ground up.
    pub const ALL: [Self; 6] =
        [Self::Areas, Self::Waterways, Self::Buildings, Self::Roads, Self::Boundaries, Self::Places];

    /// Its name in a store, and as a layer of a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Areas => "base_areas",
            Self::Waterways => "base_waterways",
            Self::Buildings => "base_buildings",
            Self::Roads => "base_roads",
            Self::Boundaries => "base_boundaries",
            Self::Places => "base_places",
        }
    }

    /// What its shapes are.
    pub fn geometry(self) -> GeometryType {
        match self {
            Self::Areas | Self::Buildings => GeometryType::Polygon,
            Self::Waterways | Self::Roads | Self::Boundaries => GeometryType::Line,
            Self::Places => GeometryType::Point,
        }
    }

    /// The zoom its tiles begin at; its classes have zooms of their own.
    pub fn min_zoom(self) -> u8 {
        match self {
            Self::Areas | Self::Boundaries | Self::Places => 0,
            Self::Roads => 4,
            Self::Waterways => 6,
            Self::Buildings => 14,
        }
    }

    fn lines(self) -> &'static [Line] {
        match self {
            Self::Areas => AREAS,
            Self::Waterways => WATERWAYS,
            Self::Buildings => BUILDINGS,
            Self::Roads => ROADS,
            Self::Boundaries => BOUNDARIES,
            Self::Places => PLACES,
        }
    }

    /// What a feature with these tags is in this layer; `None` if it is nothing there.
    pub(super) fn class(self, tags: &Tags<'_>) -> Option<&'static str> {
        let fits = |(key, values, _): &&Line| {
            tags.get(key).is_some_and(|value| values.contains(&value) || values.is_empty() && value != "no")
        };
        self.lines().iter().find(fits).map(|(_, _, class)| *class)
    }
}

/// Key, values (none: any but `no`), class.
type Line = (&'static str, &'static [&'static str], &'static str);

const AREAS: &[Line] = &[
    ("waterway", &["riverbank"], "river"),
    ("water", &["river", "canal", "stream"], "river"),
    ("natural", &["water"], "water"),
    ("landuse", &["reservoir", "basin", "salt_pond", "aquaculture"], "water"),
    ("natural", &["wetland", "mud"], "wetland"),
    ("natural", &["beach", "sand", "shoal"], "beach"),
    ("leisure", &["park", "garden"], "park"),
    ("landuse", &["cemetery"], "cemetery"),
    ("amenity", &["grave_yard"], "cemetery"),
    ("landuse", &["forest"], "forest"),
    ("natural", &["wood"], "forest"),
    ("landuse", &["grass", "meadow", "recreation_ground", "village_green"], "grass"),
    ("natural", &["grassland", "heath", "scrub"], "grass"),
    ("leisure", &["golf_course", "pitch"], "grass"),
    ("landuse", &["farmland", "farm", "orchard", "vineyard", "paddy", "plant_nursery"], "farmland"),
    ("landuse", &["residential"], "residential"),
    ("landuse", &["industrial", "commercial", "retail", "quarry", "port"], "industrial"),
];
const BUILDINGS: &[Line] = &[("building", &[], "building")];
const WATERWAYS: &[Line] = &[
    ("waterway", &["river"], "river"),
    ("waterway", &["canal"], "canal"),
    ("waterway", &["stream", "ditch", "drain"], "stream"),
];
const ROADS: &[Line] = &[
    ("highway", &["motorway", "motorway_link"], "motorway"),
    ("highway", &["trunk", "trunk_link"], "trunk"),
    ("highway", &["primary", "primary_link"], "primary"),
    ("highway", &["secondary", "secondary_link"], "secondary"),
    ("highway", &["tertiary", "tertiary_link"], "tertiary"),
    ("highway", &["residential", "unclassified", "living_street", "road"], "residential"),
    ("highway", &["service"], "service"),
    ("highway", &["footway", "path", "cycleway", "track", "pedestrian", "steps", "bridleway"], "path"),
    ("railway", &["rail", "light_rail", "narrow_gauge", "subway", "tram"], "rail"),
];
/// Levels of administrative boundaries; 4 is a province of Vietnam, 6 a commune (7 and 8 elsewhere).
const BOUNDARIES: &[Line] = &[
    ("admin_level", &["2"], "country"),
    ("admin_level", &["4"], "province"),
    ("admin_level", &["6", "7", "8"], "commune"),
];
const PLACES: &[Line] = &[
    ("place", &["city"], "city"),
    ("place", &["town"], "town"),
    ("place", &["village"], "village"),
    ("place", &["suburb", "quarter", "neighbourhood"], "suburb"),
    ("place", &["hamlet", "isolated_dwelling"], "hamlet"),
    ("natural", &["peak", "volcano"], "peak"),
    ("railway", &["station", "halt"], "station"),
];

/// How great a place is, 1 the greatest.
pub(super) fn rank(class: &str) -> i64 {
    match class {
        "city" => 1,
        "town" => 3,
        "village" | "suburb" => 5,
        "hamlet" => 7,
        _ => 6,
    }
}

/// The greater of two classes of boundaries: a line is drawn once, as what it matters most as.
pub(super) fn greater(one: &'static str, other: &'static str) -> &'static str {
    let place = |class| BOUNDARIES.iter().position(|(_, _, known)| *known == class);
    if place(one) <= place(other) { one } else { other }
}
