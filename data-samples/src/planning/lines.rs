//! Red lines (chỉ giới đường đỏ) on both sides of every street, and the building lines (chỉ giới xây dựng) behind them; as
//! layers of their own, and as lines of detailed plans in the register.

use ::planning::{LineDraft, LineKind, ObjectNotes, RestrictionDraft};
use geo_types::{Geometry, LineString, Polygon};
use spatial_core::layer::Value;
use spatial_core::store::Staged;
use spatial_core::units::Metres;

use crate::fabric::{CityBlock, District};
use crate::planning::decisions::subdivision_name;
use crate::terrain::flat::{Line, distance};
use crate::terrain::{GridCell, Lattice, PlanePoint, to_millimetres};

/// Red lines end so far from a crossing, where corners are cut, in metres.
const SPLAY: f64 = 2.0;

/// How far a plan moves the red lines of the street that it widens, on each side, in metres.
const WIDENED: f64 = 1.5;
/// Width of the strip along a power line on which nobody builds, in metres.
const CORRIDOR: f64 = 4.0;

/// Where the blocks of a district meet its streets.
pub(crate) fn red_lines(lattice: &Lattice, district: &District) -> Vec<Staged> {
    let names = district.names(lattice);
    let plan = subdivision_name(district.cell);
    let mut lines = Vec::new();
    for block in &district.blocks {
        for (side, &way) in block.land.ways.iter().enumerate() {
            let (from, to) = (block.land.corners[side], block.land.corners[(side + 1) % 4]);
            let length = distance(from, to);
            if length < 3.0 * SPLAY {
                continue;
            }
            let line = Line::through(from, to);
            lines.push(staged(
                [line.at(SPLAY), line.at(length - SPLAY)],
                vec![Value::text(names[way].full.as_str()), Value::Real(district.ways[way].width), Value::text(&*plan)],
            ));
        }
    }
    lines
}

/// The building lines of a district, where they lie behind the red line.
pub(crate) fn building_lines(district: &District) -> Vec<Staged> {
    let plan = subdivision_name(district.cell);
    let mut lines = Vec::new();
    for block in &district.blocks {
        let setbacks = setbacks(district, block);
        let corners = inner(block, setbacks);
        for side in 0..4 {
            if setbacks[side] > 0.0 {
                let values = vec![Value::Real(setbacks[side]), Value::text(&*plan)];
                lines.push(staged([corners[side], corners[(side + 1) % 4]], values));
            }
        }
    }
    lines
}

/// How far buildings stay behind each side of a block, in metres.
pub(crate) fn setbacks(district: &District, block: &CityBlock) -> [f64; 4] {
    block.land.ways.map(|way| district.character.setback(district.ways[way].width))
}

/// The corners of a block so far within its sides.
fn inner(block: &CityBlock, within: [f64; 4]) -> [PlanePoint; 4] {
    let corners = block.land.corners;
    let lines = [0, 1, 2, 3].map(|at| Line::through(corners[at], corners[(at + 1) % 4]).shifted(within[at]));
    [0, 1, 2, 3].map(|at| lines[(at + 3) % 4].crossing(lines[at]))
}

/// The lines of a district's detailed plan: red lines with their splays, building lines, centrelines. It widens the street along most
/// blocks, so that its red lines cut the lots there.
pub(crate) fn detailed_lines(lattice: &Lattice, cell: GridCell) -> Vec<LineDraft> {
    let district = District::new(lattice, cell);
    let widened = widened(&district);
    let mut lines = Vec::new();
    for block in &district.blocks {
        let moved = block.land.ways.map(|way| if way == widened { WIDENED } else { 0.0 });
        let setbacks = setbacks(&district, block);
        let corners = inner(block, moved);
        let sides = [0, 1, 2, 3].map(|side| Line::through(corners[side], corners[(side + 1) % 4]));
        let ends = [0, 1, 2, 3].map(|side| {
            let length = distance(corners[side], corners[(side + 1) % 4]);
            (length >= 3.0 * SPLAY).then(|| [sides[side].at(SPLAY), sides[side].at(length - SPLAY)])
        });
        for side in 0..4 {
            let Some([from, to]) = ends[side] else { continue };
            let way = block.land.ways[side];
            lines.push(LineDraft {
                setback: Some(said(setbacks[side])),
                section: Some(format!("{0}-{0}", way + 1)),
                ..line(LineKind::RedLine, [from, to], Some(width(&district, way, widened)))
            });
            if let Some([next, _]) = ends[(side + 1) % 4] {
                lines.push(line(LineKind::CornerSplay, [to, next], None));
            }
        }
        let behind = inner(block, [0, 1, 2, 3].map(|side| moved[side] + setbacks[side]));
        let set_back = (0..4).filter(|side| setbacks[*side] > 0.0);
        lines.extend(set_back.map(|side| line(LineKind::BuildingLine, [behind[side], behind[(side + 1) % 4]], None)));
    }
    lines.extend((0..district.ways.len()).map(|way| LineDraft {
        section: Some(format!("{0}-{0}", way + 1)),
        ..line(LineKind::Centreline, district.ends(way), Some(width(&district, way, widened)))
    }));
    lines
}

/// What a district's detailed plan restricts: a strip along a power line at its first block.
pub(crate) fn detailed_restrictions(lattice: &Lattice, cell: GridCell) -> Vec<RestrictionDraft> {
    let district = District::new(lattice, cell);
    let strip = |block: &CityBlock| {
        let [from, to, ..] = block.land.corners;
        let [.., beyond, back] = block.land.corners;
        let behind = Line::through(from, to).shifted(CORRIDOR);
        let sides = [Line::through(to, beyond), Line::through(from, back)];
        let ring = [from, to, behind.crossing(sides[0]), behind.crossing(sides[1])].map(to_millimetres);
        RestrictionDraft {
            theme: "Hành lang bảo vệ an toàn lưới điện (mẫu)".to_owned(),
            basis: Some("Luật Điện lực 61/2024/QH15 (mẫu)".to_owned()),
            office: Some("Sở Công Thương".to_owned()),
            width: Some(Metres(CORRIDOR)),
            geometry: Polygon::new(LineString::new(ring.to_vec()), Vec::new()).into(),
        }
    };
    district.blocks.first().map(strip).into_iter().collect()
}

/// The street within a district along which most blocks lie.
fn widened(district: &District) -> usize {
    let along = |way: &usize| district.blocks.iter().filter(|block| block.land.ways.contains(way)).count();
    (MAIN_ROADS..district.ways.len()).max_by_key(along).unwrap_or(0)
}

/// The main roads around a district come first among its ways, and belong to its neighbours as well.
const MAIN_ROADS: usize = 4;

fn width(district: &District, way: usize, widened: usize) -> f64 {
    district.ways[way].width + if way == widened { 2.0 * WIDENED } else { 0.0 }
}

/// A setback as plans write it.
fn said(setback: f64) -> String {
    if setback > 0.0 { format!("≥ {setback} m").replace('.', ",") } else { "không lùi".to_owned() }
}

fn line(kind: LineKind, ends: [PlanePoint; 2], width: Option<f64>) -> LineDraft {
    LineDraft {
        kind,
        setback: None,
        road_width: width.map(Metres),
        section: None,
        object: ObjectNotes::default(),
        geometry: LineString::new(ends.map(to_millimetres).to_vec()).into(),
    }
}

fn staged(ends: [PlanePoint; 2], values: Vec<Value>) -> Staged {
    Staged::new(Some(Geometry::LineString(LineString::new(ends.map(to_millimetres).to_vec()))), values)
}
