//! The way to the database: its address (`address`), the primary and its standbys (`sources`), and who may do what there (`roles`).

pub(super) mod address;
pub(super) mod roles;
pub(super) mod sources;
