//! The city from above, as a picture to lie below its plans: drawn from its own parcels, streets and buildings with a hand that repeats itself.
//! Nobody's photograph, and an archive of tiles (PMTiles 3) as an orthophoto would be.

mod archive;
mod canvas;
mod materials;

use std::path::Path;

use geo_types::{Geometry, LineString, Polygon};
use spatial_core::layer::{FeatureId, Value};

use crate::city::City;
use crate::error::SampleError;
use crate::layers::SampleLayer;
use crate::write::photo::canvas::{Canvas, Frame, Spot};
use crate::write::photo::materials::Material;

/// How far the light throws the shadow of a house, in metres to the east and the south.
const SHADOW_M: [f64; 2] = [1.8, 1.8];
/// One tree on so many square metres of a garden or a park.
const GROUND_OF_A_TREE_M2: f64 = 45.0;
/// A crown, in metres.
const CROWN_M: f64 = 2.2;

/// Draws the city and writes the picture.
///
/// The finest zoom is the one at which the whole city takes some 20 million points: 19 for a ward, 15 for 300 km².
///
/// # Errors
/// [`SampleError::Photo`] if the file cannot be written.
pub fn photo(city: &City, path: &Path) -> Result<(), SampleError> {
    let mut canvas = Canvas::of(frame(city)?);
    canvas.grow(city.lattice().seed);
    streets(city, &mut canvas)?;
    parcels(city, &mut canvas)?;
    houses(city, &mut canvas)?;
    archive::write(canvas, path)
        .map_err(|source| SampleError::Photo { path: path.to_owned(), source: Box::new(source) })
}

/// The box around all parcels.
fn frame(city: &City) -> Result<Frame, SampleError> {
    let mut frame = Frame::default();
    each(city, SampleLayer::Parcels, |geometry, _| {
        rings(geometry).try_for_each(|ring| {
            drawn(city, ring)?.into_iter().for_each(|spot| frame.include(spot));
            Ok(())
        })
    })?;
    Ok(frame)
}

fn streets(city: &City, canvas: &mut Canvas) -> Result<(), SampleError> {
    let is_wide = |values: &[Value]| matches!(values.get(3), Some(Value::Real(width)) if *width > 11.0);
    each(city, SampleLayer::Streets, |geometry, values| {
        let (Geometry::LineString(line), Some(Value::Real(width))) = (geometry, values.get(2)) else { return Ok(()) };
        let course = drawn(city, line)?;
        canvas.stroke(&course, *width, Material::Pavement);
        canvas.stroke(&course, width * 0.62, if is_wide(values) { Material::Asphalt } else { Material::Lane });
        Ok(())
    })
}

fn parcels(city: &City, canvas: &mut Canvas) -> Result<(), SampleError> {
    let layer = city.layer(SampleLayer::Parcels);
    let use_at = layer.schema.position("loai_dat").unwrap_or_default();
    let mut id = 0;
    each(city, SampleLayer::Parcels, |geometry, values| {
        id += 1;
        let land_use = match values.get(use_at) {
            Some(Value::Text(text)) => &**text,
            _ => "",
        };
        let ground = Material::of_use(land_use);
        for polygon in polygons(geometry) {
            let rings = all_rings(city, polygon)?;
            canvas.fill(&rings, ground);
            if ground.has_trees() {
                canvas.plant(&rings, (FeatureId(id), GROUND_OF_A_TREE_M2, CROWN_M));
            }
        }
        Ok(())
    })
}

fn houses(city: &City, canvas: &mut Canvas) -> Result<(), SampleError> {
    let mut id = 0;
    each(city, SampleLayer::Buildings, |geometry, _| {
        id += 1;
        for polygon in polygons(geometry) {
            let rings = all_rings(city, polygon)?;
            canvas.fill(&canvas.moved(&rings, SHADOW_M), Material::Shadow);
            canvas.fill(&rings, Material::roof(id));
        }
        Ok(())
    })
}

/// Visits the features of a layer.
fn each(
    city: &City,
    layer: SampleLayer,
    mut visit: impl FnMut(&Geometry, &[Value]) -> Result<(), SampleError>,
) -> Result<(), SampleError> {
    for batch in city.batches(layer) {
        for staged in batch? {
            if let Some(geometry) = &staged.geometry {
                visit(geometry, &staged.values)?;
            }
        }
    }
    Ok(())
}

fn polygons(geometry: &Geometry) -> &[Polygon] {
    match geometry {
        Geometry::Polygon(polygon) => std::slice::from_ref(polygon),
        Geometry::MultiPolygon(polygons) => &polygons.0,
        _ => &[],
    }
}

fn rings(geometry: &Geometry) -> impl Iterator<Item = &LineString> {
    polygons(geometry).iter().map(Polygon::exterior)
}

fn all_rings(city: &City, polygon: &Polygon) -> Result<Vec<Vec<Spot>>, SampleError> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(|ring| drawn(city, ring)).collect()
}

/// A line on the drawing grid.
fn drawn(city: &City, line: &LineString) -> Result<Vec<Spot>, SampleError> {
    let points: Vec<[f64; 2]> = line.coords().map(|at| [at.x, at.y]).collect();
    let mut out = Vec::with_capacity(points.len());
    city.to_wgs84().to_drawing(&points, &mut out)?;
    Ok(out.into_iter().map(|at| at.map(f64::from)).collect())
}

#[cfg(test)]
mod tests;
