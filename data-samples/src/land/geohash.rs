//! The 12-character GeoHash that is a Vietnamese parcel's legal identifier.

const ALPHABET: &[u8; 32] = b"0123456789bcdefghjkmnpqrstuvwxyz";
const BITS: u32 = 30;

/// The GeoHash of a WGS 84 longitude and latitude in degrees; a cell is 37 × 19 mm at the equator.
pub(crate) fn geohash(lon: f64, lat: f64) -> String {
    let (x, y) = (share(lon, 180.0), share(lat, 90.0));
    let bits = (0..BITS).rev().fold(0_u64, |bits, at| bits << 2 | (x >> at & 1) << 1 | (y >> at & 1));
    (0..12).rev().map(|at| char::from(ALPHABET[(bits >> (5 * at) & 31) as usize])).collect()
}

/// Where a degree lies between −most and most, in 2^-30 of the whole.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 0..1 times 2^30")]
fn share(degrees: f64, most: f64) -> u64 {
    ((degrees + most) / (2.0 * most) * f64::from(1_u32 << BITS)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_places_have_their_known_hash() {
        assert_eq!(geohash(-5.6, 42.6), "ezs42e44yx96");
        assert!(geohash(107.0843, 10.3460).starts_with("w3u4ug2mv"));
    }
}
