//! The table of corners printed on a certificate: three lines or more of two coordinates each, perhaps with a number before them and the
//! length of an edge behind.

use geo_types::{Coord, LineString, Polygon};
use spatial_core::crs::Crs;
use spatial_core::geometry::{self, Geometry};

use crate::search::reading::coordinate::is_vietnamese;
use crate::search::reading::data_area::{DataArea, to_degrees};
use crate::search::reading::{number, pair};

/// Fewest and most corners, as in the browser (`kit/grid/coordinates.ts`); a parcel of more is drawn from a file.
const FEWEST: usize = 3;
pub(crate) const MOST: usize = 1000;

/// A ring someone gave by its corners.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Corners {
    pub(crate) crs: Crs,
    /// Longitude and latitude of each corner, the first not repeated.
    pub(crate) ring: Vec<[f64; 2]>,
    /// Area in the grid they were given in; none for degrees.
    pub(crate) square_metres: Option<f64>,
}

/// All rings a text may give: one for each zone that fits.
pub(crate) fn read(text: &str, area: &DataArea) -> Vec<Corners> {
    let Some((rows, meridian)) = rows(text) else { return Vec::new() };
    let orders: [fn([f64; 2]) -> [f64; 2]; 2] = [|[a, b]| [b, a], |pair| pair];
    let mut found = Vec::new();
    for order in orders {
        let chosen = |row: &Vec<[f64; 2]>| row.iter().map(|pair| order(*pair)).find(|pair| is_vietnamese(*pair));
        let Some(ring) = rows.iter().map(chosen).collect::<Option<Vec<_>>>() else { continue };
        let ring = open(ring);
        let zones = ring.first().map_or_else(Vec::new, |first| area.zones(*first, meridian));
        found.extend(zones.into_iter().filter_map(|zone| placed(Crs::Epsg(zone.epsg), &ring)));
    }
    if found.is_empty() {
        found.extend(orders.into_iter().find_map(|order| {
            let chosen = |row: &Vec<[f64; 2]>| row.iter().map(|pair| order(*pair)).find(|at| area.is_near(*at));
            placed(Crs::WGS84, &open(rows.iter().map(chosen).collect::<Option<Vec<_>>>()?))
        }));
    }
    found
}

/// What each line of a table may stand for: pairs of numbers.
type CornerRows = Vec<Vec<[f64; 2]>>;

/// What each line may give, and the meridian if one is named; `None` if the text is no table, or a line of it is not understood.
fn rows(text: &str) -> Option<(CornerRows, Option<f64>)> {
    let mut lines: Vec<&str> = text.lines().filter(|line| line.contains(|c: char| c.is_ascii_digit())).collect();
    if lines.len() < FEWEST {
        lines = text.split([';', '\n']).filter(|line| line.contains(|c: char| c.is_ascii_digit())).collect();
    }
    let mut meridian = None;
    let mut rows = Vec::new();
    for line in lines {
        let bare = pair::bare(line).or_else(|| pair::bare(numbers_of(line)))?;
        meridian = meridian.or(bare.meridian);
        let row = row(&bare.text);
        // A heading may hold a number: `Hệ tọa độ VN-2000, KTT 107°45′`.
        if row.is_empty() && rows.is_empty() {
            continue;
        }
        if row.is_empty() || rows.len() > MOST {
            return None;
        }
        rows.push(row);
    }
    (rows.len() >= FEWEST).then_some((rows, meridian))
}

/// What stands behind the words a line begins with: `Đỉnh 1: …`.
fn numbers_of(line: &str) -> &str {
    line.find(|c: char| c.is_ascii_digit()).map_or("", |at| &line[at..])
}

/// Pairs of a line. Columns are parted by tabs, and then numbers may hold spaces; or by spaces.
fn row(bare: &str) -> Vec<[f64; 2]> {
    let parted = |is_gap: fn(char) -> bool| columns(bare.split(is_gap));
    let mut found = parted(|c| "\t;|".contains(c));
    if found.is_empty() {
        found = parted(|c| c.is_whitespace() || ";|".contains(c));
    }
    if found.is_empty() { pair::pairs(bare) } else { found }
}

/// Of three numbers a small whole one before them is the corner's, of four the last is an edge.
fn columns<'t>(parts: impl Iterator<Item = &'t str>) -> Vec<[f64; 2]> {
    let parts = parts.map(|part| part.trim_matches(|c: char| c == ',' || c.is_whitespace()));
    let columns: Vec<Vec<f64>> = parts.filter(|part| !part.is_empty()).map(number::values).collect();
    #[expect(clippy::cast_precision_loss, reason = "a thousand")]
    let most = MOST as f64;
    let is_index = |column: &Vec<f64>| matches!(column.as_slice(), [value] if value.fract() == 0.0 && *value <= most);
    let (a, b) = match columns.as_slice() {
        [a, b] | [a, b, _] if !is_index(a) => (a, b),
        [index, a, b] | [index, a, b, _] if is_index(index) => (a, b),
        _ => return Vec::new(),
    };
    a.iter().flat_map(|a| b.iter().map(|b| [*a, *b])).collect()
}

/// Without the repeated first corner.
fn open(mut ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

fn placed(crs: Crs, ring: &[[f64; 2]]) -> Option<Corners> {
    if !(FEWEST..=MOST).contains(&ring.len()) {
        return None;
    }
    let degrees: Vec<[f64; 2]> = ring.iter().map(|corner| to_degrees(crs, *corner)).collect::<Option<_>>()?;
    let line: LineString<f64> = ring.iter().map(|[x, y]| Coord { x: *x, y: *y }).collect();
    let area = geometry::area(&Geometry::Polygon(Polygon::new(line, Vec::new()))).0;
    Some(Corners { crs, ring: degrees, square_metres: (crs != Crs::WGS84).then_some(area) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::reading::coordinate::tests::vung_tau;

    fn check(text: &str, corners: usize, area: Option<f64>) {
        let found = read(text, &vung_tau());
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].ring.len(), corners, "{text}");
        assert_eq!(found[0].square_metres.map(f64::round), area, "{text}");
        let [lon, lat] = found[0].ring[0];
        assert!((107.0..107.3).contains(&lon) && (10.3..10.6).contains(&lat), "{text}: {lon} {lat}");
    }

    #[test]
    fn tables_of_corners_are_read_as_they_are_printed() {
        let square = ["1150000 430000", "1150000 430010", "1150020 430010", "1150020 430000"];
        check(&square.join("\n"), 4, Some(200.0));
        check(&square.join("; "), 4, Some(200.0));
        check(&format!("{}\n{}", square.join("\r\n"), square[0]), 4, Some(200.0));
        let numbered: Vec<String> = square.iter().enumerate().map(|(at, line)| format!("{} {line}", at + 1)).collect();
        check(&numbered.join("\n"), 4, Some(200.0));
        let edges: Vec<String> = numbered.iter().map(|line| format!("{line} 10,05")).collect();
        check(&edges.join("\n"), 4, Some(200.0));
        check(
            "Số hiệu đỉnh thửa X (m) Y (m)\n1\t1.150.000,00\t430.000,00\n2\t1.150.000,00\t430.010,00\n3\t1.150.020,00\t430.010,00",
            3,
            Some(100.0),
        );
        let tabbed = "1\t1 150 000,00\t430 000,00\t10,00\n2\t1 150 000,00\t430\u{202f}010,00\t20,00\n3\t1 150 020,00\t430 010,00\t22,36";
        check(tabbed, 3, Some(100.0));
        check(&tabbed.replace('\t', " ; "), 3, Some(100.0));
        let circle: Vec<String> = (0..MOST).map(|at| format!("{} 1150{at:03} 430000", at + 1)).collect();
        check(&circle.join("\n"), MOST, Some(0.0));
        check("430000,1150000\n430010,1150000\n430010,1150020", 3, Some(100.0));
        check("X=1150000 Y=430000\nX=1150000 Y=430010\nX=1150020 Y=430010", 3, Some(100.0));
        check("10.35, 107.05\n10.36, 107.05\n10.36, 107.06", 3, None);
        check("107.05 10.35\n107.05 10.36\n107.06 10.36", 3, None);
    }

    #[test]
    fn other_texts_are_no_tables() {
        let many: Vec<String> = (0..=MOST).map(|at| format!("{} 430000", 1_150_000 + at)).collect();
        for text in [
            "",
            "1150000 430000",
            "1150000 430000\n1150000 430010",
            "a\nb\nc",
            "1\n2\n3",
            "12/45\n12/46\n12/47",
            &many.join("\n"),
        ] {
            assert_eq!(read(text, &vung_tau()), [], "{text}");
        }
    }
}
