//! Shapes of all types as records of a `.shp`: as programs write them, some of them broken.

use crate::fuzz::Mutator;

/// Types that a file may have: points, lines, areas and sets of points, plain, with heights, with measures; surfaces.
const TYPES: [i32; 13] = [1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28, 31];

/// One of the types, areas more often than others.
pub(super) fn any_type(dice: &mut Mutator) -> i32 {
    match dice.below(3) {
        0 => [5, 5, 15, 25][dice.below(4)],
        _ => TYPES[dice.below(TYPES.len())],
    }
}

type Ring = Vec<[f64; 2]>;

/// A record of a type, and whether it is as it should be.
pub(super) fn record(kind: i32, dice: &mut Mutator) -> (Vec<u8>, bool) {
    if dice.below(12) == 0 {
        return (0_i32.to_le_bytes().to_vec(), true);
    }
    let at = |dice: &mut Mutator| [107.0 + dice.below(1000) as f64 / 100.0, 10.0 + dice.below(1000) as f64 / 100.0];
    match kind % 10 {
        _ if kind == 31 => (surface(at(dice), dice), true),
        1 => (point(kind, at(dice), dice), true),
        8 => {
            let points = (0..1 + dice.below(5)).map(|_| at(dice)).collect();
            (many(kind, &[points], dice), true)
        }
        3 => {
            let lines: Vec<Ring> =
                (0..1 + dice.below(3)).map(|_| (0..2 + dice.below(5)).map(|_| at(dice)).collect()).collect();
            let goes_somewhere = lines.iter().all(|line| line.iter().any(|point| *point != line[0]));
            (many(kind, &lines, dice), goes_somewhere)
        }
        _ => {
            let (rings, is_right) = rings(dice);
            (many(kind, &rings, dice), is_right)
        }
    }
}

/// Areas in squares of their own: shells with holes, islands in the holes, ponds in the islands; the rings in any order.
fn rings(dice: &mut Mutator) -> (Vec<Ring>, bool) {
    let mut rings = Vec::new();
    for part in 0..1 + dice.below(3) {
        let corner = [107.0 + part as f64, 10.0 + dice.below(3) as f64];
        nest(corner, 0.8, 0, dice, &mut rings);
    }
    let mut is_right = true;
    match dice.below(10) {
        0 => {
            // Turned the wrong way round, as by programs that do not care.
            let turned = dice.below(rings.len());
            rings[turned].reverse();
            is_right = rings.len() == 1;
        }
        1 => {
            let crossed = dice.below(rings.len());
            rings[crossed].swap(1, 2);
            is_right = false;
        }
        2..=6 => {
            for last in (1..rings.len()).rev() {
                rings.swap(last, dice.below(last + 1));
            }
        }
        _ => {}
    }
    (rings, is_right)
}

/// A ring, and within it perhaps two others of the other kind.
fn nest(corner: [f64; 2], side: f64, depth: usize, dice: &mut Mutator, rings: &mut Vec<Ring>) {
    let [x, y] = corner;
    let mut ring = vec![[x, y], [x, y + side], [x + side, y + side], [x + side, y]];
    if dice.below(2) == 0 {
        ring.insert(2, [x + side / 2.0, y + side * 1.05]);
    }
    let start = dice.below(ring.len());
    ring.rotate_left(start);
    ring.push(ring[0]);
    if depth % 2 == 1 {
        ring.reverse();
    }
    rings.push(ring);
    if depth < 4 && dice.below(3) > 0 {
        for inner in 0..1 + dice.below(2) {
            let corner = [x + side * (0.1 + 0.45 * inner as f64), y + side * 0.2];
            nest(corner, side * 0.3, depth + 1, dice, rings);
        }
    }
}

fn point(kind: i32, [x, y]: [f64; 2], dice: &mut Mutator) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    numbers(&mut record, [x, y]);
    if kind > 10 {
        numbers(&mut record, [dice.below(100) as f64]);
    }
    if kind == 11 && dice.below(2) == 0 {
        numbers(&mut record, [-1e39]);
    }
    record
}

/// A record of parts of points; a set of points has but one.
fn many(kind: i32, parts: &[Ring], dice: &mut Mutator) -> Vec<u8> {
    let points: Vec<[f64; 2]> = parts.iter().flatten().copied().collect();
    let mut record = boxed(kind, &points);
    if kind % 10 != 8 {
        record.extend((parts.len() as i32).to_le_bytes());
    }
    record.extend((points.len() as i32).to_le_bytes());
    if kind % 10 != 8 {
        starts(&mut record, parts);
    }
    points.iter().for_each(|point| numbers(&mut record, *point));
    let lists = match kind / 10 {
        1 if dice.below(2) == 0 => 2,
        0 => 0,
        _ => 1,
    };
    for _ in 0..lists {
        numbers(&mut record, [0.0, 9.0]);
        points.iter().for_each(|_| numbers(&mut record, [dice.below(10) as f64]));
    }
    record
}

/// A roof, a wall, a fan: parts of a surface.
fn surface([x, y]: [f64; 2], dice: &mut Mutator) -> Vec<u8> {
    let square = |x: f64, y: f64, side: f64| vec![[x, y], [x, y + side], [x + side, y + side], [x + side, y]];
    let closed = |x: f64, y: f64, side: f64| {
        let mut ring = square(x, y, side);
        ring.push(ring[0]);
        ring
    };
    let all: [(i32, Ring); 6] = [
        (2, closed(x, y, 1.0)),
        (3, closed(x + 0.2, y + 0.2, 0.2)),
        (4, closed(x + 2.0, y, 1.0)),
        (1, square(x + 4.0, y, 1.0)),
        (0, square(x + 6.0, y, 1.0)),
        (0, vec![[x, y], [x, y], [x + 1.0, y], [x + 1.0, y]]),
    ];
    let count = 1 + dice.below(all.len());
    let parts: Vec<Ring> = all[..count].iter().map(|(_, ring)| ring.clone()).collect();
    let points: Vec<[f64; 2]> = parts.iter().flatten().copied().collect();
    let mut record = boxed(31, &points);
    record.extend((count as i32).to_le_bytes());
    record.extend((points.len() as i32).to_le_bytes());
    starts(&mut record, &parts);
    all[..count].iter().for_each(|(kind, _)| record.extend(kind.to_le_bytes()));
    points.iter().for_each(|point| numbers(&mut record, *point));
    numbers(&mut record, [0.0, 9.0]);
    points.iter().for_each(|_| numbers(&mut record, [dice.below(10) as f64]));
    record
}

fn boxed(kind: i32, points: &[[f64; 2]]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    let side =
        |axis: usize, better: fn(f64, f64) -> f64| points.iter().map(|point| point[axis]).reduce(better).unwrap_or(0.0);
    numbers(&mut record, [side(0, f64::min), side(1, f64::min), side(0, f64::max), side(1, f64::max)]);
    record
}

fn starts(record: &mut Vec<u8>, parts: &[Ring]) {
    let mut start = 0;
    for part in parts {
        record.extend((start as i32).to_le_bytes());
        start += part.len();
    }
}

fn numbers<const N: usize>(record: &mut Vec<u8>, numbers: [f64; N]) {
    record.extend(numbers.into_iter().flat_map(f64::to_le_bytes));
}
