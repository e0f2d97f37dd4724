//! Real parcels, as published: which shapes are broken, and what becomes of them.

use std::io::Read;

use anyhow::{Context, Result};
use geo_types::{LineString, MultiPolygon, Polygon};
use serde_json::Value;
use spatial_core::geometry::{DefectKind, Geometry, Repair, area, check, repair};

/// In degrees.
const ONE_MICROMETRE_DEG: f64 = 1e-11;

/// Just enough of TopoJSON for polygons: arcs are delta-encoded, `~n` is arc n backwards.
struct Arcs(Vec<Vec<(f64, f64)>>);

impl Arcs {
    fn read(topology: &Value) -> Option<Self> {
        let pair = |value: &Value| Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?));
        let (scale, origin) = (pair(&topology["transform"]["scale"])?, pair(&topology["transform"]["translate"])?);
        let arcs = topology["arcs"].as_array()?.iter().map(|arc| {
            let mut at = (0.0, 0.0);
            let steps = arc.as_array()?.iter().map(|step| {
                let (dx, dy) = pair(step)?;
                at = (at.0 + dx, at.1 + dy);
                Some((at.0 * scale.0 + origin.0, at.1 * scale.1 + origin.1))
            });
            steps.collect::<Option<Vec<_>>>()
        });
        arcs.collect::<Option<Vec<_>>>().map(Self)
    }

    fn ring(&self, arcs: &Value) -> Option<LineString<f64>> {
        let mut points: Vec<(f64, f64)> = Vec::new();
        for arc in arcs.as_array()? {
            let index = arc.as_i64()?;
            let mut next = self.0.get(usize::try_from(if index < 0 { !index } else { index }).ok()?)?.clone();
            if index < 0 {
                next.reverse();
            }
            let is_joined = points.last().is_some() && points.last() == next.first();
            points.extend(next.into_iter().skip(usize::from(is_joined)));
        }
        Some(points.into())
    }

    fn polygon(&self, rings: &Value) -> Option<Polygon<f64>> {
        let mut rings = rings.as_array()?.iter().map(|ring| self.ring(ring)).collect::<Option<Vec<_>>>()?.into_iter();
        Some(Polygon::new(rings.next()?, rings.collect()))
    }

    fn shape(&self, geometry: &Value) -> Option<Geometry> {
        match geometry["type"].as_str()? {
            "Polygon" => self.polygon(&geometry["arcs"]).map(Geometry::Polygon),
            "MultiPolygon" => {
                let parts = geometry["arcs"].as_array()?.iter().map(|rings| self.polygon(rings));
                let mut parts = parts.collect::<Option<Vec<_>>>()?;
                // `250-209` has a second part of one point; readers drop it (GDAL does), so it is no repair.
                parts.retain(|part| part.exterior().0.len() > 1);
                Some(Geometry::MultiPolygon(MultiPolygon(parts)))
            }
            _ => None,
        }
    }
}

fn parcels(path: &std::path::Path) -> Result<Vec<(String, Geometry)>> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path)?).read_to_string(&mut text)?;
    let topology: Value = serde_json::from_str(&text)?;
    let arcs = Arcs::read(&topology).context("arcs")?;
    let geometries = topology["objects"]["ASSESSING_ParcelsFY2014"]["geometries"].as_array().context("geometries")?;
    let all = geometries.iter().map(|geometry| {
        let key = geometry["properties"]["ML"].as_str().unwrap_or_default().to_owned();
        Some((key, arcs.shape(geometry)?))
    });
    all.collect::<Option<Vec<_>>>().context("a shape that is no polygon")
}

/// GEOS calls the same 37 invalid (PostGIS 3.3.2, ST_IsValid).
#[test]
fn of_the_cambridge_parcels_37_are_mended_and_one_is_beyond_it() -> Result<()> {
    let test = "of_the_cambridge_parcels_37_are_mended_and_one_is_beyond_it";
    let Some(path) = system_tests::shared(test, "data/cambridge-ma/ASSESSING_ParcelsFY2014.topojson.gz") else {
        return Ok(());
    };
    let parcels = parcels(&path)?;
    assert_eq!(parcels.len(), 13_116);
    let (mut valid, mut repaired, mut hopeless) = (0, Vec::new(), Vec::new());
    for (key, shape) in parcels {
        let points = vertices(&shape);
        match repair(shape) {
            Repair::Valid(_) => valid += 1,
            Repair::Repaired { geometry, defects } => {
                assert!(check(&geometry).is_empty(), "{key}");
                assert!(area(&geometry).0 > 0.0, "{key}");
                assert!(defects.iter().all(|defect| defect.place.is_some()), "{key}: {defects:?}");
                let is_old = |point: &[f64; 2]| {
                    points.iter().any(|old| (old[0] - point[0]).hypot(old[1] - point[1]) < ONE_MICROMETRE_DEG)
                };
                let crossings = vertices(&geometry).iter().filter(|point| !is_old(point)).count();
                assert!(crossings <= 8, "{key}: {crossings} vertices are new");
                repaired.push(key);
            }
            Repair::Hopeless { defects } => hopeless.push((key, defects)),
        }
    }
    assert_eq!((valid, repaired.len()), (13_078, 37), "{repaired:?}");
    assert!(
        matches!(&hopeless[..], [(key, defects)] if key == "238-80" && defects[0].kind == DefectKind::TooFewPoints),
        "{hopeless:?}"
    );
    Ok(())
}

/// All vertices of a shape of polygons.
fn vertices(shape: &Geometry) -> Vec<[f64; 2]> {
    let rings = |polygon: &Polygon<f64>| {
        std::iter::once(polygon.exterior())
            .chain(polygon.interiors())
            .flat_map(|ring| ring.0.iter().map(|point| [point.x, point.y]))
            .collect::<Vec<_>>()
    };
    match shape {
        Geometry::Polygon(polygon) => rings(polygon),
        Geometry::MultiPolygon(polygons) => polygons.0.iter().flat_map(rings).collect(),
        _ => Vec::new(),
    }
}
