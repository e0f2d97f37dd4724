//! Coordinates from one system to another, by one recorded operation.

use crate::crs::place::EllipsoidPlace;
use crate::crs::transverse_mercator::TransverseMercator;
use crate::crs::{Crs, CrsError, Vn2000Zone, foreign, mercator, vn2000};

/// How coordinates were or will be transformed; recorded with each layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation(pub String);

impl std::fmt::Display for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A transform between two systems. Plain data: cheap to clone, usable from every thread.
#[derive(Debug, Clone)]
pub struct Transform {
    from: Crs,
    to: Crs,
    inward: CrsSide,
    outward: CrsSide,
    route: TransformRoute,
    operation: Operation,
}

/// How a system hangs on WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
enum CrsSide {
    Wgs84,
    WebMercator,
    /// VN-2000 in degrees.
    Vn2000,
    /// A VN-2000 zone in metres.
    Zone(TransverseMercator),
    /// By PROJ.
    Foreign(u32),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum TransformRoute {
    /// Nothing moves.
    Same,
    /// Both sides are VN-2000: no datum shift.
    WithinVn2000,
    /// From the one side to WGS 84, and on to the other.
    ThroughWgs84,
    /// PROJ knows both sides.
    Direct { from: u32, to: u32 },
}

impl Transform {
    /// Prepares the transform. VN-2000 ↔ WGS 84 always runs by EPSG:6960, and everything else reaches VN-2000 through
    /// WGS 84; between two zones of VN-2000 there is no datum shift.
    ///
    /// # Errors
    /// [`CrsError::Local`] if one side is local, [`CrsError::Proj`] if PROJ finds no operation.
    pub fn new(from: Crs, to: Crs) -> Result<Self, CrsError> {
        let (inward, outward) = (CrsSide::of(from)?, CrsSide::of(to)?);
        let route = match (inward, outward) {
            _ if from == to => TransformRoute::Same,
            (CrsSide::Foreign(from), CrsSide::Foreign(to)) => TransformRoute::Direct { from, to },
            _ if inward.is_vn2000() && outward.is_vn2000() => TransformRoute::WithinVn2000,
            _ => TransformRoute::ThroughWgs84,
        };
        let operation = Operation(described(route, inward, outward)?);
        Ok(Self { from, to, inward, outward, route, operation })
    }

    /// Transforms in place; x is easting or longitude. After an error the points before the named one are
    /// transformed, the others are not.
    ///
    /// # Errors
    /// [`CrsError::OutOfArea`] names the first coordinate that cannot be transformed.
    pub fn apply(&self, points: &mut [[f64; 2]]) -> Result<(), CrsError> {
        match self.route {
            TransformRoute::Same => points.iter().try_for_each(|point| self.finite(*point)),
            TransformRoute::WithinVn2000 => {
                self.each(points, |point| self.outward.point_of(self.inward.place_of(point)?))
            }
            TransformRoute::Direct { from, to } => foreign::transform(from, to, points),
            TransformRoute::ThroughWgs84 => self.through_wgs84(points),
        }
    }

    /// Appends the drawing point (see [`crate::crs::to_drawing`]) of each point of the source system, whatever the
    /// target is. The hot path of loading a snapshot: nothing is allocated but `out`.
    ///
    /// # Errors
    /// [`CrsError::OutOfArea`] names the first coordinate that cannot be transformed; `out` then holds those before it.
    pub fn to_drawing(&self, points: &[[f64; 2]], out: &mut Vec<[u32; 2]>) -> Result<(), CrsError> {
        out.reserve(points.len());
        match self.inward {
            CrsSide::Zone(grid) => self.draw(points, out, |point| grid.place_of(point).map(drawn_from_vn2000)),
            CrsSide::Vn2000 => {
                self.draw(points, out, |point| EllipsoidPlace::from_degrees(point).map(drawn_from_vn2000))
            }
            CrsSide::Wgs84 => self.draw(points, out, |[lon, lat]| {
                (lon.is_finite() && lat.is_finite()).then(|| mercator::to_drawing(lon, lat.clamp(-90.0, 90.0)))
            }),
            CrsSide::WebMercator => self.draw(points, out, |[x, y]| {
                (x.is_finite() && y.is_finite()).then(|| mercator::drawing_of_metres([x, y]))
            }),
            CrsSide::Foreign(code) => {
                let mut degrees = points.to_vec();
                foreign::transform(code, 4326, &mut degrees)?;
                self.draw(&degrees, out, |[lon, lat]| Some(mercator::to_drawing(lon, lat)))
            }
        }
    }

    /// What is recorded with the layer, e.g. `EPSG:6960`.
    pub fn operation(&self) -> &Operation {
        &self.operation
    }

    /// The source system.
    pub fn source(&self) -> Crs {
        self.from
    }

    /// The target system.
    pub fn target(&self) -> Crs {
        self.to
    }

    fn through_wgs84(&self, points: &mut [[f64; 2]]) -> Result<(), CrsError> {
        match (self.inward, self.outward) {
            (CrsSide::Wgs84, CrsSide::WebMercator) => self.each(points, mercator::to_metres),
            (CrsSide::WebMercator, CrsSide::Wgs84) => self.each(points, mercator::to_degrees),
            (CrsSide::Foreign(code), outward) => {
                foreign::transform(code, 4326, points)?;
                if outward == CrsSide::Wgs84 {
                    return Ok(());
                }
                self.each(points, |degrees| outward.out_of_wgs84(EllipsoidPlace::from_degrees(degrees)?))
            }
            (inward, CrsSide::Foreign(code)) => {
                if inward != CrsSide::Wgs84 {
                    self.each(points, |point| Some(inward.into_wgs84(point)?.to_degrees()))?;
                }
                foreign::transform(4326, code, points)
            }
            (inward, outward) => self.each(points, |point| outward.out_of_wgs84(inward.into_wgs84(point)?)),
        }
    }

    #[inline]
    fn each(&self, points: &mut [[f64; 2]], moved: impl Fn([f64; 2]) -> Option<[f64; 2]>) -> Result<(), CrsError> {
        for point in points {
            *point = moved(*point).ok_or_else(|| self.out_of_area(*point))?;
        }
        Ok(())
    }

    #[inline]
    fn draw(
        &self,
        points: &[[f64; 2]],
        out: &mut Vec<[u32; 2]>,
        drawn: impl Fn([f64; 2]) -> Option<[u32; 2]>,
    ) -> Result<(), CrsError> {
        for &point in points {
            out.push(drawn(point).ok_or_else(|| self.out_of_area(point))?);
        }
        Ok(())
    }

    fn finite(&self, point: [f64; 2]) -> Result<(), CrsError> {
        if point[0].is_finite() && point[1].is_finite() { Ok(()) } else { Err(self.out_of_area(point)) }
    }

    fn out_of_area(&self, [x, y]: [f64; 2]) -> CrsError {
        CrsError::OutOfArea { x, y, crs: self.from.to_string() }
    }
}

#[inline]
fn drawn_from_vn2000(place: EllipsoidPlace) -> [u32; 2] {
    mercator::drawing_of(vn2000::to_wgs84(place))
}

impl CrsSide {
    fn of(crs: Crs) -> Result<Self, CrsError> {
        let Crs::Epsg(code) = crs else { return Err(CrsError::Local) };
        Ok(match code {
            4326 => Self::Wgs84,
            3857 => Self::WebMercator,
            vn2000::GEOGRAPHIC => Self::Vn2000,
            _ => Vn2000Zone::by_code(code).map_or(Self::Foreign(code), |zone| Self::Zone(zone.grid())),
        })
    }

    fn is_vn2000(self) -> bool {
        matches!(self, Self::Vn2000 | Self::Zone(_))
    }

    /// The place on the side's own datum.
    #[inline]
    fn place_of(self, point: [f64; 2]) -> Option<EllipsoidPlace> {
        match self {
            Self::Zone(grid) => grid.place_of(point),
            Self::WebMercator => EllipsoidPlace::from_degrees(mercator::to_degrees(point)?),
            Self::Wgs84 | Self::Vn2000 | Self::Foreign(_) => EllipsoidPlace::from_degrees(point),
        }
    }

    #[inline]
    fn point_of(self, place: EllipsoidPlace) -> Option<[f64; 2]> {
        match self {
            Self::Zone(grid) => grid.point_of(place),
            Self::WebMercator => mercator::to_metres(place.to_degrees()),
            Self::Wgs84 | Self::Vn2000 | Self::Foreign(_) => Some(place.to_degrees()),
        }
    }

    #[inline]
    fn into_wgs84(self, point: [f64; 2]) -> Option<EllipsoidPlace> {
        let place = self.place_of(point)?;
        Some(if self.is_vn2000() { vn2000::to_wgs84(place) } else { place })
    }

    #[inline]
    fn out_of_wgs84(self, place: EllipsoidPlace) -> Option<[f64; 2]> {
        self.point_of(if self.is_vn2000() { vn2000::from_wgs84(place) } else { place })
    }
}

/// The operation in words, and the proof that PROJ can do its part.
fn described(route: TransformRoute, inward: CrsSide, outward: CrsSide) -> Result<String, CrsError> {
    let foreign = match (route, inward, outward) {
        (TransformRoute::Direct { from, to }, ..) => {
            // Drawing goes through WGS 84.
            foreign::operation(from, 4326)?;
            Some(foreign::operation(from, to)?)
        }
        (_, CrsSide::Foreign(code), _) => Some(foreign::operation(code, 4326)?),
        (_, _, CrsSide::Foreign(code)) => Some(foreign::operation(4326, code)?),
        _ => None,
    };
    Ok(match (route, foreign) {
        (TransformRoute::Same, _) => "none (same system)".to_owned(),
        (_, Some(words)) if inward.is_vn2000() || outward.is_vn2000() => format!("EPSG:6960; PROJ: {words}"),
        (_, Some(words)) => format!("PROJ: {words}"),
        (TransformRoute::ThroughWgs84, None) if inward.is_vn2000() || outward.is_vn2000() => "EPSG:6960".to_owned(),
        _ => "none (same datum)".to_owned(),
    })
}

#[cfg(test)]
mod tests;
