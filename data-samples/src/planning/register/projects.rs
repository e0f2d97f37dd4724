//! What a land-use plan of one year sets out to do, project by project, and the roads a sector plan keeps free.

use std::collections::BTreeSet;

use ::planning::{InvestorKind, ProjectDraft, ZoneDraft};
use geo_types::{Geometry, LineString, Polygon};
use spatial_core::geometry::area;
use spatial_core::units::SquareMetres;

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{District, main_road_width};
use crate::planning::register::drawn::{Drawn, zone};
use crate::planning::register::gaps::Gaps;
use crate::planning::register::writing::Written;
use crate::terrain::flat::{Line, distance};
use crate::terrain::{PlanePoint, to_millimetres};

/// One district in so many has a project in a year.
const EVERY: usize = 3;
/// How far a road is widened on one side, in metres.
const WIDENED: f64 = 4.0;
/// How wide the sector plan keeps main roads, in metres on each side beyond their half.
const KEPT: f64 = 6.0;

/// A project: its sign, its name and its land use, and where it is.
struct Project {
    sign: String,
    name: String,
    code: &'static str,
    ring: Vec<PlanePoint>,
    street: String,
    ward: usize,
}

/// A project as the list has it, but for the code of its ward, which is not known here.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) draft: ProjectDraft,
    pub(crate) ward: usize,
    /// The map sheet and the numbers of the parcels it names.
    pub(crate) names: Option<(i64, [i64; 2])>,
}

/// The projects of a year.
pub(super) fn annual(city: &City, gaps: &Gaps, year: usize) -> Drawn {
    let zones: Vec<ZoneDraft> = projects(city, year)
        .into_iter()
        .filter_map(|project| zone(gaps, shape(project.ring), (project.sign, project.code), &Written::nothing()))
        .collect();
    Drawn { boundary: None, zones }
}

/// Their signs and names.
pub(super) fn names(city: &City, year: usize) -> Vec<(String, String)> {
    projects(city, year).into_iter().map(|project| (project.sign, project.name)).collect()
}

/// The list of a year: its projects with their shapes, and one that names two parcels and has none.
pub(super) fn listed(city: &City, year: usize) -> Vec<Listed> {
    let gaps = Gaps::of(city);
    let draft = |sign: String, name: String| ProjectDraft {
        sign,
        name,
        year: u32::try_from(year).ok(),
        investor: Some(InvestorKind::State),
        source: Some(format!("Danh mục công trình, dự án năm {year} (mẫu)")),
        ..ProjectDraft::default()
    };
    let mut all: Vec<Listed> = Vec::new();
    for Project { sign, name, code, ring, street, ward } in projects(city, year) {
        let Some(shape) = gaps.cut(shape(ring)) else { continue };
        let tenths = SquareMetres((area(&shape).0 * 10.0).round() / 10.0);
        let (land_use, place) = (Some(code.to_owned()), Some(street));
        let draft = ProjectDraft { land_use, place, area: Some(tenths), geometry: Some(shape), ..draft(sign, name) };
        all.push(Listed { draft, ward, names: None });
    }
    if let Some(site) = city.sites().first() {
        let named = draft(format!("DA{year}-TH"), "Chuyển mục đích sử dụng đất sang đất ở (hai thửa)".to_owned());
        let draft = ProjectDraft { land_use: Some("ODT".to_owned()), ..named };
        all.push(Listed { draft, ward: site.ward, names: Some((site.sheet, [1, 2])) });
    }
    all
}

fn projects(city: &City, year: usize) -> Vec<Project> {
    let chosen = city.sites().iter().enumerate().filter(|(at, _)| at % EVERY == year % EVERY || *at == 0);
    let numbered = (1..).zip(chosen);
    numbered
        .map(|(number, (_, site))| {
            let (cell, ward) = (site.cell, site.ward);
            let district = District::new(city.lattice(), cell);
            let street = district.names(city.lattice()).into_iter().next().map(|name| name.full).unwrap_or_default();
            let mut dice = Dice::at(city.lattice().seed, Purpose::Plan, cell.i, cell.j + 3000);
            let sign = format!("DA{year}-{number:03}");
            let block = district.blocks.first().map(|block| block.land.corners.map(to_millimetres).to_vec());
            match (number > 1 && dice.chance(40), block) {
                (true, Some(ring)) => {
                    let (name, code) = dice.pick(&[
                        ("Xây dựng trường tiểu học và trung học cơ sở", "DGD"),
                        ("Xây dựng trạm y tế", "DYT"),
                        ("Xây dựng công viên khu vực", "DKV"),
                    ]);
                    Project { sign, name: format!("{name}, {street}"), code, ring, street, ward }
                }
                _ => {
                    let (name, ring) = (format!("Mở rộng {street}"), widening(&district));
                    Project { sign, name, code: "DGT", ring, street, ward }
                }
            }
        })
        .collect()
}

/// A strip beyond the red line of the main road before a district: it cuts the fronts of the lots there.
fn widening(district: &District) -> Vec<PlanePoint> {
    let way = district.ways[0];
    let whole = distance(way.line.from, way.line.from + way.line.step);
    let [near, far] = [0.0, WIDENED].map(|beyond| way.line.shifted(way.width / 2.0 + beyond));
    let (from, to) = (0.15 * whole, 0.85 * whole);
    [near.at(from), near.at(to), far.at(to), far.at(from)].map(to_millimetres).to_vec()
}

/// Main roads as wide as the sector plan keeps them. They lie on one another where they cross.
pub(super) fn corridors(city: &City, gaps: &Gaps) -> Drawn {
    let lattice = city.lattice();
    let mut edges = BTreeSet::new();
    for cell in city.cells() {
        let (i, j) = (cell.i, cell.j);
        edges.extend([(false, j, i), (false, j + 1, i), (true, i, j), (true, i + 1, j)]);
    }
    edges.retain(|(_, line, _)| line.rem_euclid(4) == 0);
    let zones = edges.into_iter().filter_map(|(is_inland, line, along)| {
        let at = |along| if is_inland { lattice.vertex(line, along) } else { lattice.vertex(along, line) };
        let (from, to) = (at(along), at(along + 1));
        let half = main_road_width(lattice.seed, is_inland, line) / 2.0 + KEPT;
        let middle = Line::through(from, to);
        let [right, left] = [-half, half].map(|metres| middle.shifted(metres));
        let length = distance(from, to);
        let ring = [right.at(0.0), right.at(length), left.at(length), left.at(0.0)].map(to_millimetres).to_vec();
        let axis = if is_inland { "D" } else { "N" };
        let sign = format!("TĐ-{axis}{}-{}", line.rem_euclid(200), along.rem_euclid(200));
        zone(gaps, shape(ring), (sign, "Đường giao thông"), &Written::nothing())
    });
    Drawn { boundary: None, zones: zones.collect() }
}

fn shape(ring: Vec<PlanePoint>) -> Geometry {
    Geometry::Polygon(Polygon::new(LineString::new(ring), Vec::new()))
}
