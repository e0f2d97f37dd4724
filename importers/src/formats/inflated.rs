//! How much a packed file may unpack to: few bytes that become gigabytes are an attack or a mistake, and nobody is to wait for them.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};

/// Most bytes that one packed byte may become. Tables of mostly blanks reach 200, GeoJSON 40; the method itself ends at 1,032.
pub(super) const MOST_TIMES: u64 = 500;
/// Below so many bytes nobody counts.
const HARMLESS: u64 = 64 << 20;

/// The error of a stream that unpacks to more than it may.
#[derive(Debug, thiserror::Error)]
#[error("unpacks to more than {times} times its size")]
pub(super) struct Inflated {
    /// Our limit.
    pub(super) times: u64,
}

/// Watches over a stream while it is unpacked.
pub(super) struct Inflating<'a, R> {
    inner: R,
    /// Packed bytes taken so far, by all who read them; and before this stream.
    packed: &'a AtomicU64,
    before: u64,
    unpacked: u64,
}

impl<'a, R: Read> Inflating<'a, R> {
    /// `packed` counts what `inner` takes, and stood at `before` when it began.
    pub(super) fn new(inner: R, packed: &'a AtomicU64, before: u64) -> Self {
        Self { inner, packed, before, unpacked: 0 }
    }
}

impl<R: Read> Read for Inflating<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.unpacked += count as u64;
        let packed = self.packed.load(Ordering::Relaxed).saturating_sub(self.before);
        match is_too_much(self.unpacked, packed) {
            true => Err(io::Error::other(Inflated { times: MOST_TIMES })),
            false => Ok(count),
        }
    }
}

/// True if so many packed bytes cannot honestly have become so many.
pub(super) fn is_too_much(unpacked: u64, packed: u64) -> bool {
    unpacked > HARMLESS && unpacked / MOST_TIMES > packed
}
