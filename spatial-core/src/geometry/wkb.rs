//! Well-known binary (OGC 06-103r4 §8), little-endian out, both orders in; two dimensions kept, Z and M dropped with a flag.

use crate::geometry::Geometry;

/// Deepest nesting of collections we read; real data has one level.
pub const MAX_DEPTH: usize = 8;

/// Why bytes are no shape.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WkbError {
    /// The bytes end before the shape does.
    #[error("WKB ends at byte {at}")]
    Truncated {
        /// Offset of the missing byte.
        at: usize,
    },
    /// A type number we do not read (curves, surfaces).
    #[error("WKB type {code} is not supported")]
    UnsupportedType {
        /// As found.
        code: u32,
    },
    /// Collections within collections beyond [`MAX_DEPTH`].
    #[error("WKB nests deeper than {MAX_DEPTH} levels")]
    TooDeep,
}

/// Appends the shape to `out`.
pub fn write(geometry: &Geometry, out: &mut Vec<u8>) {
    let _ = (geometry, out);
    unimplemented!()
}

/// Reads ISO WKB or EWKB.
///
/// # Errors
/// [`WkbError`], never a panic, and never more memory than the bytes themselves justify.
pub fn read(bytes: &[u8]) -> Result<Geometry, WkbError> {
    let _ = bytes;
    unimplemented!()
}
