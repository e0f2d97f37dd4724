//! The flat system of metres in which lines and points are joined, and the way there.
//!
//! Tolerances are metres: where the tables are in a grid, all is joined in it; else in the grid of the file, or else of the store's own layers.
//! Data in degrees are joined in the nearest zone of VN-2000, abroad in one of UTM.

use geo_types::{Coord, LineString, MultiLineString};
use network::Spot;
use spatial_core::crs::{Crs, Transform, ZONES};
use spatial_core::geometry::Geometry;
use spatial_core::layer::Layer;

use super::rows::Rows;
use crate::network::error::NetworkError;
use crate::network::tables::{Tables, grid};

/// Zones of three degrees have this scale; those of six are too wide for a city's own metres.
const NARROW: f64 = 0.9999;
/// Farther from the meridian of a zone than this, in degrees, a metre of it is none: the data lie abroad.
const MOST_ASIDE: f64 = 3.0;
/// Metres that are none, away from the equator.
const WEB_MERCATOR: Crs = Crs::Epsg(3857);
/// The place of what lies nowhere.
const NOWHERE: Spot = [f64::NAN, f64::NAN];

/// The system in which the lines of a file are joined.
pub(super) fn of_file(lines: &Rows, layers: &[Layer]) -> Result<Crs, NetworkError> {
    if lines.crs == Crs::Local {
        return Ok(Crs::Local);
    }
    let tables = Tables::of(layers, lines.crs)?.crs;
    let known = [Some(tables), Some(lines.crs), grid(layers)];
    if let Some(crs) = known.into_iter().flatten().find(|crs| is_flat(*crs)) {
        return Ok(crs);
    }
    let first = lines.features.iter().find_map(|feature| any_place(feature.geometry.as_ref()?));
    nearest(lines.crs, first)
}

/// The system in which something of a system is joined; `first` is one of its places.
pub(super) fn of_system(crs: Crs, first: Option<Spot>) -> Result<Crs, NetworkError> {
    if is_flat(crs) { Ok(crs) } else { nearest(crs, first) }
}

fn is_flat(crs: Crs) -> bool {
    !matches!(crs, Crs::Local | WEB_MERCATOR) && crs.info().is_ok_and(|info| !info.is_geographic)
}

/// The narrow zone that is nearest to a place.
fn nearest(crs: Crs, first: Option<Spot>) -> Result<Crs, NetworkError> {
    let mut at = [first.unwrap_or([106.0, 16.0])];
    if first.is_some() {
        let onto = Transform::new(crs, Crs::WGS84).map_err(NetworkError::Crs)?;
        onto.apply(&mut at).map_err(NetworkError::Crs)?;
    }
    let [[lon, lat]] = at;
    let aside = |meridian: f64| (meridian - lon).abs();
    let narrow = ZONES.iter().filter(|zone| (zone.scale - NARROW).abs() < 1e-9);
    let zone = narrow.min_by(|one, other| aside(one.central_meridian).total_cmp(&aside(other.central_meridian)));
    Ok(match zone {
        Some(zone) if aside(zone.central_meridian) <= MOST_ASIDE => Crs::Epsg(zone.epsg),
        _ => utm(lon, lat),
    })
}

/// The zone of UTM (WGS 84) a place is in.
fn utm(lon: f64, lat: f64) -> Crs {
    let zone = (1..=60).find(|zone| lon < f64::from(*zone).mul_add(6.0, -180.0)).unwrap_or(60);
    Crs::Epsg(if lat < 0.0 { 32_700 } else { 32_600 } + zone)
}

/// Any place of a shape of lines or points.
pub(super) fn any_place(geometry: &Geometry) -> Option<Spot> {
    match geometry {
        Geometry::Point(point) => Some([point.x(), point.y()]),
        Geometry::MultiPoint(points) => points.0.first().map(|point| [point.x(), point.y()]),
        Geometry::LineString(line) => line.0.first().map(|at| [at.x, at.y]),
        Geometry::MultiLineString(lines) => lines.0.first()?.0.first().map(|at| [at.x, at.y]),
        _ => None,
    }
}

/// The way from a file's coordinates to the plane.
pub(super) struct Onto(Option<Transform>);

impl Onto {
    pub(super) fn new(from: Crs, plane: Crs) -> Result<Self, NetworkError> {
        let transform = || Transform::new(from, plane).map_err(NetworkError::Crs);
        Ok(Self(if from == plane { None } else { Some(transform()?) }))
    }

    /// A line or several in the plane; none for other shapes, or beyond the reach of the systems.
    pub(super) fn line(&self, geometry: &Geometry) -> Option<Geometry> {
        match geometry {
            Geometry::LineString(line) => self.course(line).map(Into::into),
            Geometry::MultiLineString(lines) => {
                let lines: Option<Vec<LineString>> = lines.0.iter().map(|line| self.course(line)).collect();
                lines.map(|lines| MultiLineString(lines).into())
            }
            Geometry::Line(line) => self.course(&LineString(vec![line.start, line.end])).map(Into::into),
            _ => None,
        }
    }

    /// Where a point lies in the plane; nowhere for other shapes, or beyond the reach of the systems.
    pub(super) fn spot(&self, geometry: Option<&Geometry>) -> Spot {
        let place = match geometry {
            Some(Geometry::Point(point)) => Some([point.x(), point.y()]),
            Some(Geometry::MultiPoint(points)) if points.0.len() == 1 => Some([points.0[0].x(), points.0[0].y()]),
            _ => None,
        };
        let Some(place) = place else { return NOWHERE };
        let mut place = [place];
        let is_there = self.0.as_ref().is_none_or(|way| way.apply(&mut place).is_ok());
        if is_there { place[0] } else { NOWHERE }
    }

    fn course(&self, line: &LineString) -> Option<LineString> {
        let Some(way) = &self.0 else { return Some(line.clone()) };
        let mut places: Vec<Spot> = line.0.iter().map(|at| [at.x, at.y]).collect();
        way.apply(&mut places).ok()?;
        Some(LineString(places.into_iter().map(Coord::from).collect()))
    }
}
