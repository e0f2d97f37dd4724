//! Well-known text of reference systems: what GeoPackage and .prj files carry. Recognises a system in WKT 1 (GDAL and ESRI) and WKT 2
//! by its parameters (`node` reads the text, `difference` compares two definitions).

mod difference;
mod node;

pub use difference::Difference;
use difference::difference;

use node::{WktNode, letters};

use crate::crs::vn2000::{FALSE_EASTING, GEOGRAPHIC, SHIFT};
use crate::crs::{Vn2000Zone, ZONES};

pub(crate) const WGS84: &str = concat!(
    r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],"#,
    r#"AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],"#,
    r#"UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],"#,
    r#"AUTHORITY["EPSG","4326"]]"#
);

pub(crate) const WEB_MERCATOR: &str = concat!(
    r#"PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,"#,
    r#"AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],"#,
    r#"UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]],"#,
    r#"PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],"#,
    r#"PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],"#,
    r#"AXIS["Easting",EAST],AXIS["Northing",NORTH],EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 "#,
    r#"+lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"],AUTHORITY["EPSG","3857"]]"#
);

pub(crate) const VN2000: &str = concat!(
    r#"GEOGCS["VN-2000",DATUM["Vietnam_2000",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],"#,
    r#"AUTHORITY["EPSG","6756"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],"#,
    r#"UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],"#,
    r#"AUTHORITY["EPSG","4756"]]"#
);

/// The definition of a VN-2000 zone, letter by letter as GDAL writes it (without TOWGS84, which is not EPSG's).
pub(crate) fn of_zone(zone: &Vn2000Zone) -> String {
    let Vn2000Zone { epsg, name, central_meridian, scale } = zone;
    let geographic = VN2000.replace(r#"AXIS["Latitude",NORTH],AXIS["Longitude",EAST],"#, "");
    format!(
        concat!(
            r#"PROJCS["{name}",{geographic},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],"#,
            r#"PARAMETER["central_meridian",{central_meridian}],PARAMETER["scale_factor",{scale}],"#,
            r#"PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],"#,
            r#"AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","{epsg}"]]"#
        ),
        name = name,
        geographic = geographic,
        central_meridian = central_meridian,
        scale = scale,
        epsg = epsg
    )
}

/// What a definition says of itself.
#[derive(Debug)]
pub(crate) struct Definition {
    /// Its own name, or its text if it is no WKT.
    pub(crate) name: String,
    /// The EPSG code it carries.
    pub(crate) code: Option<u32>,
    /// The EPSG code its parameters amount to, if we are sure.
    pub(crate) by_parameters: Option<u32>,
    /// It says that the system is not known.
    pub(crate) is_undefined: bool,
    root: Option<WktNode>,
}

impl Definition {
    /// Reads a definition.
    pub(crate) fn read(text: &str) -> Self {
        let bare = text.trim_start_matches('\u{feff}').trim_matches(|c: char| c.is_whitespace() || c == '\0');
        let Some(root) = WktNode::read(bare) else {
            let is_undefined = matches!(letters(bare).as_str(), "" | "undefined" | "unknown" | "none");
            return Self { name: bare.to_owned(), code: None, by_parameters: None, is_undefined, root: None };
        };
        let root = root.child(&["SOURCECRS"]).and_then(|source| source.children.first().cloned()).unwrap_or(root);
        let name = root.text.first().cloned().unwrap_or_default();
        let (code, is_undefined) = (root.code(), is_undefined(&root, &name));
        // Of a compound system we need what lies in the plane.
        let plane =
            root.children.iter().find(|child| root.is(COMPOUND) && (child.is(PROJECTED) || child.is(GEOGRAPHIC_CRS)));
        let root = plane.cloned().unwrap_or(root);
        Self { name, code: code.or(root.code()), by_parameters: by_parameters(&root), is_undefined, root: Some(root) }
    }

    /// True if it is no WKT, but perhaps a name.
    pub(crate) fn is_name(&self) -> bool {
        self.root.is_none()
    }

    /// Where it contradicts another definition, if it does.
    pub(crate) fn difference(&self, other: &Self) -> Option<Difference> {
        difference(self.root.as_ref()?, other.root.as_ref()?)
    }
}

/// The zone of VN-2000 that has the central meridian and the scale of a transverse Mercator, whatever the datum of that is.
pub(crate) fn zone_alike(text: &str) -> Option<&'static Vn2000Zone> {
    let root = Definition::read(text).root?;
    let method = letters(root.find(&["PROJECTION", "METHOD"])?.text.first()?);
    matches!(method.as_str(), "transversemercator" | "gausskruger").then(|| zone_of(&root))?
}

fn zone_of(root: &WktNode) -> Option<&'static Vn2000Zone> {
    let meridian = root.parameter(&["centralmeridian", "longitudeofnaturalorigin"])?;
    let scale = root.parameter(&["scalefactor", "scalefactoratnaturalorigin"])?;
    ZONES.iter().find(|zone| near(zone.central_meridian, meridian) && near(zone.scale, scale))
}

const COMPOUND: &[&str] = &["COMPD_CS", "COMPOUNDCRS"];
const PROJECTED: &[&str] = &["PROJCS", "PROJCRS", "PROJECTEDCRS"];
const GEOGRAPHIC_CRS: &[&str] = &["GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS", "GEODETICCRS"];

/// What writers put where a layer has no system: GDAL from 3.9 on gives it the number 99999.
fn is_undefined(root: &WktNode, name: &str) -> bool {
    let is_nameless = |name: &str| matches!(letters(name).as_str(), "" | "unknown" | "unnamed") || says_undefined(name);
    let is_engineering = root.is(&["LOCAL_CS", "ENGCRS", "ENGINEERINGCRS"]);
    says_undefined(name) || (is_engineering && is_nameless(name))
}

fn says_undefined(name: &str) -> bool {
    letters(name).starts_with("undefined")
}

/// Datums we can tell apart without a code.
#[derive(Clone, Copy, PartialEq)]
enum Datum {
    Wgs84,
    Vn2000,
}

fn by_parameters(root: &WktNode) -> Option<u32> {
    let datum = datum_of(root)?;
    if root.is(GEOGRAPHIC_CRS) {
        return Some(if datum == Datum::Vn2000 { GEOGRAPHIC } else { 4326 });
    }
    if !root.is(PROJECTED) {
        return None;
    }
    let method = letters(root.find(&["PROJECTION", "METHOD"])?.text.first()?);
    if datum == Datum::Wgs84
        && matches!(method.as_str(), "mercatorauxiliarysphere" | "popularvisualisationpseudomercator")
    {
        return Some(3857);
    }
    let is_in_metres = root.child(&["UNIT", "LENGTHUNIT"]).is_none_or(|unit| unit.number(0) == Some(1.0));
    let is_plain = near(root.parameter(&["latitudeoforigin", "latitudeofnaturalorigin"]).unwrap_or(0.0), 0.0)
        && near(root.parameter(&["falseeasting"])?, FALSE_EASTING);
    if !(matches!(method.as_str(), "transversemercator" | "gausskruger") && is_in_metres && is_plain) {
        return None;
    }
    let meridian = root.parameter(&["centralmeridian", "longitudeofnaturalorigin"])?;
    let scale = root.parameter(&["scalefactor", "scalefactoratnaturalorigin"])?;
    let north = root.parameter(&["falsenorthing"]).unwrap_or(0.0);
    match datum {
        Datum::Vn2000 => zone_of(root).filter(|_| near(north, 0.0)).map(|zone| zone.epsg),
        Datum::Wgs84 => utm(meridian, scale, north),
    }
}

fn datum_of(root: &WktNode) -> Option<Datum> {
    let datum = root.find(&["DATUM", "GEODETICDATUM", "ENSEMBLE"])?;
    if !stands_on_wgs84(root) {
        return None;
    }
    let name = letters(datum.text.first()?);
    let shift = root.find(&["TOWGS84"]);
    let is_vn2000 = matches!(name.strip_prefix('d').unwrap_or(&name), "vietnam2000" | "vn2000")
        || shift
            .is_some_and(|shift| (0..7).all(|i| shift.number(i).is_some_and(|value| (value - SHIFT[i]).abs() < 1e-3)));
    if is_vn2000 {
        return Some(Datum::Vn2000);
    }
    let is_shifted = shift.is_some_and(|shift| (0..7).any(|i| shift.number(i).is_some_and(|value| value != 0.0)));
    let is_wgs84 = matches!(name.as_str(), "wgs1984" | "dwgs1984" | "worldgeodeticsystem1984" | "wgs84")
        || name.starts_with("worldgeodeticsystem1984");
    (is_wgs84 && !is_shifted).then_some(Datum::Wgs84)
}

/// False if it names another ellipsoid (but for the sphere that some write for Web Mercator) or another prime meridian than both datums have.
fn stands_on_wgs84(root: &WktNode) -> bool {
    let number = |keywords: &[&str], n| root.find(keywords).and_then(|node| node.number(n));
    let axis = number(&["SPHEROID", "ELLIPSOID"], 0).is_none_or(|axis| (axis - 6_378_137.0).abs() < 0.5);
    let flattening = number(&["SPHEROID", "ELLIPSOID"], 1);
    let is_flat = flattening.is_none_or(|inverse| inverse == 0.0 || (inverse - 298.257_223_563).abs() < 1e-3);
    axis && is_flat && number(&["PRIMEM", "PRIMEMERIDIAN"], 0).is_none_or(|prime| near(prime, 0.0))
}

fn utm(meridian: f64, scale: f64, north: f64) -> Option<u32> {
    let zone = (meridian + 183.0) / 6.0;
    let is_utm = near(scale, 0.9996) && near(zone, zone.round()) && (1.0..=60.0).contains(&zone.round());
    match (is_utm, near(north, 0.0), near(north, 10_000_000.0)) {
        (true, true, _) => Some(32_600 + zone.round() as u32),
        (true, _, true) => Some(32_700 + zone.round() as u32),
        _ => None,
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9 * b.abs().max(1.0)
}

#[cfg(test)]
mod tests;
