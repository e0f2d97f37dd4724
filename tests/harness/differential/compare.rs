//! Two readings of a Shapefile, record by record.

use geo_types::{Coord, Geometry, LineString, Polygon};

use crate::differential::known::{self, RawTable};
use crate::differential::ours::{Imported, Ours};
use crate::differential::reading::{Cell, Reading, Row};
use crate::differential::shapefile::Made;
use crate::differential::tally::Tally;

/// Notes about a whole file that tell why there are more records, or fewer.
const OF_COUNTS: [&str; 5] = ["rows-missing", "shapes-missing", "rows-beyond", "index-unreadable", "length-absurd"];

/// Notes about a whole file that tell why a shape may be a former version of itself: no index says which one counts.
const OF_ORDER: [&str; 2] = ["index-missing", "index-unreadable"];

/// Refusals that say that a file is damaged, or cannot be what it says: why a spoilt file may be refused, and nothing else.
const OF_DAMAGE: [&str; 12] = [
    "import-broken",
    "import-damaged",
    "import-encoding-doubtful",
    "import-encoding-unknown",
    "import-field-name-too-long",
    "import-layer-not-in-file",
    "import-no-features",
    "import-table-missing",
    "import-table-unreadable",
    "import-too-many-fields",
    "import-truncated",
    "import-unknown-format",
];

/// True if a refusal is one of damage.
pub(super) fn is_of_damage(code: &str) -> bool {
    OF_DAMAGE.contains(&code)
}

/// Compares what both made of a file, and enters it into the tally.
pub(super) fn judge(name: &str, file: &Made, ours: &Ours, theirs: Option<&Reading>, tally: &mut Tally) {
    tally.files += 1;
    let ours = match ours {
        Ok(ours) => ours,
        Err(code) => {
            tally.refused += 1;
            tally.explained += 1;
            if !is_of_damage(code) {
                tally.unexplained.push(format!("{name} is refused as {code}; {:?}", file.story));
            }
            if file.is_clean {
                tally.false_alarms.push(format!("{name} refused: {code}; {:?}", file.story));
            }
            return;
        }
    };
    if file.is_clean && !ours.report.counts.is_empty() {
        tally.false_alarms.push(format!("{name}: {:?}; {:?}", ours.report.counts, file.story));
    }
    let mut differences = Differences::default();
    match theirs {
        Some(theirs) => pair(file, ours, theirs, &mut differences),
        None if known::is_given_up(file) => differences.known.push("GDAL does not open it"),
        None => differences.unexplained.push("GDAL does not open it".to_owned()),
    }
    differences.enter(name, file, tally);
}

/// What was found about one file.
#[derive(Default)]
struct Differences {
    explained: u64,
    known: Vec<&'static str>,
    unexplained: Vec<String>,
}

impl Differences {
    fn enter(self, name: &str, file: &Made, tally: &mut Tally) {
        tally.equal += u64::from(self.explained == 0 && self.known.is_empty() && self.unexplained.is_empty());
        tally.explained += u64::from(self.explained > 0);
        for known in self.known {
            *tally.known.entry(known).or_default() += 1;
        }
        if let Some(first) = self.unexplained.first() {
            tally.unexplained.push(format!(
                "{name} {:?}: {} in all, first: {first}",
                file.story,
                self.unexplained.len()
            ));
        }
    }
}

fn pair(file: &Made, ours: &Imported, theirs: &Reading, differences: &mut Differences) {
    let table = RawTable::of(&file.parts.dbf);
    let mut places = (0..).filter(|at| !table.is_deleted(*at));
    let mut left: Vec<u64> = theirs.rows.keys().copied().collect();
    let is_counted = OF_COUNTS.iter().any(|code| ours.report.counts.contains_key(code));
    for (number, record) in (1..).zip(&ours.records) {
        let place = places.next().unwrap_or(u64::MAX);
        left.retain(|at| *at != place);
        match (record, theirs.rows.get(&place)) {
            (None, _) => differences.explained += 1,
            (Some(_), None) if is_counted => differences.explained += 1,
            (Some(_), None) => differences.unexplained.push(format!("record {number} is ours alone")),
            (Some(record), Some(other)) => {
                compare_shapes(number, place, file, ours, (record, other), differences);
                compare_values(number, place, &table, ours, (record, other), differences);
            }
        }
    }
    match left.first() {
        Some(_) if is_counted => differences.explained += 1,
        Some(at) => differences.unexplained.push(format!("shape {at} is GDAL's alone")),
        None => {}
    }
}

fn compare_shapes(
    number: u64,
    place: u64,
    file: &Made,
    ours: &Imported,
    (record, other): (&Row, &Row),
    differences: &mut Differences,
) {
    if same_shape(record.geometry.as_ref(), other.geometry.as_ref()) {
        return;
    }
    let is_of_shape = ours.report.findings.iter().any(|finding| {
        let is_of_record = finding.record == Some(number) && finding.field.as_deref() == Some("geometry");
        is_of_record && !["geometry-missing", "geometry-empty"].contains(&finding.code)
    });
    let is_told = is_of_shape || OF_ORDER.iter().any(|code| ours.report.counts.contains_key(code));
    match known::shape(file, place, record.geometry.as_ref(), other.geometry.as_ref()) {
        _ if is_told => differences.explained += 1,
        Some(known) => differences.known.push(known),
        None => {
            differences
                .unexplained
                .push(format!("record {number}: {:?} ours, {:?} GDAL's", record.geometry, other.geometry));
        }
    }
}

fn compare_values(
    number: u64,
    place: u64,
    table: &RawTable<'_>,
    ours: &Imported,
    (record, other): (&Row, &Row),
    differences: &mut Differences,
) {
    for (at, name) in ours.fields.iter().enumerate() {
        // Where values are all null at the end they are left out.
        let mine = record.values.get(at).unwrap_or(&Cell::Null);
        let Some(theirs) = other.values.get(at) else {
            differences.unexplained.push(format!("record {number}: GDAL has no field {at} ({name})"));
            return;
        };
        if same_value(mine, theirs) {
            continue;
        }
        let is_told = ours
            .report
            .findings
            .iter()
            .any(|finding| finding.record == Some(number) && finding.field.as_deref() == Some(name.as_str()));
        match known::value(table.kind(at), table.text(place, at).as_deref(), mine, theirs) {
            _ if is_told => differences.explained += 1,
            Some(known) => differences.known.push(known),
            None => differences.unexplained.push(format!(
                "record {number}, field {name}: {mine:?} ours, {theirs:?} GDAL's, of {:?}",
                table.text(place, at)
            )),
        }
    }
}

/// True if two values are the same, whatever their types.
pub(super) fn same_value(one: &Cell, other: &Cell) -> bool {
    match (one, other) {
        (Cell::Integer(a), Cell::Number(b)) | (Cell::Number(b), Cell::Integer(a)) => *a as f64 == *b,
        (Cell::Boolean(yes), Cell::Text(text)) => match text.as_str() {
            "T" | "t" | "Y" | "y" | "1" => *yes,
            "F" | "f" | "N" | "n" | "0" => !*yes,
            _ => false,
        },
        (Cell::Boolean(yes), Cell::Integer(number)) => i64::from(*yes) == *number,
        _ => one == other,
    }
}

/// True if both are the same shape, wherever rings begin, whichever way they turn and whatever the order of parts.
pub(super) fn same_shape(one: Option<&Geometry>, other: Option<&Geometry>) -> bool {
    let of = |shape: Option<&Geometry>| shape.map(normal).unwrap_or_default();
    of(one) == of(other)
}

/// A shape as a list of its parts, each a list of paths, in an order of its own.
fn normal(shape: &Geometry) -> Vec<Vec<Vec<[u64; 2]>>> {
    let mut parts = match shape {
        Geometry::Point(point) => vec![vec![vec![key(&point.0)]]],
        Geometry::MultiPoint(points) => points.0.iter().map(|point| vec![vec![key(&point.0)]]).collect(),
        Geometry::LineString(line) => vec![vec![path(line)]],
        Geometry::MultiLineString(lines) => lines.0.iter().map(|line| vec![path(line)]).collect(),
        Geometry::Polygon(polygon) => vec![area(polygon)],
        Geometry::MultiPolygon(polygons) => polygons.0.iter().map(area).collect(),
        Geometry::GeometryCollection(members) => members.0.iter().flat_map(normal).collect(),
        _ => Vec::new(),
    };
    parts.retain(|part: &Vec<Vec<[u64; 2]>>| part.iter().any(|path| !path.is_empty()));
    parts.sort();
    parts
}

fn path(line: &LineString) -> Vec<[u64; 2]> {
    line.0.iter().map(key).collect()
}

fn area(polygon: &Polygon) -> Vec<Vec<[u64; 2]>> {
    let mut rings = vec![ring(polygon.exterior())];
    let mut holes: Vec<_> = polygon.interiors().iter().map(ring).collect();
    holes.sort();
    rings.extend(holes);
    rings
}

/// A ring from its least corner on, the way round that is less.
fn ring(line: &LineString) -> Vec<[u64; 2]> {
    let mut corners = path(line);
    // GDAL closes some rings twice: of surfaces, and those whose heights do not close.
    corners.dedup();
    while corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let from_least = |mut corners: Vec<[u64; 2]>| {
        let least = (0..corners.len()).min_by_key(|at| corners[*at]).unwrap_or(0);
        corners.rotate_left(least);
        corners
    };
    let mut turned = corners.clone();
    turned.reverse();
    from_least(corners).min(from_least(turned))
}

/// Coordinates by their bits; both zeros are one.
fn key(at: &Coord) -> [u64; 2] {
    [at.x, at.y].map(|number| (number + 0.0).to_bits())
}
