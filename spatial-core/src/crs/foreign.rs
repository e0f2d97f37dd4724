//! Everything we leave to PROJ: reference systems other than VN-2000, WGS 84 and Web Mercator.
//!
//! PROJ objects belong to the thread that made them, and making one costs 6–30 ms, so each thread keeps its own.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

use proj::Proj;
use proj::wkt::WktVersion;

use crate::crs::{CrsError, CrsInfo};

/// Projection methods that WKT 1 can name; for others PROJ has no WKT 1 and we give WKT 2.
const WKT1_METHODS: [&str; 12] = [
    "Transverse Mercator",
    "Lambert Conic Conformal (1SP)",
    "Lambert Conic Conformal (2SP)",
    "Mercator (variant A)",
    "Mercator (variant B)",
    "Albers Equal Area",
    "Lambert Azimuthal Equal Area",
    "Oblique Stereographic",
    "Polar Stereographic (variant A)",
    "Polar Stereographic (variant B)",
    "Hotine Oblique Mercator (variant B)",
    "Cassini-Soldner",
];

/// Name, WKT and kind of a two-dimensional system (or the two-dimensional face of a compound one); `None` if PROJ
/// knows the code not at all or as something else (an ellipsoid, a datum, an operation, a geocentric system).
pub(crate) fn info(code: u32) -> Option<CrsInfo> {
    static KNOWN: Mutex<Option<HashMap<u32, Option<CrsInfo>>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_with(HashMap::new);
    // Codes come from files and requests: what is remembered is bounded by EPSG's code space in practice, and here.
    if known.len() > 1000 {
        known.clear();
    }
    known.entry(code).or_insert_with(|| described(code)).clone()
}

fn described(code: u32) -> Option<CrsInfo> {
    let system = Proj::new(&format!("EPSG:{code}")).ok()?;
    let json = system.to_projjson(Some(false), None, None).ok()?;
    let kind = member(&json, "\"type\":")?;
    let is_geographic = match kind.as_str() {
        "GeographicCRS" => true,
        "ProjectedCRS" | "CompoundCRS" => false,
        _ => return None,
    };
    let method = json.find("\"method\":").and_then(|at| member(&json[at..], "\"name\":"));
    let has_wkt1 = match kind.as_str() {
        // Two axes: WKT 1 has no ellipsoidal height.
        "GeographicCRS" => !json.contains("\"Ellipsoidal height\""),
        "ProjectedCRS" => method.is_some_and(|method| WKT1_METHODS.contains(&method.as_str())),
        _ => false,
    };
    let version = if has_wkt1 { WktVersion::Wkt1_Gdal } else { WktVersion::Wkt2_2019 };
    let wkt = system.as_wkt(Some(version), None).ok()?;
    Some(CrsInfo { name: member(&json, "\"name\":")?, wkt: on_one_line(&wkt), is_geographic })
}

/// The first string after a member name in PROJ's own JSON.
fn member(json: &str, name: &str) -> Option<String> {
    let (_, rest) = json.split_once(name)?;
    rest.split('"').nth(1).map(str::to_owned)
}

fn on_one_line(wkt: &str) -> String {
    wkt.lines().map(str::trim).collect()
}

thread_local! {
    static MADE: RefCell<HashMap<(u32, u32), Rc<Proj>>> = RefCell::new(HashMap::new());
}

/// So many PROJ transforms are kept per thread; one is some tens of kilobytes.
const MOST_KEPT: usize = 64;

fn between(from: u32, to: u32) -> Result<Rc<Proj>, CrsError> {
    if let Some(found) = MADE.with_borrow(|made| made.get(&(from, to)).cloned()) {
        return Ok(found);
    }
    let (from_text, to_text) = (format!("EPSG:{from}"), format!("EPSG:{to}"));
    let made = Proj::new_known_crs(&from_text, &to_text, None).map_err(|source| CrsError::Proj {
        from: from_text,
        to: to_text,
        source: Box::new(source),
    })?;
    let made = Rc::new(made);
    MADE.with_borrow_mut(|kept| {
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert((from, to), Rc::clone(&made));
    });
    Ok(made)
}

/// Proves that PROJ can transform between the two systems, and says in PROJ's words how it does so in the middle of
/// the foreign system's area of use.
pub(crate) fn operation(from: u32, to: u32) -> Result<String, CrsError> {
    let operation = between(from, to)?;
    if let Some(start) = middle(from)? {
        // PROJ chooses among several operations with the first point.
        let _ = operation.convert((start[0], start[1]));
    }
    let info = operation.proj_info();
    Ok(info.description.filter(|text| !text.is_empty()).or(info.definition).unwrap_or_default())
}

/// The middle of a system's area of use in its own coordinates.
fn middle(code: u32) -> Result<Option<[f64; 2]>, CrsError> {
    let Ok(system) = Proj::new(&format!("EPSG:{code}")) else { return Ok(None) };
    let Ok((Some(area), _)) = system.area_of_use() else { return Ok(None) };
    let east = if area.east < area.west { area.east + 360.0 } else { area.east };
    let centre = ((area.west + east) / 2.0, (area.south + area.north) / 2.0);
    if code == 4326 {
        return Ok(Some([centre.0, centre.1]));
    }
    Ok(between(4326, code)?.convert(centre).ok().map(|(x, y)| [x, y]))
}

/// Transforms in place through PROJ.
pub(crate) fn transform(from: u32, to: u32, points: &mut [[f64; 2]]) -> Result<(), CrsError> {
    let operation = between(from, to)?;
    for point in points {
        let [x, y] = *point;
        match operation.convert((x, y)) {
            Ok((new_x, new_y)) if new_x.is_finite() && new_y.is_finite() => *point = [new_x, new_y],
            _ => return Err(CrsError::OutOfArea { x, y, crs: format!("EPSG:{from}") }),
        }
    }
    Ok(())
}
