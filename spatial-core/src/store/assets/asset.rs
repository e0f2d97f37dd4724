//! A file that is kept: what it is called, how large it may be, and how long it stays when nobody names it.

use std::time::{Duration, SystemTime};

use crate::store::assets::AssetHash;

/// A file that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Of its bytes.
    pub hash: AssetHash,
    /// How many it has.
    pub bytes: u64,
}

/// Most bytes of a file: 256 MB. The sheets of a province's plan, scanned at 400 dpi, stay below 200 MB; what is larger is a raster and
/// wants tiles.
pub const MOST_ASSET_BYTES: u64 = 256 << 20;

/// A file is written and read in pieces of so many bytes, which bounds what one of them takes of memory: some pieces.
pub(in crate::store) const PIECE: usize = 1 << 20;

/// A file that no row names is kept for so long: whoever put it has that time to name it, and an upload to come to its end.
pub(in crate::store) const GRACE: Duration = Duration::from_secs(24 * 3600);

/// True if what was last put, or written, at this moment may be removed.
pub(in crate::store) fn is_past_grace(at: SystemTime, now: SystemTime) -> bool {
    now.duration_since(at).is_ok_and(|age| age > GRACE)
}
