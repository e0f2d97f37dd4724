//! Records put in order, with codes that tell them apart, their mends applied, and lines as strands. From here on nothing depends on the
//! order in which records came.

use std::cmp::Ordering;

use rustc_hash::{FxHashMap, FxHashSet};
use spatial_core::geometry::Geometry;

use super::finding::{JoinFinding, JoinKind, RecordList, RecordName};
use super::index::FARTHEST;
use super::mend::Mend;
use super::plane::distance;
use super::records::{JoinInput, LineRecord, PointRecord, PointRole, Spot};
use super::strand::{LEAST, Strand};

/// A stretch to leave out lies on its line; farther away, the line is another by now. In metres.
const BESIDE: f64 = 0.01;

/// What is joined.
#[derive(Debug)]
pub(super) struct Material<'a> {
    /// In order of code, record and course.
    pub(super) lines: Vec<&'a LineRecord>,
    /// Of lines, each once.
    pub(super) codes: Vec<String>,
    /// In order of their lines.
    pub(super) strands: Vec<Strand>,
    /// In order of role, code, record and place.
    pub(super) points: Vec<Pointed<'a>>,
    pub(super) joints: Vec<Joint>,
    pub(super) supplies: Vec<Spot>,
}

/// A point where it lies once its mends are applied.
#[derive(Debug)]
pub(super) struct Pointed<'a> {
    pub(super) record: &'a PointRecord,
    pub(super) code: String,
    pub(super) at: Spot,
}

/// Two lines that are to be joined where they cross.
#[derive(Debug)]
pub(super) struct Joint {
    pub(super) lines: [usize; 2],
    pub(super) at: Spot,
}

type Parts = Vec<Vec<Spot>>;

impl<'a> Material<'a> {
    pub(super) fn gather(input: &'a JoinInput, mends: &[Mend], findings: &mut Vec<JoinFinding>) -> Self {
        let mut read: Vec<(&LineRecord, Parts)> = input.lines.iter().map(|line| (line, courses(line))).collect();
        read.sort_by(|(one, here), (other, there)| {
            by_name((&one.code, one.record), (&other.code, other.record)).then_with(|| by_course(here, there))
        });
        let (lines, mut parts): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let codes = line_codes(&lines, findings);
        let mut material = Self {
            points: points(input, findings),
            lines,
            codes,
            strands: Vec::new(),
            joints: Vec::new(),
            supplies: Vec::new(),
        };
        material.check(&mut parts, findings);
        material.mend(&mut parts, mends);
        for (line, parts) in parts.into_iter().enumerate() {
            let of_line = parts.into_iter().enumerate().map(|(part, course)| Strand::new(line, part, course));
            material.strands.extend(of_line);
        }
        material
    }

    pub(super) fn line_name(&self, line: usize) -> RecordName {
        RecordName { list: RecordList::Lines, record: self.lines[line].record, code: self.codes[line].clone() }
    }

    pub(super) fn point_name(&self, at: usize) -> RecordName {
        let point = &self.points[at];
        RecordName { list: RecordList::Points, record: point.record.record, code: point.code.clone() }
    }

    /// Tells of lines without a course and leaves out what has no length.
    fn check(&self, parts: &mut [Parts], findings: &mut Vec<JoinFinding>) {
        for (line, parts) in parts.iter_mut().enumerate() {
            let first = parts.iter().flatten().next().copied();
            parts.retain(|course| course.windows(2).any(|pair| distance(pair[0], pair[1]) > LEAST));
            if parts.is_empty() {
                let name = vec![self.line_name(line)];
                findings.push(match first {
                    None => JoinFinding::new(JoinKind::Broken, name),
                    Some(at) => JoinFinding::new(JoinKind::Short, name).at(at),
                });
            }
        }
    }

    fn mend(&mut self, parts: &mut [Parts], mends: &[Mend]) {
        let lines: FxHashMap<&str, usize> = self.codes.iter().map(String::as_str).zip(0..).collect();
        let points: FxHashMap<String, usize> = self.points.iter().map(|point| point.code.clone()).zip(0..).collect();
        for mend in mends {
            match mend {
                Mend::Join { lines: [one, other], at } => {
                    let known = lines.get(one.as_str()).zip(lines.get(other.as_str()));
                    self.joints.extend(known.map(|(&one, &other)| Joint { lines: [one, other], at: *at }));
                }
                Mend::Move { point, to, .. } => {
                    if let Some(&at) = points.get(point) {
                        self.points[at].at = *to;
                    }
                }
                Mend::Supply { at } => self.supplies.push(*at),
                Mend::Drop { line } => lines.get(line.as_str()).into_iter().for_each(|&line| parts[line].clear()),
                Mend::Extend { line, from, to } => {
                    lines.get(line.as_str()).into_iter().for_each(|&line| extend(&mut parts[line], *from, *to));
                }
                Mend::Trim { line, from, to } => {
                    lines.get(line.as_str()).into_iter().for_each(|&line| trim(&mut parts[line], [*from, *to]));
                }
            }
        }
    }
}

/// The courses of a line; none if one of its places is nowhere on earth.
fn courses(line: &LineRecord) -> Parts {
    let lines = match &line.geometry {
        Some(Geometry::LineString(line)) => std::slice::from_ref(line),
        Some(Geometry::MultiLineString(lines)) => &lines.0[..],
        // Readers that know no better hand over segments one by one.
        Some(Geometry::Line(line)) => return whole(vec![vec![[line.start.x, line.start.y], [line.end.x, line.end.y]]]),
        _ => &[],
    };
    whole(lines.iter().map(|line| line.0.iter().map(|at| [at.x, at.y]).collect()).collect())
}

fn whole(mut parts: Parts) -> Parts {
    if !parts.iter().flatten().all(|&spot| is_somewhere(spot)) {
        return Vec::new();
    }
    for spot in parts.iter_mut().flatten() {
        // Zero has one sign, so that equal places are equal to the bit.
        *spot = spot.map(|metres| metres + 0.0);
    }
    parts.iter_mut().for_each(Vec::dedup);
    parts
}

pub(super) fn is_somewhere(spot: Spot) -> bool {
    spot.iter().all(|metres| metres.abs() <= FARTHEST)
}

/// In order of code and record.
pub(super) fn by_name((one, record): (&str, u64), (other, number): (&str, u64)) -> Ordering {
    one.trim().cmp(other.trim()).then(record.cmp(&number))
}

fn by_course(one: &Parts, other: &Parts) -> Ordering {
    one.partial_cmp(other).unwrap_or(Ordering::Equal)
}

pub(super) fn by_place([ax, ay]: Spot, [bx, by]: Spot) -> Ordering {
    ax.total_cmp(&bx).then(ay.total_cmp(&by))
}

fn line_codes(lines: &[&LineRecord], findings: &mut Vec<JoinFinding>) -> Vec<String> {
    let mut names = Names::default();
    let coded = lines.iter().map(|line| {
        let (code, is_other) = names.coded(&line.code, line.record);
        if is_other {
            findings.push(same_code(RecordList::Lines, line.record, &code, &line.code));
        }
        code
    });
    coded.collect()
}

pub(super) fn same_code(list: RecordList, record: u64, code: &str, written: &str) -> JoinFinding {
    let names = [code, written.trim()].map(|code| RecordName { list, record, code: code.to_owned() });
    JoinFinding::new(JoinKind::SameCode, names.to_vec())
}

fn points<'a>(input: &'a JoinInput, findings: &mut Vec<JoinFinding>) -> Vec<Pointed<'a>> {
    let mut records: Vec<&PointRecord> = input.points.iter().collect();
    records.sort_by(|one, other| {
        let by_role: Ordering = PointRole::cmp(&one.role, &other.role);
        let by_name = || by_name((&one.code, one.record), (&other.code, other.record));
        by_role.then_with(by_name).then_with(|| by_place(one.at, other.at))
    });
    let (mut names, mut points) = (Names::default(), Vec::with_capacity(records.len()));
    for record in records {
        let (code, is_other) = names.coded(&record.code, record.record);
        if is_other {
            findings.push(same_code(RecordList::Points, record.record, &code, &record.code));
        }
        if is_somewhere(record.at) {
            points.push(Pointed { record, code, at: record.at.map(|metres| metres + 0.0) });
        } else {
            let name = RecordName { list: RecordList::Points, record: record.record, code };
            findings.push(JoinFinding::new(JoinKind::Broken, vec![name]));
        }
    }
    points
}

fn extend(parts: &mut Parts, from: Spot, to: Spot) {
    let mut ends = parts.iter_mut().filter_map(|course| {
        let is_first = course.first() == Some(&from);
        (is_first || course.last() == Some(&from)).then_some((course, is_first))
    });
    match ends.next() {
        Some((course, true)) => course.insert(0, to),
        Some((course, false)) => course.push(to),
        None => {}
    }
}

/// Leaves a stretch out of the part it lies on; what is shorter than a millimetre then goes with it.
fn trim(parts: &mut Parts, stretch: [Spot; 2]) {
    let strands = parts.iter().enumerate().map(|(part, course)| Strand::new(0, part, course.clone()));
    let off = |strand: &Strand| stretch.map(|spot| distance(strand.spot(strand.nearest(spot)), spot));
    let off = |strand: &Strand| off(strand).into_iter().fold(0.0, f64::max);
    let Some(strand) = strands.min_by(|one, other| off(one).total_cmp(&off(other))) else { return };
    if off(&strand) > BESIDE {
        return;
    }
    let [one, other] = stretch.map(|spot| strand.nearest(spot));
    let left = [(0.0, one.min(other)), (one.max(other), strand.length())].into_iter();
    let left = left.filter(|(from, to)| to - from > LEAST).map(|(from, to)| strand.stretch(from, to));
    parts.splice(strand.part..=strand.part, left);
}

/// Codes that were given out.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: FxHashSet<String>,
    next: FxHashMap<String, usize>,
}

impl Names {
    /// The code of a record, and whether it is another than was written: a blank one is called by the number of its record, and so is the
    /// second of two that are equal. Never `#17`: so a row without code is asked for, by its id in the store.
    pub(super) fn coded(&mut self, written: &str, record: u64) -> (String, bool) {
        let written = written.trim();
        if !written.is_empty() && self.taken.insert(written.to_owned()) {
            return (written.to_owned(), false);
        }
        match written {
            "" => (self.take(format!("row-{record}")), false),
            _ => (self.take(format!("{written}#{record}")), true),
        }
    }

    /// A name as it is wanted, or with a number if it is taken.
    pub(super) fn take(&mut self, wanted: String) -> String {
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        let number = self.next.entry(wanted.clone()).or_insert(2);
        loop {
            let name = format!("{wanted}#{number}");
            *number += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}
