//! How large one record may be; what a single format or file may be beyond that is said where it is read.

/// Longest text or binary of one record, in bytes: four times the largest administrative boundary at full detail (8 MB), and small
/// enough to be held some seven times over on its way into the store.
pub const MAX_RECORD_BYTES: usize = 32 << 20;

/// Most vertices of one geometry: twenty times the most detailed provincial boundary, and still mended within a few hundred MB.
pub const MAX_VERTICES: usize = 2_000_000;

/// Collections within collections; GDAL and PostGIS write one level.
pub(crate) const MAX_COLLECTION_DEPTH: usize = 8;
