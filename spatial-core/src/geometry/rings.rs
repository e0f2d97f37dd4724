//! How the rings of polygons lie to each other: crossing, nested, outside, cutting.
//!
//! Exact: where rings touch, the order of their edges around the point decides whether they cross there (as in GEOS),
//! and rings that touch each other in a circle cut the interior apart.

use geo_types::{Coord, Polygon};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::geometry::defect::{Defect, DefectKind};
use crate::geometry::ring::Ring;
use crate::geometry::segment::{Meeting, is_between, meeting, place_of_meeting};

/// Pairs of rings with overlapping boxes, and places where rings touch, that are looked at in one shape: thousands of times what the
/// most holed province has, and some hundred MB. Rings that all lie over each other have the square of their number.
const MOST_PAIRS: usize = 1 << 22;
const MOST_TOUCHES: usize = 1 << 20;

/// A ring and its part in a polygon.
struct Member {
    ring: Ring,
    polygon: usize,
    is_hole: bool,
}

/// Two rings in one point.
struct Touch {
    rings: [usize; 2],
    at: Coord<f64>,
}

/// Adds the defects of polygons whose coordinates are finite.
pub(crate) fn look_at(polygons: &[Polygon<f64>], defects: &mut Vec<Defect>) {
    let before = defects.len();
    let members = sound_rings(polygons, defects);
    if defects.len() > before {
        return;
    }
    let Some(pairs) = near_pairs(&members) else { return tangled(&members, defects) };
    let mut touches = Vec::new();
    for &[a, b] in &pairs {
        if touches.len() > MOST_TOUCHES {
            return tangled(&members, defects);
        }
        if let Some(place) = crossing([a, b], &members, &mut touches) {
            defects.push(Defect::at(disorder(&members[a], &members[b]), place));
        }
    }
    if defects.len() > before {
        return;
    }
    outside(&members, defects);
    nested(&members, &pairs, defects);
    if defects.len() == before {
        cut(&members, &touches, defects);
    }
}

fn tangled(members: &[Member], defects: &mut Vec<Defect>) {
    let place = members.first().map(|member| first_point(&member.ring));
    defects.push(Defect { kind: DefectKind::TooTangled, place });
}

/// All rings of more than two points that do not meet themselves; the others are named.
fn sound_rings(polygons: &[Polygon<f64>], defects: &mut Vec<Defect>) -> Vec<Member> {
    let mut members = Vec::new();
    for (polygon, shape) in polygons.iter().enumerate() {
        let rings = std::iter::once((shape.exterior(), false)).chain(shape.interiors().iter().map(|hole| (hole, true)));
        for (line, is_hole) in rings {
            let Some(ring) = Ring::new(&line.0) else {
                let place = line.0.first().map(|point| [point.x, point.y]);
                defects.push(Defect { kind: DefectKind::TooFewPoints, place });
                continue;
            };
            match ring.self_meeting() {
                Some(place) => defects.push(Defect::at(DefectKind::SelfIntersection, place)),
                None => members.push(Member { ring, polygon, is_hole }),
            }
        }
    }
    members
}

/// Pairs of rings whose boxes overlap, found by a sweep from west to east; `None` if they are too many.
fn near_pairs(members: &[Member]) -> Option<Vec<[usize; 2]>> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by(|&a, &b| members[a].ring.bounds().west().total_cmp(&members[b].ring.bounds().west()));
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for next in order {
        let bounds = members[next].ring.bounds();
        open.retain(|&other| members[other].ring.bounds().east() >= bounds.west());
        let near = open.iter().filter(|&&other| members[other].ring.bounds().meets(&bounds));
        pairs.extend(near.map(|&other| [other.min(next), other.max(next)]));
        if pairs.len() > MOST_PAIRS {
            return None;
        }
        open.push(next);
    }
    pairs.sort_unstable();
    Some(pairs)
}

/// A place where two rings cross or run along each other; touching points are collected.
fn crossing(rings: [usize; 2], members: &[Member], touches: &mut Vec<Touch>) -> Option<[f64; 2]> {
    let [one, other] = rings.map(|index| &members[index].ring);
    let mut found = None;
    one.visit_pairs(other, &mut |i, j| {
        if found.is_some() {
            return;
        }
        let ((a, b), (c, d)) = (one.edge(i), other.edge(j));
        match meeting(a, b, c, d) {
            Meeting::Apart => {}
            Meeting::Cross | Meeting::Overlap => found = Some(place_of_meeting(a, b, c, d)),
            // The end of an edge is the start of the next, which will be visited too.
            Meeting::Touch(at) if at == b || at == d => {}
            Meeting::Touch(at) => {
                let (before, after) = one.around(i, at);
                let (from, to) = other.around(j, at);
                if is_between(at, after, before, from) != is_between(at, after, before, to) {
                    found = Some([at.x, at.y]);
                }
                touches.push(Touch { rings, at });
            }
        }
    });
    found
}

fn disorder(a: &Member, b: &Member) -> DefectKind {
    if a.polygon == b.polygon && a.is_hole != b.is_hole { DefectKind::HoleOutside } else { DefectKind::PartsOverlap }
}

/// Holes outside their shell.
fn outside(members: &[Member], defects: &mut Vec<Defect>) {
    let mut shell = None;
    for member in members {
        if !member.is_hole {
            shell = Some(&member.ring);
        } else if shell.is_some_and(|shell| !member.ring.is_within(shell)) {
            defects.push(Defect::at(DefectKind::HoleOutside, first_point(&member.ring)));
        }
    }
}

/// Holes within holes, and shells within shells unless a hole lies between.
fn nested(members: &[Member], pairs: &[[usize; 2]], defects: &mut Vec<Defect>) {
    for &[a, b] in pairs {
        let (one, other) = (&members[a], &members[b]);
        let is_peer = match (one.is_hole, other.is_hole) {
            (true, true) => one.polygon == other.polygon,
            (false, false) => true,
            _ => false,
        };
        if !is_peer {
            continue;
        }
        for (inner, outer) in [(one, other), (other, one)] {
            if inner.ring.is_within(&outer.ring) && (outer.is_hole || !is_in_a_hole(inner, outer.polygon, members)) {
                defects.push(Defect::at(DefectKind::PartsOverlap, first_point(&inner.ring)));
                break;
            }
        }
    }
}

fn is_in_a_hole(inner: &Member, polygon: usize, members: &[Member]) -> bool {
    // The rings of a polygon stand together, shell first.
    let start = members.partition_point(|member| member.polygon < polygon);
    members[start..].iter().take_while(|member| member.polygon == polygon).any(|member| {
        member.is_hole && member.ring.bounds().meets(&inner.ring.bounds()) && inner.ring.is_within(&member.ring)
    })
}

/// Rings of one polygon that touch each other in a circle: ring – point – ring – point – and back.
fn cut(members: &[Member], touches: &[Touch], defects: &mut Vec<Defect>) {
    let mut groups = Groups::default();
    let mut links = FxHashSet::default();
    for Touch { rings: [a, b], at } in touches {
        if members[*a].polygon != members[*b].polygon {
            continue;
        }
        let place = [at.x + 0.0, at.y + 0.0].map(f64::to_bits);
        for ring in [*a, *b] {
            let polygon = members[ring].polygon;
            if links.insert((ring, place)) && !groups.join(RingOrPoint::Ring(ring), RingOrPoint::Place(polygon, place))
            {
                defects.push(Defect::at(DefectKind::InteriorCut, [at.x, at.y]));
                return;
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum RingOrPoint {
    Ring(usize),
    Place(usize, [u64; 2]),
}

/// What hangs together (union-find).
#[derive(Default)]
struct Groups {
    above: FxHashMap<RingOrPoint, RingOrPoint>,
}

impl Groups {
    fn top(&mut self, node: RingOrPoint) -> RingOrPoint {
        let mut top = node;
        while let Some(&above) = self.above.get(&top) {
            top = above;
        }
        if top != node {
            self.above.insert(node, top);
        }
        top
    }

    /// False if the two hung together already.
    fn join(&mut self, a: RingOrPoint, b: RingOrPoint) -> bool {
        let (a, b) = (self.top(a), self.top(b));
        if a != b {
            self.above.insert(a, b);
        }
        a != b
    }
}

fn first_point(ring: &Ring) -> [f64; 2] {
    ring.points().first().map_or([0.0; 2], |point| [point.x, point.y])
}
