//! Well-known text of reference systems: what GeoPackage and .prj files carry. Reads WKT 1 (GDAL and ESRI) and WKT 2
//! far enough to recognise a system; it is no general parser of WKT.

use crate::crs::vn2000::{FALSE_EASTING, GEOGRAPHIC, SHIFT};
use crate::crs::{Vn2000Zone, ZONES};

/// Longest definition read; GDAL's are under 4 kB.
const LONGEST: usize = 64 * 1024;
/// Deepest nesting read; WKT 2 has about eight levels.
const DEEPEST: usize = 32;

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

/// The EPSG code a definition speaks of, if we are sure, and its own name.
pub(crate) fn recognise(text: &str) -> (Option<u32>, String) {
    let Some(root) = WktNode::read(text) else { return (None, text.trim().to_owned()) };
    let root = root.child(&["SOURCECRS"]).and_then(|source| source.children.first().cloned()).unwrap_or(root);
    let name = root.text.first().cloned().unwrap_or_default();
    (root.code().or_else(|| by_parameters(&root)), name)
}

/// Datums we can tell apart without a code.
#[derive(Clone, Copy, PartialEq)]
enum Datum {
    Wgs84,
    Vn2000,
}

fn by_parameters(root: &WktNode) -> Option<u32> {
    let datum = datum_of(root)?;
    if root.is(&["GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS"]) {
        return Some(if datum == Datum::Vn2000 { GEOGRAPHIC } else { 4326 });
    }
    if !root.is(&["PROJCS", "PROJCRS", "PROJECTEDCRS"]) {
        return None;
    }
    let method = letters(root.find(&["PROJECTION", "METHOD"])?.text.first()?);
    if datum == Datum::Wgs84
        && matches!(method.as_str(), "mercatorauxiliarysphere" | "popularvisualisationpseudomercator")
    {
        return Some(3857);
    }
    let is_in_metres = root.child(&["UNIT"]).is_none_or(|unit| unit.number(0) == Some(1.0));
    let is_plain = near(root.parameter(&["latitudeoforigin", "latitudeofnaturalorigin"]).unwrap_or(0.0), 0.0)
        && near(root.parameter(&["falseeasting"])?, FALSE_EASTING);
    if !(matches!(method.as_str(), "transversemercator" | "gausskruger") && is_in_metres && is_plain) {
        return None;
    }
    let meridian = root.parameter(&["centralmeridian", "longitudeofnaturalorigin"])?;
    let scale = root.parameter(&["scalefactor", "scalefactoratnaturalorigin"])?;
    let north = root.parameter(&["falsenorthing"]).unwrap_or(0.0);
    match datum {
        Datum::Vn2000 => ZONES
            .iter()
            .find(|zone| near(zone.central_meridian, meridian) && near(zone.scale, scale) && near(north, 0.0))
            .map(|zone| zone.epsg),
        Datum::Wgs84 => utm(meridian, scale, north),
    }
}

fn datum_of(root: &WktNode) -> Option<Datum> {
    let datum = root.find(&["DATUM", "GEODETICDATUM", "ENSEMBLE"])?;
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

/// A name without case, spaces and punctuation: `D_Vietnam_2000` → `dvietnam2000`.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// `KEYWORD["text", 1.5, CHILD[…]]`.
#[derive(Debug, Clone, Default)]
struct WktNode {
    keyword: String,
    text: Vec<String>,
    children: Vec<WktNode>,
}

impl WktNode {
    /// Reads the first node of a text; `None` if it is no WKT.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').trim_matches(|c: char| c.is_whitespace() || c == '\0');
        if text.len() > LONGEST {
            return None;
        }
        let mut rest = text.chars().peekable();
        let node = Self::read_at(&mut rest, 0)?;
        (!node.keyword.is_empty()).then_some(node)
    }

    fn read_at(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, depth: usize) -> Option<Self> {
        if depth > DEEPEST {
            return None;
        }
        let keyword = word(rest);
        let mut node = Self { keyword: keyword.to_ascii_uppercase(), ..Self::default() };
        if rest.next_if(|c| matches!(c, '[' | '(')).is_none() {
            return Some(Self { text: vec![keyword], ..Self::default() });
        }
        loop {
            skip_spaces(rest);
            match *rest.peek()? {
                ']' | ')' => {
                    rest.next();
                    return Some(node);
                }
                ',' => {
                    rest.next();
                }
                '"' => node.text.push(quoted(rest)?),
                _ => {
                    let child = Self::read_at(rest, depth + 1)?;
                    if child.keyword.is_empty() {
                        if child.text.iter().all(String::is_empty) {
                            return None;
                        }
                        node.text.extend(child.text);
                    } else {
                        node.children.push(child);
                    }
                }
            }
        }
    }

    fn is(&self, keywords: &[&str]) -> bool {
        keywords.contains(&self.keyword.as_str())
    }

    fn child(&self, keywords: &[&str]) -> Option<&Self> {
        self.children.iter().find(|child| child.is(keywords))
    }

    /// The first node of this kind at any depth.
    fn find(&self, keywords: &[&str]) -> Option<&Self> {
        self.children.iter().find_map(|child| if child.is(keywords) { Some(child) } else { child.find(keywords) })
    }

    /// The EPSG code the node itself carries.
    fn code(&self) -> Option<u32> {
        let authority = self.child(&["AUTHORITY", "ID"])?;
        let is_epsg = authority.text.first()?.eq_ignore_ascii_case("EPSG");
        authority.text.get(1)?.parse().ok().filter(|_| is_epsg)
    }

    /// The n-th text that is a number.
    fn number(&self, n: usize) -> Option<f64> {
        self.text.iter().filter_map(|text| text.parse().ok()).nth(n)
    }

    fn parameter(&self, names: &[&str]) -> Option<f64> {
        let own = self.children.iter().find(|child| {
            child.keyword == "PARAMETER"
                && child.text.first().is_some_and(|name| names.contains(&letters(name).as_str()))
        });
        match own {
            Some(parameter) => parameter.text.get(1)?.parse().ok(),
            None => self.child(&["CONVERSION"])?.parameter(names),
        }
    }
}

fn skip_spaces(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while rest.next_if(|c| c.is_whitespace()).is_some() {}
}

fn word(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut word = String::new();
    skip_spaces(rest);
    while let Some(c) = rest.next_if(|c| !matches!(c, '[' | '(' | ']' | ')' | ',' | '"') && !c.is_whitespace()) {
        word.push(c);
    }
    skip_spaces(rest);
    word
}

fn quoted(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<String> {
    rest.next();
    let mut text = String::new();
    loop {
        match rest.next()? {
            '"' if rest.next_if_eq(&'"').is_some() => text.push('"'),
            '"' => return Some(text),
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests;
