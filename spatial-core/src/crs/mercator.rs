//! Web Mercator and the drawing grid: the whole Mercator square on unsigned 32 bits, y down.

/// Longitude/latitude (WGS 84 degrees) to the drawing grid; one unit is 9.3 mm at the equator. Clamped to the square.
pub fn to_drawing(lon: f64, lat: f64) -> [u32; 2] {
    let _ = (lon, lat);
    unimplemented!()
}

/// The centre of a drawing unit as longitude/latitude in WGS 84 degrees.
pub fn from_drawing(point: [u32; 2]) -> (f64, f64) {
    let _ = point;
    unimplemented!()
}
