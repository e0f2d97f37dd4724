//! What is wrong with lines once they are joined: `twins` and `overlaps` lie in one place, `pairs` finds what crosses, `gaps` looks around
//! dangling ends, `parts` asks what hangs together with a source.

mod gaps;
mod overlaps;
mod pairs;
mod parts;
mod twins;

use crate::join::finding::JoinFinding;
use crate::join::net::Laid;

/// All of them; true if not everything was compared. Takes n log n of segments where data are as streets are, and stops where they are not.
pub(super) fn check(laid: &Laid<'_>, findings: &mut Vec<JoinFinding>) -> bool {
    let copies = twins::twins(laid, findings);
    let mut pairs = pairs::pairs(laid, &copies);
    let overlaps = overlaps::overlaps(laid, &mut pairs.shared, findings);
    pairs.crossings.retain(|cross| !overlaps.hold(cross));
    let is_spent = gaps::gaps(laid, &pairs.crossings, findings);
    pairs::tell(laid, &pairs, findings);
    parts::parts(laid, findings);
    pairs.is_cut || is_spent
}
