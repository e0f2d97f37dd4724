//! Rounds in which meters are read: the customers of a map sheet street by street, some sixty to a walk.

use std::cmp::Ordering;

use network::{ConnectionDraft, DraftPlace};

use crate::land::names::WARDS;
use crate::site::Site;

/// Meters of a walk: what one person reads in half a day on foot.
const MOST: usize = 80;

/// Puts the connections of a map sheet, with the street each is on, into rounds of about the same size, in street order: `Tuyến 3/2, phường Vũng
/// Tàu` is the second walk of the third sheet.
pub(super) fn put_into_rounds(site: &Site, connections: &mut [ConnectionDraft], ways: &[usize]) {
    let mut walk: Vec<(usize, &mut ConnectionDraft)> = ways.iter().copied().zip(connections).collect();
    walk.sort_by(|(one_way, one), (other_way, other)| one_way.cmp(other_way).then_with(|| along(one, other)));
    let rounds = walk.len().div_ceil(MOST).max(1);
    let size = walk.len().div_ceil(rounds).max(1);
    for (number, round) in (1..).zip(walk.chunks_mut(size)) {
        for (place, (_, connection)) in (1..).zip(round) {
            connection.round = Some(format!("Tuyến {}/{number}, {}", site.sheet, ward(site)));
            connection.order = Some(place);
        }
    }
}

/// `phường Vũng Tàu`: within a sentence its sort is written small.
pub(super) fn ward(site: &Site) -> String {
    let (_, full, sort, _) = WARDS[site.ward];
    let name = full.split_once(' ').map_or(full, |(_, name)| name);
    format!("{sort} {name}")
}

/// As the pipes of a street follow each other.
fn along(one: &ConnectionDraft, other: &ConnectionDraft) -> Ordering {
    let place = |connection: &ConnectionDraft| match connection.place {
        Some(DraftPlace::Along { edge, measure }) => (edge, measure),
        _ => (usize::MAX, 0.0),
    };
    let ((edge, measure), (other_edge, other_measure)) = (place(one), place(other));
    edge.cmp(&other_edge).then(measure.total_cmp(&other_measure)).then_with(|| one.code.cmp(&other.code))
}
