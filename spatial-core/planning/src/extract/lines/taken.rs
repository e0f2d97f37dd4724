//! What of a ground lies on the road's side of lines that cut it.

use spatial_core::geometry::{Geometry, area, joined};
use spatial_core::units::SquareMetres;

use crate::extract::lines::shapes::{
    ALONG, Area, Path, Piece, Point, band, distance, is_nothing, moved, nothing, parts,
};
use crate::extract::lines::sides::Side;

/// A line that separates a road from other land, or land on which nobody builds from other land.
#[derive(Debug, Clone)]
pub(super) struct Cutter {
    pub(super) path: Path,
    /// On which side of it the road lies, if that is known.
    pub(super) side: Option<Side>,
    /// True of a corner splay: it cuts off the smaller part.
    pub(super) is_splay: bool,
    /// How wide what lies on the road's side is, if that is known.
    pub(super) width: Option<f64>,
}

/// What they take.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) shape: Geometry,
    /// True if one of the lines lies in or along the ground.
    pub(super) is_touched: bool,
    /// If it cannot be told what they take: what they would take otherwise.
    pub(super) otherwise: Option<SquareMetres>,
}

/// How far from a line what lies beside it is looked for: at once, and beyond what lies along a boundary.
const BESIDE: [f64; 2] = [1e-3, 1.5 * ALONG];
/// At how many places of a piece, for other lines may cross it.
const PLACES: u32 = 8;

/// What lines take of a ground. `is_beyond` says it of a place that no line separates from the rest of its ground.
pub(super) fn taken(ground: &Geometry, cutters: &[Cutter], is_beyond: impl Fn(Point) -> bool) -> Taken {
    let Some(whole) = Area::of(ground) else {
        return Taken { shape: nothing(), is_touched: false, otherwise: None };
    };
    let with_pieces = cutters.iter().map(|cutter| (cutter, whole.pieces(&cutter.path, ALONG)));
    let cutters: Vec<(&Cutter, Vec<Piece>)> = with_pieces.filter(|(_, pieces)| !pieces.is_empty()).collect();
    let ends: Vec<[bool; 2]> = (0..cutters.len()).map(|at| loose_ends(at, &cutters, &whole)).collect();
    let across = distance(whole.around().min, whole.around().max);
    let carried = cutters.iter().zip(&ends).map(|((cutter, _), [first, last])| {
        let by = |is_loose: bool| if is_loose { across } else { ALONG };
        cutter.path.carried_on(by(*first), by(*last))
    });
    let parts = parts(ground, &carried.collect::<Vec<_>>());
    let mut verdict = Verdict::of(&parts, &cutters);
    verdict.follow();
    let undecided = verdict.undecided();
    while verdict.guess() {
        verdict.follow();
    }
    let guessed = undecided.iter().filter(|part| verdict.parts[**part] != Some(false));
    let of = |parts: &mut dyn Iterator<Item = &usize>| parts.map(|part| verdict.areas[*part]).sum::<f64>();
    let otherwise = (of(&mut undecided.iter()) - of(&mut guessed.clone())).max(0.0);
    let mut is_doubtful = verdict.has_guessed;
    is_doubtful |= ends.iter().enumerate().any(|(at, ends)| ends.contains(&true) && verdict.divides(at));
    let mut shapes = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        match verdict.parts[number] {
            Some(true) => shapes.push(verdict.narrowed(number, part)),
            None if Area::of(part).and_then(|part| part.inside()).is_some_and(&is_beyond) => shapes.push(part.clone()),
            _ => {}
        }
    }
    let shape = match shapes.as_slice() {
        [] => nothing(),
        [only] => only.clone(),
        several => joined(several),
    };
    let rest = area(ground) - area(&shape);
    let otherwise = if verdict.has_guessed { SquareMetres(otherwise) } else { rest };
    Taken { shape, is_touched: !cutters.is_empty(), otherwise: is_doubtful.then_some(otherwise) }
}

/// Which ends of a line lie in the ground, at no boundary and no other line: it is carried on from there as it came.
fn loose_ends(own: usize, cutters: &[(&Cutter, Vec<Piece>)], whole: &Area) -> [bool; 2] {
    let points = &cutters[own].0.path.0;
    [points[0], points[points.len() - 1]].map(|end| {
        let meets = |(at, (other, _)): (usize, &(&Cutter, Vec<Piece>))| {
            at != own && other.path.nearest(end).is_some_and(|foot| foot.distance <= ALONG)
        };
        whole.has(end) && whole.distance(end) > ALONG && !cutters.iter().enumerate().any(meets)
    })
}

/// What is known of the parts: true of those that are taken.
struct Verdict<'a> {
    parts: Vec<Option<bool>>,
    areas: Vec<f64>,
    cutters: &'a [(&'a Cutter, Vec<Piece>)],
    sides: Vec<Option<Side>>,
    /// Which part lies on which side of which cutter.
    beside: Vec<(usize, usize, Side)>,
    has_guessed: bool,
}

impl<'a> Verdict<'a> {
    fn of(parts: &[Geometry], cutters: &'a [(&'a Cutter, Vec<Piece>)]) -> Self {
        let shapes: Vec<Option<Area>> = parts.iter().map(Area::of).collect();
        let mut beside = Vec::new();
        for (at, (_, pieces)) in cutters.iter().enumerate() {
            for piece in pieces {
                for (part, side) in parts_beside(&shapes, piece) {
                    if !beside.contains(&(part, at, side)) {
                        beside.push((part, at, side));
                    }
                }
            }
        }
        let mut verdict = Self {
            parts: vec![None; parts.len()],
            areas: parts.iter().map(|part| area(part).0).collect(),
            cutters,
            sides: cutters.iter().map(|(cutter, _)| cutter.side).collect(),
            beside,
            has_guessed: false,
        };
        for (at, (cutter, _)) in cutters.iter().enumerate() {
            if cutter.is_splay && cutter.side.is_none() {
                verdict.sides[at] = Some(verdict.smaller(at).0);
            }
        }
        verdict
    }

    /// Concludes from lines to parts and from parts to lines until nothing new follows.
    fn follow(&mut self) {
        // Each round decides a part or a line, or is the last.
        for _ in 0..=self.parts.len() + self.sides.len() {
            let before = (self.parts.clone(), self.sides.clone());
            // What lies on a road's side is taken, whatever else it lies beside: crossing roads share their corner.
            for is_road in [true, false] {
                for &(part, cutter, side) in &self.beside {
                    if self.parts[part].is_none() && self.sides[cutter].map(|road| road == side) == Some(is_road) {
                        self.parts[part] = Some(is_road);
                    }
                }
            }
            for &(part, cutter, side) in &self.beside {
                if let (None, Some(is_road)) = (self.sides[cutter], self.parts[part]) {
                    self.sides[cutter] = Some(if is_road { side } else { side.other() });
                }
            }
            if before == (self.parts.clone(), self.sides.clone()) {
                return;
            }
        }
    }

    /// The parts beside lines of which nothing is known.
    fn undecided(&self) -> Vec<usize> {
        let is_open = |part: &usize| self.parts[*part].is_none() && self.beside.iter().any(|(at, ..)| at == part);
        (0..self.parts.len()).filter(is_open).collect()
    }

    /// Takes it that a line cuts off the smaller part, where nothing tells otherwise. False if there is no such line.
    fn guess(&mut self) -> bool {
        let open = (0..self.sides.len()).filter(|at| self.sides[*at].is_none());
        let open = open.filter(|at| self.beside.iter().any(|(_, cutter, _)| cutter == at));
        let next = open.map(|at| (at, self.smaller(at))).min_by(|a, b| a.1.1.total_cmp(&b.1.1));
        let Some((at, (side, _))) = next else { return false };
        self.sides[at] = Some(side);
        self.has_guessed = true;
        true
    }

    /// The side of a line on which there is less, and how much.
    fn smaller(&self, at: usize) -> (Side, f64) {
        let [left, right] = Side::BOTH.map(|wanted| {
            let there = self.beside.iter().filter(|(_, cutter, side)| *cutter == at && *side == wanted);
            there.map(|(part, ..)| self.areas[*part]).sum::<f64>()
        });
        if left <= right { (Side::Left, left) } else { (Side::Right, right) }
    }

    /// True if a line lies between parts that are taken and parts that are not.
    fn divides(&self, at: usize) -> bool {
        let there = || self.beside.iter().filter(|(_, cutter, _)| *cutter == at).map(|(part, ..)| self.parts[*part]);
        there().any(|part| part == Some(true)) && there().any(|part| part != Some(true))
    }

    /// A taken part, no wider than its roads are: the other side of a road need not be drawn.
    fn narrowed(&self, number: usize, part: &Geometry) -> Geometry {
        let roads = self.beside.iter().filter(|(at, cutter, side)| *at == number && self.sides[*cutter] == Some(*side));
        let roads: Vec<(&Path, Option<f64>)> =
            roads.map(|(_, cutter, _)| (&self.cutters[*cutter].0.path, self.cutters[*cutter].0.width)).collect();
        let Some(shape) = Area::of(part) else { return part.clone() };
        let is_wider = |(path, width): &(&Path, Option<f64>)| {
            let reach = width.map_or(f64::INFINITY, |width| width * 1.5 + 1.0);
            let is_far = |side: &Piece| path.nearest(side.from).is_some_and(|foot| foot.distance > reach);
            shape.sides().iter().any(is_far)
        };
        // A splay has no width: what it cuts off belongs to the roads that meet there.
        let widths: Option<Vec<(&Path, f64)>> = roads.iter().map(|(path, width)| Some((*path, (*width)?))).collect();
        let Some(widths) = widths.filter(|widths| !widths.is_empty() && roads.iter().all(is_wider)) else {
            return part.clone();
        };
        let bands: Vec<Geometry> = widths.into_iter().map(|(path, width)| band(part, path, width)).collect();
        let bands: Vec<Geometry> = bands.into_iter().filter(|band| !is_nothing(band)).collect();
        joined(&bands)
    }
}

/// The parts on both sides of a piece of a line.
fn parts_beside(parts: &[Option<Area>], piece: &Piece) -> Vec<(usize, Side)> {
    let Some(left) = piece.left() else { return Vec::new() };
    let within = |place: Point| parts.iter().position(|part| part.as_ref().is_some_and(|part| part.has(place)));
    let places = (0..PLACES).map(|number| (f64::from(number) + 0.5) / f64::from(PLACES));
    let mut found = Vec::new();
    for share in places {
        let at = [0, 1].map(|axis| piece.from[axis] + (piece.to[axis] - piece.from[axis]) * share);
        for side in Side::BOTH {
            let part = BESIDE.iter().find_map(|by| within(moved(at, left, side.sign() * by)));
            found.extend(part.map(|part| (part, side)));
        }
    }
    found
}
