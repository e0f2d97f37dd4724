//! Medium voltage: feeders leave a bus along the road through the centre; a switch at every branch, open ties between feeders.

use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::City;
use crate::networks::feature::{code, line, point};
use crate::networks::trunk::{BOULEVARD, Crossing, Stretch, towards_centre};
use crate::terrain::flat::{between, distance};
use crate::terrain::{GridCell, Lattice, PlanePoint, to_millimetres};

/// Lines run beside the middle of the road, in metres.
const ASIDE: PlanePoint = PlanePoint { x: -4.5, y: -4.5 };
/// From the crossing a branch leaves to its switch.
const SWITCH: f64 = 9.0;
/// Two feeders are tied where they meet on every so many roads.
const TIES: i64 = 6;

/// A line along a stretch: from the end nearer to the source on.
struct Span {
    ends: [PlanePoint; 2],
    feeder: String,
    /// Where it is cut by a switch, what that is called, and whether it is closed.
    switch: Option<(PlanePoint, &'static str, bool)>,
}

/// The lines of one stretch, cut at its switch.
pub(crate) fn power_lines(city: &City, stretch: &Stretch) -> Vec<Staged> {
    let Some(Span { ends: [from, to], feeder, switch }) = span(city.lattice(), stretch) else { return Vec::new() };
    let values = || vec![Value::text("22 kV"), Value::text(feeder.as_str())];
    match switch {
        Some((at, ..)) => vec![line(from, at, values()), line(at, to, values())],
        None => vec![line(from, to, values())],
    }
}

/// The switch of one stretch, if it has one.
pub(crate) fn power_switches(city: &City, stretch: &Stretch) -> Vec<Staged> {
    let Some(Span { switch: Some((at, sort, is_closed)), .. }) = span(city.lattice(), stretch) else {
        return Vec::new();
    };
    let (i, j) = stretch.ends[0];
    let prefix = match sort {
        "recloser" => "REC",
        "dao cách ly" => "DCL",
        _ => "LBS",
    };
    let code = format!("{prefix}-{}{}", code(GridCell { i, j }), if stretch.inland { "N" } else { "E" });
    let state = if is_closed { "đóng" } else { "mở" };
    vec![point(at, vec![Value::text(code), Value::text(sort), Value::text(state)])]
}

fn span(lattice: &Lattice, stretch: &Stretch) -> Option<Span> {
    let [low, high] = stretch.ends;
    let place = |(i, j): Crossing| to_millimetres(lattice.vertex(i, j) + ASIDE);
    if !stretch.is_branch() {
        let is_tie = stretch.inland && low.0.rem_euclid(TIES) == 3;
        let ends = [place(low), place(high)];
        let middle = to_millimetres(between(ends[0], ends[1], 0.5));
        return is_tie.then(|| Span { ends, feeder: feeder(low), switch: Some((middle, "LBS liên lạc", false)) });
    }
    let (near, far) = if towards_centre(low) == Some(high) { (high, low) } else { (low, high) };
    let ends = [place(near), place(far)];
    let at = to_millimetres(between(ends[0], ends[1], SWITCH / distance(ends[0], ends[1])));
    let switch = match (near, far) {
        ((0, _), (0, _)) => None,
        ((0, _), _) => Some((at, "recloser", true)),
        ((i, j), (k, _)) if i == k && j % BOULEVARD == 0 => Some((at, "dao cách ly", true)),
        ((i, _), _) if i.rem_euclid(8) == 4 => Some((at, "LBS phân đoạn", true)),
        _ => None,
    };
    Some(Span { ends, feeder: feeder(far), switch })
}

/// The feeder a crossing hangs on: by the boulevard it is reached along and the side of the bus.
fn feeder((i, j): Crossing) -> String {
    if i == 0 {
        return "Thanh cái C41".to_owned();
    }
    let boulevard = j / BOULEVARD;
    let number = 471 + 2 * (boulevard + 2) + i64::from(i < 0);
    format!("{number}-VT")
}
