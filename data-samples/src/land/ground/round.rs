//! Corners cut, as a hand would draw the edge of a wood: Chaikin's corner cutting, sums and products only.

use crate::terrain::PlanePoint;
use crate::terrain::flat::between;

/// A closed ring (its first corner not repeated) with each corner cut, so many times.
pub(super) fn rounded(ring: &[PlanePoint], times: u32) -> Vec<PlanePoint> {
    (0..times).fold(ring.to_vec(), |ring, _| {
        let next = ring.iter().skip(1).chain(ring.first());
        ring.iter().zip(next).flat_map(|(&from, &to)| [between(from, to, 0.25), between(from, to, 0.75)]).collect()
    })
}

/// A line whose ends stay where they are.
pub(super) fn eased(line: &[PlanePoint], times: u32) -> Vec<PlanePoint> {
    (0..times).fold(line.to_vec(), |line, _| {
        let cut = line.windows(2).flat_map(|pair| [between(pair[0], pair[1], 0.25), between(pair[0], pair[1], 0.75)]);
        line.first().copied().into_iter().chain(cut).chain(line.last().copied()).collect()
    })
}
