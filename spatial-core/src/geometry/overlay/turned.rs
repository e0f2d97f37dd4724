//! The library's overlay, asked again with turned shapes where it fails.
//!
//! i_overlay 4.5 panics on some shapes whose edges run along each other (an index out of bounds while it looks for the outline that a hole
//! lies in). Its grid of integers follows the box around the shapes: turned a little they lie on it otherwise, and it does not fail.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use geo::{Centroid, MapCoords};
use geo_types::{Coord, MultiPolygon, coord};

/// Radians by which shapes are turned, one after another: no right angle, no part of one, so that edges along the grid leave it.
const TURNS: [f64; 3] = [0.123_4, 0.701_9, 1.318_3];

/// The answer to a question about shapes; with turned shapes the answer is turned back, which costs a tenth of a micrometre.
///
/// # Panics
/// If the question fails however its shapes are turned.
pub(super) fn asked<const N: usize>(
    shapes: [MultiPolygon<f64>; N],
    question: impl Fn(&[MultiPolygon<f64>; N]) -> MultiPolygon<f64>,
) -> MultiPolygon<f64> {
    if let Some(answer) = unless_it_fails(|| question(&shapes)) {
        return answer;
    }
    let middle = shapes.iter().find_map(Centroid::centroid).map_or(coord! { x: 0.0, y: 0.0 }, Coord::from);
    for turn in TURNS {
        let turned = shapes.each_ref().map(|shape| shape.map_coords(|at| turned_by(at - middle, turn)));
        if let Some(answer) = unless_it_fails(|| question(&turned)) {
            return answer.map_coords(|at| turned_by(at, -turn) + middle);
        }
    }
    question(&shapes)
}

thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// True if a panic of this thread will be caught, and its question asked again: nobody has to be told of it. For a program's panic hook.
pub fn panic_is_caught() -> bool {
    IS_CAUGHT.get()
}

fn unless_it_fails<T>(question: impl FnOnce() -> T) -> Option<T> {
    let before = IS_CAUGHT.replace(true);
    // Nothing of ours is changed by a question that breaks off.
    let answer = catch_unwind(AssertUnwindSafe(question)).ok();
    IS_CAUGHT.set(before);
    answer
}

fn turned_by(at: Coord<f64>, turn: f64) -> Coord<f64> {
    let (sine, cosine) = turn.sin_cos();
    coord! { x: cosine * at.x - sine * at.y, y: sine * at.x + cosine * at.y }
}

#[cfg(test)]
mod tests {
    use geo::{Area, BooleanOps};
    use geo_types::Rect;

    use super::*;

    fn square(west: f64, south: f64, side: f64) -> MultiPolygon<f64> {
        let [x, y] = [600_000.0 + west, 1_200_000.0 + south];
        MultiPolygon(vec![Rect::new([x, y], [x + side, y + side]).to_polygon()])
    }

    #[test]
    fn a_question_that_fails_is_asked_of_turned_shapes_and_answered_where_they_were() {
        let shapes = || [square(0.0, 0.0, 20.0), square(15.0, 5.0, 20.0)];
        let plain = asked(shapes(), |[one, other]| one.intersection(other));
        for failures in 1..=3 {
            let left = Cell::new(failures);
            let answer = asked(shapes(), |[one, other]| {
                assert!(panic_is_caught() || left.get() == 0);
                assert!(left.replace(left.get().max(1) - 1) == 0, "a failure of the library");
                one.intersection(other)
            });
            assert!((answer.unsigned_area() - 75.0).abs() < 1e-4, "{answer:?}");
            assert!(answer.difference(&plain).unsigned_area() < 1e-4);
            assert!(!panic_is_caught());
        }
    }

    #[test]
    #[should_panic(expected = "always")]
    fn a_question_that_always_fails_is_not_hidden() {
        asked([square(0.0, 0.0, 1.0)], |_| panic!("always"));
    }
}
