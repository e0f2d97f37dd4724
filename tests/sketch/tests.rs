//! What is drawn is what is found.

use geo_types::{Point, coord};

use super::Sketch;

fn corners(sketch: &Sketch, letter: char) -> Vec<(f64, f64)> {
    sketch.area(letter).exterior().0.iter().map(|at| (at.x, at.y)).collect()
}

#[test]
fn neighbours_share_their_side_to_the_bit() {
    let map = sketch!(
        "aab"
        "abb"
    );
    assert_eq!(
        corners(&map, 'a'),
        [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]
    );
    assert_eq!(
        corners(&map, 'b'),
        [(1.0, 0.0), (3.0, 0.0), (3.0, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0)]
    );
}

#[test]
fn a_letter_within_another_is_its_hole() {
    let map = sketch!(
        "aaaa"
        "abba"
        "aaaa"
    );
    let frame = map.area('a');
    assert_eq!(frame.interiors().len(), 1);
    let mut hole = frame.interiors()[0].0.clone();
    hole.reverse();
    assert_eq!(hole.len(), 5);
    assert!(map.area('b').exterior().0.iter().all(|corner| hole.contains(corner)));
}

#[test]
fn a_ring_never_touches_itself() {
    let map = sketch!(
        "aa "
        "a a"
        "aaa"
    );
    let frame = map.area('a');
    assert_eq!((frame.exterior().0.len(), frame.interiors().len()), (7, 1));
}

#[test]
fn cells_that_meet_in_a_corner_are_two_areas() {
    let map = sketch!(
        " a"
        "a "
    );
    assert_eq!(map.areas().len(), 2);
    assert_eq!(map.areas().iter().map(|(letter, _)| *letter).collect::<String>(), "aa");
}

#[test]
fn lines_lead_from_point_to_point_around_corners() {
    let map = sketch!(
        "A--+  C"
        "   |  |"
        "   B--+--D"
    );
    assert_eq!(map.line('A', 'B').0, [(0.5, 2.5), (3.5, 2.5), (3.5, 0.5)].map(|(x, y)| coord! { x: x, y: y }));
    assert_eq!(map.line('B', 'A').0.first(), Some(&coord! { x: 3.5, y: 0.5 }));
    let ends: Vec<(char, char)> = map.lines().iter().map(|(from, to, _)| (*from, *to)).collect();
    assert_eq!(ends, [('A', 'B'), ('B', 'D'), ('C', 'D')]);
}

#[test]
fn a_map_can_lie_anywhere() {
    let map = sketch!("a1").at(430_000.0, 1_150_000.0, 10.0);
    assert_eq!(corners(&map, 'a')[2], (430_010.0, 1_150_010.0));
    assert_eq!(map.point('1'), Point::new(430_015.0, 1_150_005.0));
}

#[test]
fn points_side_by_side_are_not_joined() {
    assert!(sketch!("AB").lines().is_empty());
}
