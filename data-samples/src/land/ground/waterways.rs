//! Rivers, a canal and streams: lines along their middle, and the banks of those that are wide.

use spatial_core::store::Staged;

use crate::fabric::RIVER;
use crate::land::ground::extent::Extent;
use crate::land::ground::feature::line;
use crate::land::ground::land_use::woods;
use crate::land::ground::names::{CANAL, RIVERS, named};
use crate::land::ground::round::eased;
use crate::terrain::flat::{Line, between};
use crate::terrain::lattice::COAST;
use crate::terrain::{GridCell, PlanePoint, whole};

/// Width of the canal, in metres.
const CANAL_WIDTH: f64 = 24.0;

/// All of them.
pub(crate) fn waterways(extent: &Extent<'_>) -> Vec<Staged> {
    let rivers = rivers(extent).into_iter().map(|(course, name)| line(course, "river", name));
    let canal = canal(extent).map(|course| line(course, "canal", CANAL));
    rivers.chain(canal).chain(streams(extent)).collect()
}

/// The course of each river from the sea inland, and its name: where it flows through the city, as its parcels have it.
fn rivers(extent: &Extent<'_>) -> Vec<(Vec<PlanePoint>, &'static str)> {
    let lattice = extent.lattice;
    let columns = (0..extent.land).filter(|i| lattice.has_river(GridCell { i: *i, j: 0 }));
    let course = |i: i64| {
        let ford = |j: i64| between(lattice.vertex(i, j), lattice.vertex(i + 1, j), lattice.ford(i, j));
        (COAST[0] - 1..=extent.land).map(ford).collect()
    };
    columns.enumerate().map(|(number, i)| (course(i), named(&RIVERS, number))).collect()
}

/// The ground rivers take.
pub(super) fn river_banks(extent: &Extent<'_>) -> Vec<(Vec<PlanePoint>, &'static str)> {
    rivers(extent).into_iter().map(|(course, name)| (banks(&course, RIVER), name)).collect()
}

/// The ground the canal takes.
pub(super) fn canal_banks(extent: &Extent<'_>) -> impl Iterator<Item = Vec<PlanePoint>> {
    canal(extent).into_iter().map(|course| banks(&course, CANAL_WIDTH))
}

/// From the fields to the sea beside the city, through the first row of districts beyond it.
fn canal(extent: &Extent<'_>) -> Option<Vec<PlanePoint>> {
    let row = extent.reach + 3;
    let end = (COAST[1] + 12).min(extent.land - 1);
    let course = (COAST[1]..end).map(|i| extent.lattice.place(whole(i), whole(row) + 0.5));
    let mut course: Vec<PlanePoint> = course.collect();
    course.insert(0, extent.lattice.place(whole(COAST[1]) - 0.6, whole(row) + 0.5));
    (course.len() > 2).then_some(course)
}

/// From the three largest woods to the nearest river inland of them.
fn streams(extent: &Extent<'_>) -> Vec<Staged> {
    let lattice = extent.lattice;
    let river = (0..extent.land).find(|i| lattice.has_river(GridCell { i: *i, j: 0 }));
    let stream = |wood: std::collections::BTreeSet<GridCell>, river: i64| {
        let &GridCell { i, j } = wood.iter().nth(wood.len() / 3)?;
        let down = if i > river { -1 } else { 1 };
        let steps = (river - i).abs();
        let bend = |step: i64| lattice.ford(i + down * step, j + step);
        let on_way = (0..steps).map(|step| {
            let (x, y) = (whole(i + down * step) + bend(step), whole(j) + 0.3 + bend(2 * step) - whole(step) * 0.12);
            lattice.place(x, y)
        });
        let mouth_row = j - steps / 8;
        let mouth = between(
            lattice.vertex(river, mouth_row),
            lattice.vertex(river + 1, mouth_row),
            lattice.ford(river, mouth_row),
        );
        let course: Vec<PlanePoint> = on_way.chain([mouth]).collect();
        let is_apart = !(0..steps).any(|step| extent.is_near_city(GridCell { i: i + down * step, j: j - step / 8 }, 1));
        (course.len() > 2 && is_apart).then(|| line(eased(&course, 2), "stream", ""))
    };
    let Some(river) = river else { return Vec::new() };
    woods(extent).into_iter().take(5).filter_map(|wood| stream(wood, river)).collect()
}

/// Both banks of a course, as a ring: neighbouring stretches meet where their banks cross.
fn banks(course: &[PlanePoint], width: f64) -> Vec<PlanePoint> {
    let stretches: Vec<Line> = course.windows(2).map(|pair| Line::through(pair[0], pair[1])).collect();
    let bank = |side: f64| {
        let lines: Vec<Line> = stretches.iter().map(|line| line.shifted(side * width / 2.0)).collect();
        let meet = lines.windows(2).map(|pair| pair[0].crossing(pair[1]));
        let ends = lines.first().zip(lines.last());
        let first = ends.map(|(first, _)| first.from);
        let last = ends.map(|(_, last)| last.from + last.step);
        first.into_iter().chain(meet).chain(last).collect::<Vec<PlanePoint>>()
    };
    bank(1.0).into_iter().chain(bank(-1.0).into_iter().rev()).collect()
}
