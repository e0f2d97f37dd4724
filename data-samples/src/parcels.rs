//! Parcels with what a cadastral register says of them, district by district: one map sheet each.

use geo_types::{Geometry, Polygon};
use spatial_core::crs::Transform;
use spatial_core::geometry;
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::Site;
use crate::dice::{Dice, Purpose};
use crate::district::District;
use crate::error::SampleError;
use crate::geohash::geohash;
use crate::lattice::Lattice;
use crate::lots::Plot;
use crate::names::{LEASES, ORIGINS, WARDS};

/// All parcels of a district.
///
/// # Errors
/// [`SampleError::Crs`] if the district's coordinates cannot be transformed.
pub(crate) fn parcels(lattice: &Lattice, to_wgs84: &Transform, site: &Site) -> Result<Vec<Staged>, SampleError> {
    let district = District::new(lattice, site.cell);
    let mut plots = district.plots();
    plots.truncate(site.parcels);
    let shapes: Vec<Polygon<f64>> = plots.iter().map(|plot| district.to_ground(&plot.ring)).collect();
    let mut inner: Vec<[f64; 2]> = plots.iter().map(|plot| inner_point(&district, plot)).collect();
    to_wgs84.apply(&mut inner)?;
    let names: Vec<(String, String)> =
        (0..=district.last_street()).map(|number| district.street_name(lattice, number)).collect();
    let mut dice = Dice::at(lattice.seed, Purpose::Record, site.cell.i, site.cell.j);
    let (ma_xa, ward, _) = WARDS[site.ward];
    let numbered = (1_i64..).zip(plots.iter().zip(shapes).zip(inner));
    Ok(numbered
        .map(|(so_thua, ((plot, shape), [lon, lat]))| {
            let shape = Geometry::Polygon(shape);
            let (origin, registered) = register(plot, geometry::area(&shape).0, &mut dice);
            let values = vec![
                Value::text(ma_xa),
                Value::Integer(site.sheet),
                Value::Integer(so_thua),
                Value::text(geohash(lon, lat)),
                Value::text(address(&district, plot, &names, ward)),
                Value::text(plot.land_use),
                Value::Real(registered),
                origin,
            ];
            Staged { geometry: Some(shape), values }
        })
        .collect())
}

/// A point well inside: the mean of the corners of a convex shape.
fn inner_point(district: &District, plot: &Plot) -> [f64; 2] {
    let (mut s, mut t, mut count) = (0.0, 0.0, 0.0);
    for corner in &plot.ring {
        s += corner[0];
        t += corner[1];
        count += 1.0;
    }
    let point = district.point([s / count, t / count]);
    [point.x, point.y]
}

/// House number, street and ward, as on a letter.
fn address(district: &District, plot: &Plot, names: &[(String, String)], ward: &str) -> String {
    let is_main = plot.street == 0 || plot.street == district.last_street();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 240 m")]
    let place = (plot.along / 3.2) as usize;
    let offset = if is_main { district.house_offset() } else { 0 };
    let number = offset + 2 * place + if plot.even { 2 } else { 1 };
    let (street, before) = &names[plot.street];
    format!("{before}{number} {street}, {ward}")
}

/// Origin of the right, and the registered area: nearly the grid area, as old surveys are; 0.1 m².
fn register(plot: &Plot, grid_area: f64, dice: &mut Dice) -> (Value, f64) {
    let error = if dice.chance(5) { 0.04 } else { 0.006 };
    let registered = (grid_area * (1.0 + dice.between(-error, error)) * 10.0).round() / 10.0;
    let origin = match plot.land_use {
        "TMD" | "SKC" => Value::text(dice.pick(&LEASES)),
        "BCS" => Value::Null,
        _ => Value::text(dice.pick(&ORIGINS)),
    };
    (origin, registered)
}
