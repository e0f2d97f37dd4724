//! Where two definitions contradict each other. What only one of them states, and what writers merely name differently, is no contradiction.

use super::node::{WktNode, letters};
use super::{Datum, GEOGRAPHIC_CRS, datum_of};

/// The first thing in which a definition differs from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The word by which sentences choose: `meridian`, `scale`, …
    pub what: &'static str,
    /// What the one states.
    pub found: String,
    /// What the other states.
    pub expected: String,
}

/// Parameters by what they mean; EPSG, GDAL and ESRI name them differently.
const PARAMETERS: &[(&str, &[&str])] = &[
    (
        "meridian",
        &[
            "centralmeridian",
            "longitudeofnaturalorigin",
            "longitudeofcenter",
            "longitudeoffalseorigin",
            "longitudeoforigin",
        ],
    ),
    ("latitude", &["latitudeoforigin", "latitudeofnaturalorigin", "latitudeofcenter", "latitudeoffalseorigin"]),
    ("scale", &["scalefactor", "scalefactoratnaturalorigin"]),
    ("easting", &["falseeasting", "eastingatfalseorigin"]),
    ("northing", &["falsenorthing", "northingatfalseorigin"]),
];

/// Methods that nobody confuses, by how their names begin.
const METHODS: &[(&str, &[&str])] = &[
    ("Transverse Mercator", &["transversemercator", "gausskruger"]),
    ("Lambert Conformal Conic", &["lambertconformalconic", "lambertconicconformal"]),
    ("Mercator", &["mercator", "popularvisualisationpseudomercator"]),
    ("Albers", &["albers"]),
];

/// Compares what both state.
pub(super) fn difference(found: &WktNode, expected: &WktNode) -> Option<Difference> {
    let of = |what, found: String, expected: String| Some(Difference { what, found, expected });
    let (found_kind, expected_kind) = (kind(found), kind(expected));
    if found_kind != expected_kind {
        return of("kind", found_kind.to_owned(), expected_kind.to_owned());
    }
    let methods = (method(found), method(expected));
    if let (Some(one), Some(other)) = methods
        && one != other
    {
        return of("method", one.to_owned(), other.to_owned());
    }
    numbers(found, expected).or_else(|| ground(found, expected, methods.0 == Some("Mercator")))
}

/// Parameters and the unit of length.
fn numbers(found: &WktNode, expected: &WktNode) -> Option<Difference> {
    let differs = |what, (one, other): (f64, f64)| {
        // A micron of scale, a centimetre on the ground.
        let tolerance = if other.abs() > 1_000.0 { 0.01 } else { 1e-7 };
        let is_other = (one - other).abs() > tolerance;
        is_other.then(|| Difference { what, found: one.to_string(), expected: other.to_string() })
    };
    let by_name = PARAMETERS
        .iter()
        .find_map(|(what, names)| differs(what, found.parameter(names).zip(expected.parameter(names))?));
    let unit = || {
        let factor = |node: &WktNode| node.child(&["UNIT", "LENGTHUNIT"]).and_then(|unit| unit.number(0));
        differs("unit", factor(found).zip(factor(expected))?)
    };
    let parallels = || {
        let (one, other) = (parallels(found), parallels(expected));
        one.into_iter().zip(other).find_map(|pair| differs("parallel", pair))
    };
    by_name.or_else(unit).or_else(parallels)
}

/// Standard parallels from south to north: ESRI and EPSG write them in different orders.
fn parallels(node: &WktNode) -> Vec<f64> {
    let named = |name: &str| name.starts_with("standardparallel") || name.ends_with("standardparallel");
    let mut found: Vec<f64> = node.parameters().filter(|(name, _)| named(name)).map(|(_, value)| value).collect();
    found.sort_by(f64::total_cmp);
    // One parallel written twice is one.
    found.dedup();
    found
}

/// Datum, ellipsoid and prime meridian. Pseudo-Mercator is written with a sphere, too.
fn ground(found: &WktNode, expected: &WktNode, is_mercator: bool) -> Option<Difference> {
    let said = |what, found: String, expected: String| Some(Difference { what, found, expected });
    let number = |node: &WktNode, keywords: &[&str], n| node.find(keywords).and_then(|node| node.number(n));
    let prime = (number(found, PRIME, 0), number(expected, PRIME, 0));
    if let (Some(one), Some(other)) = prime
        && (one - other).abs() > 1e-6
    {
        return said("prime", one.to_string(), other.to_string());
    }
    // Half a metre of the axis, a millionth of the flattening.
    for (n, tolerance) in [(0, 0.5), (1, 1e-3)].into_iter().filter(|_| !is_mercator) {
        let axes = (number(found, ELLIPSOID, n), number(expected, ELLIPSOID, n));
        if let (Some(one), Some(other)) = axes
            && (one - other).abs() > tolerance
        {
            return said("ellipsoid", one.to_string(), other.to_string());
        }
    }
    match (datum_of(found), datum_of(expected)) {
        (Some(one), Some(other)) if one != other => said("datum", one.name().to_owned(), other.name().to_owned()),
        (None, Some(other)) if is_other_datum(found) => said("datum", datum_name(found), other.name().to_owned()),
        _ => None,
    }
}

const PRIME: &[&str] = &["PRIMEM", "PRIMEMERIDIAN"];
const ELLIPSOID: &[&str] = &["SPHEROID", "ELLIPSOID"];

/// Datums of this country that are neither VN-2000 nor WGS 84.
fn is_other_datum(node: &WktNode) -> bool {
    let name = letters(&datum_name(node));
    ["hanoi1972", "indian1960", "indian1954", "pulkovo1942"].iter().any(|other| name.ends_with(other))
}

fn datum_name(node: &WktNode) -> String {
    let datum = node.find(&["DATUM", "GEODETICDATUM", "ENSEMBLE"]).and_then(|datum| datum.text.first());
    datum.cloned().unwrap_or_default()
}

impl Datum {
    fn name(self) -> &'static str {
        match self {
            Self::Wgs84 => "WGS 84",
            Self::Vn2000 => "VN-2000",
        }
    }
}

fn kind(node: &WktNode) -> &'static str {
    if node.is(GEOGRAPHIC_CRS) { "degrees" } else { "metres" }
}

fn method(node: &WktNode) -> Option<&'static str> {
    let name = letters(node.find(&["PROJECTION", "METHOD"])?.text.first()?);
    let begins = |(_, names): &&(&str, &[&str])| names.iter().any(|begin| name.starts_with(begin));
    METHODS.iter().find(begins).map(|(method, _)| *method)
}
