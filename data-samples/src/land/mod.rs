//! What stands in registers: streets with names, parcels, buildings, wards; and the ground around them, the base map.

pub(super) mod buildings;
pub(super) mod geohash;
pub(super) mod ground;
pub(super) mod names;
pub(super) mod parcels;
pub(super) mod streets;
pub(super) mod wards;

/// The name of a ward.
pub(crate) fn ward_name(ward: usize) -> Option<&'static str> {
    names::WARDS.get(ward).map(|(_, name, ..)| *name)
}

/// The code of a ward.
pub(crate) fn ward_code(ward: usize) -> Option<&'static str> {
    names::WARDS.get(ward).map(|(code, ..)| *code)
}
