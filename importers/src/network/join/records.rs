//! From rows of files to the records the core joins.

use network::{DeviceState, LineRecord, MeterRecord, Passing, PointRecord, PointRole, Spot};
use spatial_core::geometry::Geometry;
use spatial_core::store::Staged;

use super::fields::{Fields, Means, Row};
use super::plane::Onto;
use super::rows::Rows;
use super::words;
use crate::network::request::PlainRole;
use crate::report::{Finding, Report};

/// Classes of customers that are institutions: their names are kept, and of nobody else. Who trades under their own name is a person.
const INSTITUTIONS: [&str; 30] = [
    "hospital",
    "benh vien",
    "clinic",
    "tram y te",
    "phong kham",
    "dialysis",
    "chay than",
    "school",
    "truong",
    "truong hoc",
    "kindergarten",
    "mau giao",
    "mam non",
    "university",
    "dai hoc",
    "fire",
    "pccc",
    "cuu hoa",
    "phong chay chua chay",
    "factory",
    "nha may",
    "industry",
    "cong nghiep",
    "san xuat",
    "office",
    "government",
    "co quan",
    "hanh chinh",
    "hanh chinh su nghiep",
    "market",
];

/// Pipes, pumps and the like; records are numbered from `start`.
pub(super) fn lines(rows: &Rows, onto: &Onto, start: u64, report: &mut Report) -> Vec<LineRecord> {
    let fields = Fields::of(rows);
    let line = |(at, feature): (usize, &Staged)| {
        let mut row = fields.row(at, report);
        let kind = row.text(Means::Kind).unwrap_or_default();
        let kind = row.word(Means::Kind).and_then(|word| words::line(&word)).map_or(kind, str::to_owned);
        LineRecord {
            record: start + rows.record(at),
            code: row.text(Means::Code).unwrap_or_default(),
            geometry: feature.geometry.as_ref().and_then(|geometry| onto.line(geometry)),
            diameter: row.size(Means::Diameter),
            length: row.size(Means::Length),
            material: row.text(Means::Material),
            year: row.whole(Means::Year),
            passing: passing(&mut row, &kind),
            kind,
        }
    };
    rows.features.iter().enumerate().map(line).collect()
}

/// Pumps let through as they are drawn, unless they say otherwise.
fn passing(row: &mut Row<'_>, kind: &str) -> Passing {
    let said = row.word(Means::Shut).as_deref().and_then(words::is_closed);
    let is_shut = said.or_else(|| row.yes(Means::Shut)) == Some(true);
    let usual = if kind == "pump" { Passing::Forward } else { Passing::Both };
    let Some(word) = row.word(Means::Way) else { return if is_shut { Passing::Closed } else { usual } };
    let way = words::way(&word);
    if way.is_none() {
        row.unread(Means::Way, &word);
    }
    if is_shut { Passing::Closed } else { way.unwrap_or(usual) }
}

/// Points of a file; records are numbered from `start`.
pub(super) fn points(
    rows: &Rows,
    onto: &Onto,
    (file, start): (PlainRole, u64),
    report: &mut Report,
) -> Vec<PointRecord> {
    let fields = Fields::of(rows);
    let point = |(at, feature): (usize, &Staged)| {
        let mut row = fields.row(at, report);
        let (kind, role) = kind(&mut row, file, &rows.file);
        PointRecord {
            record: start + rows.record(at),
            code: row.text(Means::Code).unwrap_or_default(),
            role,
            kind,
            at: onto.spot(feature.geometry.as_ref()),
            elevation: row.height(Means::Elevation),
            closable: row.yes(Means::Closable),
            state: state(&mut row),
        }
    };
    rows.features.iter().enumerate().map(point).collect()
}

/// What a point is: by its file, and by its own word where that does not contradict it. A word nobody knows is kept, and told where the file
/// does not say it either.
fn kind(row: &mut Row<'_>, file: PlainRole, name: &str) -> (String, PointRole) {
    let known = row.word(Means::Kind).and_then(|word| words::point(&word));
    match (file, known) {
        (PlainRole::Points, Some((kind, role)))
        | (PlainRole::Sources, Some((kind, role @ PointRole::Source)))
        | (PlainRole::Hydrants, Some((kind, role @ PointRole::Hydrant)))
        | (PlainRole::Valves, Some((kind, role @ (PointRole::Isolation | PointRole::Hydrant | PointRole::Device)))) => {
            (kind.to_owned(), role)
        }
        (PlainRole::Points, None) => {
            let written = row.text(Means::Kind).unwrap_or_default();
            let params = vec![("value", written.clone())];
            row.tell(Finding { params, ..Finding::about(name.to_owned(), "network-kind-unknown") });
            let role = if written.is_empty() { words::role(file) } else { PointRole::Device };
            (written, role)
        }
        _ => (String::new(), words::role(file)),
    }
}

fn state(row: &mut Row<'_>) -> DeviceState {
    let position = row.word(Means::Position);
    let is_closed = position.as_deref().and_then(words::is_closed);
    if let (Some(word), None) = (position, is_closed) {
        row.unread(Means::Position, &word);
    }
    DeviceState {
        is_closed: is_closed.unwrap_or(false),
        is_operable: row.yes(Means::Operable).unwrap_or(true),
        is_accessible: row.yes(Means::Accessible).unwrap_or(true),
        is_tight: row.yes(Means::Tight).unwrap_or(true),
    }
}

/// Customers' meters; records are numbered from `start`. Names of persons are left out, and how many were is told.
pub(super) fn meters(rows: &Rows, onto: &Onto, start: u64, report: &mut Report) -> Vec<MeterRecord> {
    let (fields, mut left_out) = (Fields::of(rows), 0_u64);
    let meter = |(at, feature): (usize, &Staged)| {
        let mut row = fields.row(at, report);
        let priority = row.whole(Means::Priority);
        let is_ranked = priority.is_some_and(|priority| priority > 0);
        let is_person = !is_ranked && !row.word(Means::Class).is_some_and(|class| INSTITUTIONS.contains(&&*class));
        let name = row.text(Means::Name);
        left_out += u64::from(is_person && name.is_some());
        MeterRecord {
            record: start + rows.record(at),
            code: row.text(Means::Code).or_else(|| row.text(Means::Meter)).unwrap_or_default(),
            at: onto.spot(feature.geometry.as_ref()),
            meter: row.text(Means::Meter),
            class: row.text(Means::Class),
            priority,
            name: name.filter(|_| !is_person),
            address: row.text(Means::Address),
            round: row.text(Means::Round),
            order: row.whole(Means::Order),
        }
    };
    let meters = rows.features.iter().enumerate().map(meter).collect();
    if left_out > 0 {
        let params = vec![("count", left_out.to_string())];
        report.find(Finding { params, ..Finding::about(rows.file.clone(), "network-names-left-out") });
    }
    meters
}

/// Middles of streets.
pub(super) fn streets(rows: &Rows, onto: &Onto) -> Vec<Vec<Spot>> {
    let shapes = rows.features.iter().filter_map(|feature| onto.line(feature.geometry.as_ref()?));
    let lines = shapes.flat_map(|shape| match shape {
        Geometry::LineString(line) => vec![line],
        Geometry::MultiLineString(lines) => lines.0,
        _ => Vec::new(),
    });
    lines.map(|line| line.0.iter().map(|at| [at.x, at.y]).collect()).collect()
}
