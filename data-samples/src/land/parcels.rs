//! Parcels with what a cadastral register says of them, district by district: one map sheet each.

use geo_types::{Geometry, Polygon};
use spatial_core::crs::Transform;
use spatial_core::geometry;
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::dice::{Dice, Purpose};
use crate::error::SampleError;
use crate::fabric::{District, Plot, WayName};
use crate::land::geohash::geohash;
use crate::land::names::{LEASES, ORIGINS, WARDS};
use crate::site::Site;
use crate::terrain::Lattice;

/// All parcels of a district.
///
/// # Errors
/// [`SampleError::Crs`] if the district's coordinates cannot be transformed.
pub(crate) fn parcels(lattice: &Lattice, to_wgs84: &Transform, site: &Site) -> Result<Vec<Staged>, SampleError> {
    let district = District::new(lattice, site.cell);
    let mut plots = district.plots(lattice);
    plots.truncate(site.parcels);
    let mut inner: Vec<[f64; 2]> = plots.iter().map(|plot| [plot.inner.x, plot.inner.y]).collect();
    to_wgs84.apply(&mut inner)?;
    let names = district.names(lattice);
    let mut dice = Dice::at(lattice.seed, Purpose::Record, site.cell.i, site.cell.j);
    let (ma_xa, ward, ..) = WARDS[site.ward];
    let numbered = (1_i64..).zip(plots.into_iter().zip(inner));
    Ok(numbered
        .map(|(so_thua, (plot, [lon, lat]))| {
            let address = address(&district, &plot, &names, ward);
            let Plot { ring, land_use, .. } = plot;
            let shape = Geometry::Polygon(Polygon::new(ring.into(), Vec::new()));
            let (origin, registered) = register(land_use, geometry::area(&shape).0, &mut dice);
            let values = vec![
                Value::text(ma_xa),
                Value::Integer(site.sheet),
                Value::Integer(so_thua),
                Value::text(geohash(lon, lat)),
                Value::text(address),
                Value::text(land_use),
                Value::Real(registered),
                origin,
            ];
            Staged::new(Some(shape), values)
        })
        .collect())
}

/// House number, street and ward, as on a letter; a lot behind another has a number of its own behind the other's.
pub(crate) fn address(district: &District, plot: &Plot, names: &[WayName], ward: &str) -> String {
    let number = district.house(plot.way, plot.inner, district.is_even(plot.way, plot.inner));
    let WayName { street, before, full } = &names[plot.way];
    match plot.stand {
        Some(stand) if stand.is_landlocked => format!("{before}{number}/1 {street}, {ward}"),
        Some(_) => format!("{before}{number} {street}, {ward}"),
        None => format!("{full}, {ward}"),
    }
}

/// Origin of the right, and the registered area: nearly the grid area, as old surveys are; 0.1 m².
fn register(land_use: &str, grid_area: f64, dice: &mut Dice) -> (Value, f64) {
    let error = if dice.chance(5) { 0.04 } else { 0.006 };
    let registered = (grid_area * (1.0 + dice.between(-error, error)) * 10.0).round() / 10.0;
    let origin = match land_use {
        "TMD" | "SKC" | "SKK" => Value::text(dice.pick(&LEASES)),
        "BCS" | "SON" | "MVB" => Value::Null,
        _ => Value::text(dice.pick(&ORIGINS)),
    };
    (origin, registered)
}
