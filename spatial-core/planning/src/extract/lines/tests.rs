//! Lots cut by lines, drawn: what the road takes, what is left, and what cannot be told.

use geo_types::{LineString, Rect};
use sketch::{Sketch, sketch};
use spatial_core::geometry::{Envelope, Geometry, area, length};
use spatial_core::layer::FeatureId;
use spatial_core::units::Metres;

use super::{BuildableMethod, LinePlan, ParcelLines, PlanLine, RoadMethod, lines, road_by_centreline, speaking};
use crate::extract::{LawState, Thresholds};
use crate::words::LineKind::{self, BuildingLine, Centreline, CornerSplay, RedLine, SafetyCorridor};

/// Where the maps lie, and how wide a cell is: as in a VN-2000 zone.
const PLACE: (f64, f64, f64) = (600_000.0, 1_140_000.0, 2.0);

/// A plan being drawn over a lot.
struct Over {
    lot: Geometry,
    plan: LinePlan,
}

impl Over {
    /// A plan about all of the lot `p`.
    fn lot(map: Sketch) -> Self {
        let lot: Geometry = map.area('p').into();
        let plan = LinePlan {
            plan: FeatureId(9),
            kind: "urban".to_owned(),
            is_exclusive: true,
            law: LawState::InForce,
            ground: Some(lot.clone()),
            speaks: true,
            lines: Vec::new(),
            roads: Vec::new(),
        };
        Self { lot, plan }
    }

    fn add(&mut self, kind: LineKind, line: LineString<f64>, of: impl FnOnce(&mut PlanLine)) {
        let id = FeatureId(1 + self.plan.lines.len() as u64);
        let shape = line.into();
        let mut line = PlanLine { id, plan: self.plan.plan, kind: Some(kind), setback: None, road_width: None, shape };
        of(&mut line);
        self.plan.lines.push(line);
    }

    fn told(&self) -> ParcelLines {
        lines(&self.lot, std::slice::from_ref(&self.plan), Thresholds::default())
    }
}

/// A map in cells of 2 m, as in a VN-2000 zone.
fn placed(map: Sketch) -> Sketch {
    let (x, y, side) = PLACE;
    map.at(x, y, side)
}

/// What the road takes, how much of it fronts the lot, and what it would take otherwise, in tenths.
fn road(told: &ParcelLines) -> (f64, f64, Option<f64>) {
    let road = told.road.as_ref().expect("a road is told of");
    (tenths(road.area.0), tenths(road.frontage.0), road.otherwise.map(|area| tenths(area.0)))
}

fn left(told: &ParcelLines) -> (f64, BuildableMethod, bool) {
    let left = told.buildable.as_ref().expect("it is told what is left");
    (tenths(left.area.0), left.method, left.is_ambiguous)
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0 + 0.0
}

#[test]
fn a_red_line_cuts_a_lot_on_the_side_of_the_centreline() {
    let mut over = Over::lot(placed(sketch!(
        "  pppppppppp  "
        "  pppppppppp  "
        "  pppppppppp  "
        "  pppppppppp  "
        "              "
        "              "
        "              "
    )));
    // Lines run in the middle of their cells: this one a metre above the lower side of the lot.
    let drawn = placed(sketch!(
        "A------------B"
        "              "
        "              "
        "C------------D"
    ));
    over.add(RedLine, drawn.line('A', 'B'), |_| {});
    over.add(Centreline, drawn.line('C', 'D'), |line| line.road_width = Some(Metres(12.0)));
    let told = over.told();
    assert_eq!(road(&told), (20.0, 20.2, None), "one metre of twenty lies beyond");
    let road = told.road.expect("it was");
    assert_eq!(road.method, RoadMethod::RedLines);
    assert!((area(&road.shape).0 - 20.0).abs() < 0.01);
    assert_eq!(told.lines.len(), 1, "the centreline lies beyond the lot");
    assert_eq!((tenths(told.lines[0].length.0), told.lines[0].law), (20.2, LawState::InForce));
    assert_eq!(told.buildable, None, "nothing is said of building");
}

/// In metres from the lower left corner of the maps.
fn straight(from: [f64; 2], to: [f64; 2]) -> LineString<f64> {
    LineString::from(vec![(PLACE.0 + from[0], PLACE.1 + from[1]), (PLACE.0 + to[0], PLACE.1 + to[1])])
}

/// A lot of 20 m × 20 m whose lower left corner lies 10 m off that of the map.
fn square() -> Over {
    Over::lot(placed(sketch!(
        "                    "
        "     pppppppppp     "
        "     pppppppppp     "
        "     pppppppppp     "
        "     pppppppppp     "
        "     pppppppppp     "
        "     pppppppppp     "
        "     pppppppppp     "
        "     pppppppppp     "
        "     pppppppppp     "
        "     pppppppppp     "
        "                    "
        "                    "
        "                    "
        "                    "
        "                    "
    )))
}

type Drawn = (LineKind, [f64; 2], [f64; 2], f64, &'static str);

/// The square with lines: kind, from, to, road width (0: none said) and setback, in metres from its lower left corner.
fn with(drawn: &[Drawn]) -> ParcelLines {
    let mut over = square();
    for (kind, from, to, width, setback) in drawn {
        let placed = |at: &[f64; 2]| [at[0] + 10.0, at[1] + 10.0];
        over.add(*kind, straight(placed(from), placed(to)), |line| {
            line.road_width = (*width > 0.0).then_some(Metres(*width));
            line.setback = (!setback.is_empty()).then(|| (*setback).to_owned());
        });
    }
    over.told()
}

#[test]
fn without_anything_that_tells_the_side_both_areas_are_told() {
    let told = with(&[(RedLine, [-5.0, 3.0], [25.0, 3.0], 0.0, "")]);
    assert_eq!(road(&told), (60.0, 20.2, Some(340.0)));
    let turned = with(&[(RedLine, [25.0, 3.0], [-5.0, 3.0], 0.0, "")]);
    assert_eq!(road(&turned), road(&told), "it does not matter which way it was drawn");
}

#[test]
fn the_side_is_told_by_a_centreline_a_pair_of_the_roads_width_or_a_building_line() {
    let red = (RedLine, [-5.0, 15.0], [25.0, 15.0], 20.0, "");
    let by_centreline = with(&[red, (Centreline, [-50.0, 5.0], [50.0, 5.0], 20.0, "")]);
    assert_eq!(road(&by_centreline), (300.0, 20.2, None), "the larger part, if that is what the plan says");
    let by_pair = with(&[red, (RedLine, [-5.0, -5.0], [25.0, -5.0], 20.0, "")]);
    assert_eq!(road(&by_pair), (300.0, 20.2, None));
    let by_building_line = with(&[red, (BuildingLine, [-5.0, 18.0], [25.0, 18.0], 0.0, "")]);
    assert_eq!(road(&by_building_line), (300.0, 20.2, None));
    assert_eq!(left(&by_building_line), (40.0, BuildableMethod::BuildingLine, false));
}

#[test]
fn land_for_roads_goes_before_lines_and_tells_their_side() {
    let strip = |from: f64, to: f64| -> Geometry {
        let (x, y) = (PLACE.0 + 10.0, PLACE.1 + 10.0);
        geo_types::Rect::new([x - 5.0, y + from], [x + 25.0, y + to]).to_polygon().into()
    };
    let mut over = square();
    over.add(RedLine, straight([5.0, 13.0], [35.0, 13.0]), |_| {});
    over.plan.roads = vec![strip(-12.0, 2.0)];
    let told = over.told();
    assert_eq!(road(&told), (40.0, 20.0, None));
    assert_eq!(told.road.map(|road| road.method), Some(RoadMethod::PlannedRoad));
    over.plan.roads = vec![strip(3.0, 25.0)];
    assert_eq!(road(&over.told()).0, 340.0);
    over.plan.roads = vec![strip(-12.0, 0.0)];
    assert_eq!(road(&over.told()), (60.0, 20.2, Some(340.0)), "a road three metres away tells nothing of this line");
}

#[test]
fn a_lot_between_two_streets_loses_a_strip_at_each() {
    let streets = [
        (RedLine, [-5.0, 2.0], [25.0, 2.0], 12.0, ""),
        (RedLine, [-5.0, 19.0], [25.0, 19.0], 12.0, ""),
        (Centreline, [-50.0, -4.0], [50.0, -4.0], 12.0, ""),
        (Centreline, [-50.0, 25.0], [50.0, 25.0], 12.0, ""),
    ];
    assert_eq!(road(&with(&streets)), (60.0, 40.4, None), "and not what lies between");
    let untold: Vec<Drawn> = streets[..2].iter().map(|(kind, from, to, ..)| (*kind, *from, *to, 0.0, "")).collect();
    assert_eq!(road(&with(&untold)), (60.0, 40.4, Some(340.0)), "or else the road runs between");
}

#[test]
fn a_new_road_through_a_lot_takes_what_lies_between_its_red_lines() {
    let told = with(&[
        (RedLine, [-5.0, 6.0], [25.0, 6.0], 8.0, ""),
        (RedLine, [-5.0, 14.0], [25.0, 14.0], 8.0, ""),
        (Centreline, [-50.0, 10.0], [50.0, 10.0], 8.0, ""),
    ]);
    assert_eq!(road(&told), (160.0, 40.4, None));
    let paired = with(&[(RedLine, [-5.0, 6.0], [25.0, 6.0], 8.0, ""), (RedLine, [-5.0, 14.0], [25.0, 14.0], 8.0, "")]);
    assert_eq!(road(&paired), (160.0, 40.4, None), "their distance is the width of the road");
}

#[test]
fn a_road_whose_other_side_is_not_drawn_ends_at_its_width() {
    let told =
        with(&[(RedLine, [-5.0, 15.0], [25.0, 15.0], 5.0, ""), (Centreline, [-50.0, 12.5], [50.0, 12.5], 5.0, "")]);
    assert_eq!(road(&told), (100.0, 20.2, None));
}

#[test]
fn a_corner_lot_loses_both_strips_and_what_the_splay_cuts_off() {
    let corner = [
        (RedLine, [-5.0, 2.0], [18.0, 2.0], 12.0, ""),
        (RedLine, [18.0, 2.0], [18.0, 25.0], 12.0, ""),
        (Centreline, [-50.0, -4.0], [50.0, -4.0], 12.0, ""),
        (Centreline, [24.0, -50.0], [24.0, 50.0], 12.0, ""),
    ];
    assert_eq!(road(&with(&corner)), (76.0, 36.2, None), "20 × 2 and 2 × 18");
    let splayed = [
        (RedLine, [-5.0, 0.0], [17.0, 0.0], 12.0, ""),
        (CornerSplay, [17.0, 0.0], [20.0, 3.0], 0.0, ""),
        (RedLine, [20.0, 3.0], [20.0, 25.0], 12.0, ""),
        (Centreline, [-50.0, -6.0], [50.0, -6.0], 12.0, ""),
        (Centreline, [26.0, -50.0], [26.0, 50.0], 12.0, ""),
    ];
    assert_eq!(road(&with(&splayed)).0, 4.5, "half of 3 × 3");
    assert_eq!(road(&with(&splayed)).2, None);
}

#[test]
fn two_roads_that_cross_in_a_lot_take_a_cross() {
    let cross = [
        (RedLine, [-5.0, 16.0], [25.0, 16.0], 12.0, ""),
        (RedLine, [16.0, -5.0], [16.0, 25.0], 12.0, ""),
        (Centreline, [-50.0, 22.0], [50.0, 22.0], 12.0, ""),
        (Centreline, [22.0, -50.0], [22.0, 50.0], 12.0, ""),
    ];
    assert_eq!(road(&with(&cross)), (400.0 - 256.0, 40.4, None));
}

#[test]
fn red_lines_of_one_road_that_cross_are_doubtful() {
    let told = with(&[
        (RedLine, [-5.0, 2.0], [25.0, 5.0], 0.0, ""),
        (RedLine, [-5.0, 5.0], [25.0, 2.0], 0.0, ""),
        (Centreline, [-50.0, -6.0], [50.0, -6.0], 20.0, ""),
    ]);
    assert!(road(&told).2.is_some(), "{:?}", told.road);
}

#[test]
fn a_line_along_the_boundary_takes_nothing_and_is_the_front() {
    let told =
        with(&[(RedLine, [-5.0, 0.0], [25.0, 0.0], 12.0, "3 m"), (Centreline, [-50.0, -6.0], [50.0, -6.0], 12.0, "")]);
    assert_eq!(road(&told), (0.0, 20.2, None));
    assert_eq!(left(&told), (340.0, BuildableMethod::Setback, false));
    let beside = with(&[
        (RedLine, [-5.0, -0.06], [25.0, -0.06], 12.0, "không lùi"),
        (Centreline, [-50.0, -6.0], [50.0, -6.0], 12.0, ""),
    ]);
    assert_eq!(road(&beside).0, 0.0, "six centimetres off is along it");
    assert_eq!(left(&beside), (400.0, BuildableMethod::Setback, false));
    let unread =
        with(&[(RedLine, [-5.0, 0.0], [25.0, 0.0], 12.0, "3-6m"), (Centreline, [-50.0, -6.0], [50.0, -6.0], 12.0, "")]);
    assert_eq!(unread.buildable, None, "nobody knows which of the two it is");
    let alone = with(&[(RedLine, [-5.0, 0.0], [25.0, 0.0], 0.0, "")]);
    assert_eq!(road(&alone), (0.0, 20.2, Some(400.0)), "the whole lot may lie on the side of the road");
}

#[test]
fn a_line_that_ends_inside_is_carried_on_and_doubtful() {
    let told =
        with(&[(RedLine, [-5.0, 3.0], [12.0, 3.0], 12.0, ""), (Centreline, [-50.0, -3.0], [50.0, -3.0], 12.0, "")]);
    assert_eq!(road(&told), (60.0, 12.1, Some(340.0)));
    let short =
        with(&[(RedLine, [-5.0, 3.0], [19.94, 3.0], 12.0, ""), (Centreline, [-50.0, -3.0], [50.0, -3.0], 12.0, "")]);
    assert_eq!(road(&short), (60.0, 20.0, None), "six centimetres short of the boundary is at it");
}

#[test]
fn a_line_beyond_the_lot_is_none_of_it() {
    let told = with(&[
        (RedLine, [-5.0, -3.0], [25.0, -3.0], 12.0, ""),
        (Centreline, [-50.0, -9.0], [50.0, -9.0], 12.0, ""),
        (SafetyCorridor, [-5.0, 40.0], [25.0, 40.0], 0.0, ""),
    ]);
    assert_eq!(told, ParcelLines::default());
    let setback = with(&[(RedLine, [-5.0, -3.0], [25.0, -3.0], 12.0, "≥ 6 m")]);
    assert_eq!(setback.road, None);
    assert_eq!(left(&setback), (340.0, BuildableMethod::Setback, false), "its setback reaches into the lot");
}

#[test]
fn a_lot_between_the_red_lines_of_a_road_is_taken_whole() {
    let told = with(&[
        (RedLine, [-50.0, -4.0], [50.0, -4.0], 30.0, ""),
        (RedLine, [-50.0, 26.0], [50.0, 26.0], 30.0, ""),
        (Centreline, [-50.0, 11.0], [50.0, 11.0], 30.0, ""),
    ]);
    assert_eq!(road(&told), (400.0, 0.0, None));
}

#[test]
fn a_centreline_takes_half_the_width_on_each_side_where_no_red_line_is_drawn() {
    let told = with(&[(Centreline, [-50.0, -4.0], [50.0, -4.0], 12.0, "")]);
    assert_eq!(road(&told), (40.0, 20.0, None));
    assert_eq!(told.road.map(|road| road.method), Some(RoadMethod::Centreline));
    let without = with(&[(Centreline, [-50.0, -4.0], [50.0, -4.0], 0.0, "")]);
    assert_eq!(without.road, None, "nobody knows how wide");
    let behind =
        with(&[(Centreline, [-50.0, -4.0], [50.0, -4.0], 12.0, ""), (RedLine, [-5.0, -1.0], [25.0, -1.0], 0.0, "")]);
    assert_eq!(behind.road, None, "the red line between says it better");
}

#[test]
fn what_lies_before_the_building_lines_of_a_corner_is_not_built_on() {
    let told = with(&[
        (RedLine, [-5.0, 0.0], [20.0, 0.0], 12.0, "3"),
        (RedLine, [20.0, 0.0], [20.0, 25.0], 12.0, "3"),
        (BuildingLine, [-5.0, 3.0], [16.0, 3.0], 0.0, ""),
        (BuildingLine, [16.0, 3.0], [16.0, 25.0], 0.0, ""),
        (Centreline, [-50.0, -6.0], [50.0, -6.0], 12.0, ""),
        (Centreline, [26.0, -50.0], [26.0, 50.0], 12.0, ""),
    ]);
    assert_eq!(left(&told), (16.0 * 17.0, BuildableMethod::BuildingLine, false));
    assert_eq!(road(&told).0, 0.0);
}

#[test]
fn a_lot_before_its_building_line_is_not_built_on_at_all() {
    let told =
        with(&[(RedLine, [-50.0, -1.0], [50.0, -1.0], 12.0, ""), (BuildingLine, [-50.0, 25.0], [50.0, 25.0], 0.0, "")]);
    assert_eq!(left(&told), (0.0, BuildableMethod::BuildingLine, false));
}

#[test]
fn lines_are_drawn_where_their_plan_speaks_and_no_farther() {
    let mut general = square();
    general.add(RedLine, straight([5.0, 15.0], [35.0, 15.0]), |line| line.plan = FeatureId(1));
    let general = LinePlan { plan: FeatureId(1), ground: Some(general.lot.clone()), ..general.plan };
    let mut local = square();
    local.add(RedLine, straight([5.0, 12.0], [35.0, 12.0]), |line| line.plan = FeatureId(2));
    let lot = local.lot.clone();
    // The adjustment is about the western half of the lot.
    let Some(Envelope { min, max }) = Envelope::of(&lot) else { unreachable!("a lot has a box") };
    let west = geo_types::Rect::new(min, [min[0].midpoint(max[0]), max[1]]).to_polygon().into();
    let local = LinePlan { plan: FeatureId(2), ground: Some(west), ..local.plan };
    let width = max[0] - min[0];
    let told = |plans: &[LinePlan]| -> Vec<(u64, f64)> {
        speaking(&lot, plans).iter().map(|line| (line.plan.0, tenths(length(&line.shape).0 / width))).collect()
    };
    assert_eq!(told(&[local.clone(), general.clone()]), [(2, 0.5), (1, 0.5)]);
    let whole = LinePlan { ground: Some(lot.clone()), ..local };
    assert_eq!(told(&[whole, general]), [(2, 1.0)]);
}

#[test]
fn the_detailed_plan_decides_unless_it_says_nothing_of_roads() {
    let mut general = square();
    general.add(RedLine, straight([5.0, 15.0], [35.0, 15.0]), |line| line.road_width = Some(Metres(12.0)));
    general.add(Centreline, straight([-40.0, 9.0], [60.0, 9.0]), |_| {});
    let general = LinePlan { plan: FeatureId(1), ..general.plan };
    let mut detailed = square();
    detailed.add(RedLine, straight([5.0, 10.0], [35.0, 10.0]), |_| {});
    let parcel = detailed.lot.clone();
    let detailed = LinePlan { plan: FeatureId(2), ..detailed.plan };
    let told = |plans: &[LinePlan]| lines(&parcel, plans, Thresholds::default());
    let both = told(&[detailed.clone(), general.clone()]);
    assert_eq!((road(&both).0, both.road.as_ref().map(|road| road.plan)), (0.0, Some(FeatureId(2))));
    assert_eq!(both.lines.len(), 2, "all lines in the lot are told");
    let silent = LinePlan { speaks: false, lines: Vec::new(), ..detailed.clone() };
    let fallen = told(&[silent, general.clone()]);
    assert_eq!((road(&fallen).0, fallen.road.map(|road| road.plan)), (100.0, Some(FeatureId(1))));
    let over = LinePlan { law: LawState::Replaced, ..detailed };
    let ended = told(&[general, over]);
    assert_eq!(road(&ended).0, 100.0);
    assert_eq!(ended.lines.iter().filter(|line| line.law.is_folded()).count(), 1);
}

#[test]
fn what_centrelines_take_is_told_apart_where_another_plan_draws_red_lines() {
    let mut west = square();
    west.add(RedLine, straight([5.0, 15.0], [35.0, 15.0]), |line| line.road_width = Some(Metres(12.0)));
    west.add(Centreline, straight([-40.0, 9.0], [60.0, 9.0]), |_| {});
    let mut east = square();
    east.add(Centreline, straight([-40.0, 32.0], [60.0, 32.0]), |line| line.road_width = Some(Metres(10.0)));
    let parcel = west.lot.clone();
    let ground = |from: f64, to: f64| {
        let [low, high] = [(from, -50.0), (to, 50.0)].map(|(x, y)| (PLACE.0 + x, PLACE.1 + y));
        Some(Rect::new(low, high).to_polygon().into())
    };
    let west = LinePlan { plan: FeatureId(1), ground: ground(-80.0, 20.0), ..west.plan };
    let east = LinePlan { plan: FeatureId(2), ground: ground(20.0, 120.0), ..east.plan };
    let plans = [west, east];
    let both = lines(&parcel, &plans, Thresholds::default()).road.unwrap();
    assert_eq!((tenths(both.area.0), both.method), (80.0, RoadMethod::RedLines));
    let centreline = road_by_centreline(&parcel, &plans, Thresholds::default()).unwrap();
    assert_eq!((tenths(centreline.area.0), centreline.plan), (30.0, FeatureId(2)));
    assert_eq!(road_by_centreline(&parcel, &plans[..1], Thresholds::default()), None);
}
