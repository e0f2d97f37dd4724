//! A strand: one unbroken course of a line, measured in metres from its start.

use super::plane::{between, distance, share_of};
use super::records::Spot;

/// Nearer than a millimetre to an end, something is at that end: finer than anybody digs.
pub(super) const LEAST: f64 = 0.001;

/// A course of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strand {
    /// Position of its line.
    pub(super) line: usize,
    /// Its number among those of its line, from 0.
    pub(super) part: usize,
    /// At least two places, no two equal ones in a row.
    pub(super) course: Vec<Spot>,
    /// Metres from its start, for each place.
    measures: Vec<f64>,
}

impl Strand {
    pub(super) fn new(line: usize, part: usize, course: Vec<Spot>) -> Self {
        let mut behind = 0.0;
        let steps = course.windows(2).map(|pair| distance(pair[0], pair[1]));
        let measures = std::iter::once(0.0).chain(steps.map(|step| {
            behind += step;
            behind
        }));
        Self { line, part, measures: measures.collect(), course }
    }

    pub(super) fn length(&self) -> f64 {
        self.measures.last().copied().unwrap_or_default()
    }

    pub(super) fn segments(&self) -> impl ExactSizeIterator<Item = [Spot; 2]> {
        self.course.windows(2).map(|pair| [pair[0], pair[1]])
    }

    pub(super) fn segment(&self, at: usize) -> [Spot; 2] {
        [self.course[at], self.course[at + 1]]
    }

    /// Its first and last place.
    pub(super) fn ends(&self) -> [Spot; 2] {
        [self.course[0], self.course[self.course.len() - 1]]
    }

    /// The measure of a place on a segment.
    pub(super) fn measure(&self, at: usize, share: f64) -> f64 {
        self.measures[at] + (self.measures[at + 1] - self.measures[at]) * share
    }

    /// The place at a measure.
    pub(super) fn spot(&self, measure: f64) -> Spot {
        let at = self.measures.partition_point(|&behind| behind <= measure).clamp(1, self.course.len() - 1) - 1;
        let step = self.measures[at + 1] - self.measures[at];
        let share = if step > 0.0 { ((measure - self.measures[at]) / step).clamp(0.0, 1.0) } else { 0.0 };
        between(self.course[at], self.course[at + 1], share)
    }

    /// The course from one measure to another: at least these two places, equal if the measures are.
    pub(super) fn stretch(&self, from: f64, to: f64) -> Vec<Spot> {
        let within = self.measures.iter().zip(&self.course);
        let within = within.filter(|&(&measure, _)| measure > from + LEAST && measure < to - LEAST);
        let mut course = vec![self.spot(from)];
        course.extend(within.map(|(_, &spot)| spot));
        course.push(self.spot(to));
        course
    }

    /// The measure nearest to a place.
    pub(super) fn nearest(&self, spot: Spot) -> f64 {
        let feet = self.segments().enumerate().map(|(at, [a, b])| {
            let share = share_of(a, b, spot);
            (distance(between(a, b, share), spot), self.measure(at, share))
        });
        feet.min_by(|one, other| one.0.total_cmp(&other.0)).map_or(0.0, |(_, measure)| measure)
    }
}
