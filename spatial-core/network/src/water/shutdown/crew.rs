//! In which order a crew drives to the valves.
//!
//! By distance alone, straight from valve to valve: the nearest that is left (nearest neighbour), then every stretch of the round that is
//! shorter driven the other way is turned round (2-opt; G. A. Croes, 1958). It is no shortest round, knows no streets, and does not ask
//! which valve stops most water first: a crew that wants that sees the whole list.

use spatial_core::layer::FeatureId;

use crate::course::{LonLat, degree_metres};

/// More valves than this are left in order of id: finding a round costs the square of their number, and no crew closes so many.
pub const MOST_STOPS: usize = 1_000;
/// How often all stretches are looked at; rounds settle after a few.
const MOST_ROUNDS: usize = 50;
/// Metres by which a round must get shorter to be another.
const LEAST_GAIN: f64 = 0.001;

/// The valves in the order a crew drives: from `start`, or else from the valve nearest the burst, or of the lowest id. Valves that nobody
/// knows the place of come last, by id. The same valves give the same order, in whichever order they come.
pub fn crew_order(
    valves: &[(FeatureId, Option<LonLat>)],
    start: Option<LonLat>,
    burst: Option<LonLat>,
) -> Vec<FeatureId> {
    let mut sorted = valves.to_vec();
    sorted.sort_by_key(|(id, _)| *id);
    let (placed, nowhere): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|(_, at)| at.is_some());
    let lost = nowhere.into_iter().map(|(id, _)| id);
    let placed: Vec<(FeatureId, LonLat)> = placed.into_iter().filter_map(|(id, at)| Some((id, at?))).collect();
    let Some(&(_, origin)) = placed.first().filter(|_| placed.len() <= MOST_STOPS) else {
        return placed.into_iter().map(|(id, _)| id).chain(lost).collect();
    };
    let [east, north] = degree_metres(origin[1]);
    let plane = |at: LonLat| [(at[0] - origin[0]) * east, (at[1] - origin[1]) * north];
    let stops: Vec<[f64; 2]> = placed.iter().map(|(_, at)| plane(*at)).collect();
    let order = driven(&stops, start.map(plane), burst.map(plane));
    order.into_iter().map(|stop| placed[stop].0).chain(lost).collect()
}

/// Positions of stops in the order they are driven to.
fn driven(stops: &[[f64; 2]], start: Option<[f64; 2]>, burst: Option<[f64; 2]>) -> Vec<usize> {
    let mut left: Vec<usize> = (0..stops.len()).collect();
    let mut order = Vec::with_capacity(left.len());
    let mut here = start.or(burst);
    while !left.is_empty() {
        let next = here.map_or(0, |here| nearest(&left, stops, here));
        let stop = left.remove(next);
        here = Some(stops[stop]);
        order.push(stop);
    }
    straightened(&mut order, stops, start);
    order
}

/// The place in the list of the stop that is nearest; of two as near, the first.
fn nearest(left: &[usize], stops: &[[f64; 2]], here: [f64; 2]) -> usize {
    let (mut best, mut least) = (0, f64::INFINITY);
    for (at, &stop) in left.iter().enumerate() {
        let distance = distance(stops[stop], here);
        if distance < least {
            (best, least) = (at, distance);
        }
    }
    best
}

/// Turns stretches round as long as that makes the way shorter. The way begins at the start, or at the first stop, and ends anywhere.
fn straightened(order: &mut [usize], stops: &[[f64; 2]], start: Option<[f64; 2]>) {
    let first = usize::from(start.is_none());
    for _ in 0..MOST_ROUNDS {
        let mut is_shorter = false;
        for from in first..order.len() {
            for to in from + 1..order.len() {
                let before = from.checked_sub(1).map(|at| stops[order[at]]).or(start);
                let behind = order.get(to + 1).map(|&stop| stops[stop]);
                let [head, tail] = [stops[order[from]], stops[order[to]]];
                let way = |a: Option<[f64; 2]>, b: [f64; 2]| a.map_or(0.0, |a| distance(a, b));
                if way(before, head) + way(behind, tail) > way(before, tail) + way(behind, head) + LEAST_GAIN {
                    order[from..=to].reverse();
                    is_shorter = true;
                }
            }
        }
        if !is_shorter {
            return;
        }
    }
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}
