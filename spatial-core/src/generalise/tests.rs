//! What the levels promise: nothing is lost on the way up, and following a change equals building anew.

use crate::geometry::{DrawingBox, DrawingPoint};
use proptest::prelude::*;

use super::*;
use crate::layer::Value;

/// A place in Vũng Tàu, on a corner of a tile of zoom 13.
const CORNER: u32 = (13_066 / 2) << 19;

#[derive(Debug, Clone)]
struct Parcel {
    id: u64,
    ring: Vec<DrawingPoint>,
    class: &'static str,
}

impl Parcel {
    fn square(id: u64, x: u32, y: u32, side: u32, class: &'static str) -> Self {
        let (x, y) = (CORNER + x, CORNER + y);
        Self { id, ring: vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side]], class }
    }

    fn bounds(&self) -> DrawingBox {
        let mut bounds = DrawingBox::EMPTY;
        self.ring.iter().for_each(|point| bounds.extend(*point));
        bounds
    }
}

fn visitor(parcels: &[Parcel]) -> impl Fn(&DrawingBox, &mut dyn FnMut(Area<'_>)) + Sync + '_ {
    |window, visit| {
        for parcel in parcels.iter().filter(|parcel| parcel.bounds().intersects(window)) {
            let rings = [(parcel.ring.as_slice(), true)];
            visit(Area { id: parcel.id, bounds: parcel.bounds(), rings: &rings, class: ClassRef::Text(parcel.class) });
        }
    }
}

const WORLD: DrawingBox = DrawingBox { min: [0; 2], max: [u32::MAX; 2] };

fn build(parcels: &[Parcel]) -> Levels {
    Levels::build(&WORLD, visitor(parcels))
}

/// Everything a tile could learn from the levels, with class values in place of codes.
fn content(levels: &Levels, zoom: u8) -> (Vec<Value>, Vec<(Value, u32)>) {
    let place = CORNER.checked_shr(32 - u32::from(zoom)).unwrap_or(0);
    let mut window = Vec::new();
    levels.fill.window(zoom, place, place, 4, &mut window);
    let value = |code: u32| levels.fill.classes().value(code).clone();
    let mut counts: Vec<_> =
        levels.fill.counts(zoom, place, place).iter().map(|(code, count)| (value(*code), *count)).collect();
    counts.sort_by_key(|(value, _)| format!("{value:?}"));
    (window.into_iter().map(value).collect(), counts)
}

#[test]
fn a_parcel_smaller_than_a_cell_still_marks_one_up_to_zoom_5() {
    let levels = build(&[Parcel::square(1, 5_000, 5_000, 20, "ODT")]);
    for zoom in 5..=DEEPEST {
        let (cells, counts) = content(&levels, zoom);
        assert_eq!(cells.iter().filter(|cell| **cell == Value::text("ODT")).count(), 1, "zoom {zoom}");
        assert_eq!(counts, [(Value::text("ODT"), 1)], "zoom {zoom}");
    }
}

#[test]
fn the_commonest_class_wins_and_the_smaller_value_of_equals() {
    let cell = 1 << 11;
    let square = |id, x: u32, y: u32, class| Parcel::square(id, x * cell, y * cell, cell, class);
    let levels = build(&[
        square(1, 0, 0, "B"),
        square(2, 1, 0, "A"),
        square(3, 0, 1, "B"),
        square(4, 2, 0, "B"),
        square(5, 3, 0, "A"),
    ]);
    let place = CORNER >> 20;
    let mut window = Vec::new();
    assert!(levels.fill.window(12, place, place, 0, &mut window));
    let at = (CORNER >> 19 & 1) as usize * 128 * (CELLS + 1);
    let values = [window[at], window[at + 1]].map(|code| levels.fill.classes().value(code).clone());
    assert_eq!(values, [Value::text("B"), Value::text("A")]);
}

#[test]
fn only_large_polygons_are_listed_and_the_largest_first() {
    let levels = build(&[
        Parcel::square(1, 0, 0, 1 << 10, "A"),
        Parcel::square(2, 0, 0, 1 << 13, "A"),
        Parcel::square(3, 0, 0, 1 << 16, "A"),
    ]);
    let ids: Vec<u64> = levels.large.within(WORLD, smallest_rank(LISTED_TO)).map(|polygon| polygon.id).collect();
    assert_eq!(ids, [3, 2]);
    assert_eq!(levels.large.within(WORLD, smallest_rank(9)).count(), 1);
}

#[test]
fn a_polygon_as_wide_as_the_world_costs_nothing() {
    let world = Parcel { id: 1, ring: vec![[0, 0], [u32::MAX, 0], [u32::MAX; 2], [0, u32::MAX]], class: "A" };
    let levels = build(&[world]);
    assert!(levels.fill.counts(13, 0, 0).is_empty());
    assert_eq!(levels.large.within(WORLD, smallest_rank(0)).count(), 1);
}

fn parcels() -> impl Strategy<Value = Vec<Parcel>> {
    let one = (0_u32..1 << 20, 0_u32..1 << 20, 1_u32..60_000, prop::sample::select(vec!["A", "B", "C"]));
    prop::collection::vec(one, 1..12)
        .prop_map(|all| (1..).zip(all).map(|(id, (x, y, side, class))| Parcel::square(id, x, y, side, class)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn following_a_change_equals_building_anew(before in parcels(), moved in parcels(), picked in 0_usize..12) {
        let at = picked % before.len();
        let mut after = before.clone();
        after[at] = Parcel { id: before[at].id, ..moved[0].clone() };
        let touched = [before[at].bounds(), after[at].bounds()];
        let followed = build(&before).follow(&touched, &[before[at].id], visitor(&after));
        let anew = build(&after);
        for zoom in [0, 5, 11, 12, 13] {
            prop_assert_eq!(content(&followed, zoom), content(&anew, zoom));
        }
        let list = |levels: &Levels| levels.large.within(WORLD, 0).copied().collect::<Vec<_>>();
        prop_assert_eq!(list(&followed), list(&anew));
    }

    #[test]
    fn every_feature_is_counted_once_at_every_zoom(all in parcels()) {
        let levels = build(&all);
        for zoom in [5_u32, 9, 13] {
            let place = CORNER >> (32 - zoom);
            let near = place.saturating_sub(4)..place + 5;
            let count: u32 = near.clone().flat_map(|x| near.clone().map(move |y| (x, y)))
                .flat_map(|(x, y)| levels.fill.counts(u8::try_from(zoom).unwrap(), x, y))
                .map(|(_, count)| count)
                .sum();
            prop_assert_eq!(count as usize, all.len(), "zoom {}", zoom);
        }
    }
}
