//! Red lines (chỉ giới đường đỏ) on both sides of every street, and the building lines (chỉ giới xây dựng) behind them.

use geo_types::{Geometry, LineString};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::fabric::{CityBlock, District};
use crate::planning::decisions::subdivision_name;
use crate::terrain::flat::{Line, distance};
use crate::terrain::{Lattice, PlanePoint, to_millimetres};

/// Red lines end so far from a crossing, where corners are cut, in metres.
const SPLAY: f64 = 2.0;

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

fn staged(ends: [PlanePoint; 2], values: Vec<Value>) -> Staged {
    Staged::new(Some(Geometry::LineString(LineString::new(ends.map(to_millimetres).to_vec()))), values)
}
