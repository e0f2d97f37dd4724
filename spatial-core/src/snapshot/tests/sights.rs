//! What an audience sees of a layer is what a layer of those rows alone would be, whatever came before.

use super::*;
use crate::layer::{Audience, Grant, RowPolicy, Touched};

/// `use` is the state, `storeys` the area, `since` and `key` are the days.
fn policy() -> RowPolicy {
    let lines =
        "state=use\nseen=LUC:anonymous\nseen=đất ở:planning.draft\narea=storeys\nvalid_from=since\nvalid_to=key";
    RowPolicy::parse(lines).unwrap()
}

fn audience(grants: &str) -> Audience {
    Audience::of(grants.split_whitespace().map(|grant| Grant::parse(grant).unwrap()))
}

const GRANTS: [&str; 6] = [
    "",
    "staff",
    "planning.draft",
    "planning.draft@1",
    "staff planning.draft@0 planning.draft@2",
    "staff planning.draft",
];

/// The policy in other words.
fn may_see(feature: &Feature, grants: &str) -> bool {
    let has = |grant: &str| grants.split_whitespace().any(|held| held == grant);
    match &feature.values[2] {
        Value::Text(state) if &**state == "LUC" => true,
        Value::Text(state) if &**state == "đất ở" => {
            let Value::Integer(area) = feature.values[6] else { return has("planning.draft") };
            has("planning.draft") || has(&format!("planning.draft@{area}"))
        }
        _ => has("staff"),
    }
}

fn layer_with_policy() -> Layer {
    let mut layer = layer(Crs::WGS84);
    layer.rows = Some(policy());
    layer.draw.class_field = Some("use".to_owned());
    layer
}

fn build_with_policy(features: impl Iterator<Item = Feature>) -> Arc<LayerSnapshot> {
    Arc::new(LayerSnapshot::build(layer_with_policy(), features).unwrap())
}

/// A parcel in a state.
fn zone(id: u64, state: &str) -> Feature {
    let mut zone = parcel(id);
    zone.values[2] = Value::text(state);
    zone.values[6] = Value::Integer(0);
    zone
}

/// Features per class in the smallest zoom.
fn classes(snapshot: &LayerSnapshot) -> BTreeMap<String, u32> {
    let fill = &snapshot.levels().fill;
    fill.counts(0, 0, 0).iter().map(|(class, count)| (format!("{:?}", fill.classes().value(*class)), *count)).collect()
}

fn check_sights(snapshot: &Arc<LayerSnapshot>, expected: &BTreeMap<u64, Feature>) {
    for grants in GRANTS {
        let fresh = build_with_policy(expected.values().filter(|feature| may_see(feature, grants)).cloned());
        let seen = snapshot.seen_by(audience(grants));
        assert_eq!(all(seen), all(&fresh), "{grants}");
        assert_eq!(found(seen, &WORLD), found(&fresh, &WORLD), "{grants}");
        assert_eq!(strays(seen), strays(&fresh), "{grants}");
        assert_eq!(classes(seen), classes(&fresh), "{grants}");
        assert_eq!(seen.len(), fresh.len(), "{grants}");
        let alive = seen.pieces().map(|piece| (0..piece.len()).filter(|&at| piece.is_alive(at as u16)).count());
        assert_eq!(alive.sum::<usize>(), fresh.len(), "{grants}");
        for feature in expected.values() {
            let is_seen = may_see(feature, grants);
            assert_eq!(seen.find(feature.id).is_some(), is_seen, "{grants} {}", feature.id.0);
            assert_eq!(seen.layer().shows(audience(grants), &feature.values), is_seen, "{grants} {}", feature.id.0);
        }
        if seen.is_filtered() {
            assert_eq!((seen.bounds(), seen.layer().count), (fresh.bounds(), fresh.len() as u64), "{grants}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn an_audience_sees_the_rows_it_may_see_and_no_trace_of_others(
        first in edits(), later in prop::collection::vec((edits(), any::<bool>(), any::<bool>()), 0..5)
    ) {
        let mut expected: BTreeMap<u64, Feature> = BTreeMap::new();
        let mut snapshot = build_with_policy(std::iter::empty());
        for (number, (edits, compact, look)) in std::iter::once((first, true, true)).chain(later).enumerate() {
            let revision = Revision(number as u64 + 1);
            let (touched, now) = applied(edits, revision, &mut expected);
            snapshot = Arc::new(snapshot.edited(&touched, &now, revision));
            if compact {
                snapshot = Arc::new(snapshot.compacted());
            }
            if look {
                check_sights(&snapshot, &expected);
            }
        }
        check_sights(&snapshot, &expected);
    }
}

#[test]
fn who_sees_everything_sees_the_layer_itself_and_equals_share_what_they_see() {
    let snapshot = build_with_policy([zone(1, "LUC"), zone(2, "đất ở")].into_iter());
    assert!(Arc::ptr_eq(snapshot.seen_by(audience("staff planning.draft")), &snapshot));
    let anonymous = snapshot.seen_by(Audience::ANONYMOUS);
    assert!(Arc::ptr_eq(anonymous, snapshot.seen_by(audience("water.close"))));
    assert!(!Arc::ptr_eq(anonymous, &snapshot));
    // Nothing is there that these may not see.
    assert!(Arc::ptr_eq(snapshot.seen_by(audience("planning.draft")), &snapshot));
    let edited = Arc::new(snapshot.edited(&[FeatureId(3)], &[zone(3, "LUC")], Revision(2)));
    let blocks = |layer: &LayerSnapshot| layer.parts.iter().map(|part| Arc::as_ptr(&part.block)).collect::<Vec<_>>();
    assert_eq!(blocks(edited.seen_by(Audience::ANONYMOUS)), blocks(&edited));
    assert!(Arc::ptr_eq(edited.seen_by(audience("planning.draft")), &edited));
}

#[test]
fn what_is_withdrawn_is_not_told_of_the_past_either() {
    let now = build_with_policy([zone(1, "LUC"), zone(2, "đất ở"), zone(3, "LUC")].into_iter());
    let then = [zone(1, "LUC"), zone(2, "LUC"), zone(3, "đất ở"), zone(4, "LUC")];
    let ids = |snapshot: &Arc<LayerSnapshot>, grants: &str| -> Vec<u64> {
        snapshot.seen_by(audience(grants)).iter().map(|row| row.id()).collect()
    };
    let then = build_with_policy(then.into_iter());
    assert_eq!(ids(&then, ""), [1, 2, 4]);
    let shown = Arc::new(then.beside(&now));
    assert_eq!(ids(&shown, ""), [1, 4], "2 is hidden now, 3 was then, 4 is gone and was never hidden");
    assert_eq!(ids(&shown, "planning.draft"), [1, 2, 3, 4]);
    assert_eq!(ids(&shown, "planning.draft@7"), [1, 4]);
    let mut of_a_subject = (*now).clone();
    let word = |word| crate::layer::Word::parse(word).unwrap();
    of_a_subject.layer.subject = Some(crate::layer::Subject { room: word("planning"), table: word("zone") });
    let shown = Arc::new(then.beside(&Arc::new(of_a_subject)));
    assert_eq!(ids(&shown, ""), [1], "of a row that is gone nobody can say who sees it");
    let closed = now.described(Layer { rows: RowPolicy::parse("state=use"), ..layer_with_policy() }, Revision(5));
    let shown = Arc::new(then.beside(&Arc::new(closed)));
    assert_eq!(ids(&shown, ""), [0; 0], "who sees which rows is what it is now");
}

#[test]
fn only_what_an_audience_sees_moves_its_ground() {
    let mut snapshot =
        build_with_policy((1..=200).map(|id| zone(id * 1000, if id % 2 == 0 { "LUC" } else { "đất ở" })));
    let place = |id: u64| snapshot.find(FeatureId(id)).unwrap().bounds();
    let (published, draft) = (place(2000), place(3000));
    let ground = |snapshot: &Arc<LayerSnapshot>, audience, place| snapshot.seen_by(audience).ground(place).0;
    let planner = audience("planning.draft");
    assert_eq!(ground(&snapshot, Audience::ANONYMOUS, &draft), ground(&snapshot, planner, &draft));
    let mut renamed = zone(3000, "đất ở");
    renamed.values[5] = Value::text("đường mới");
    snapshot = Arc::new(snapshot.edited(&[FeatureId(3000)], &[renamed], Revision(7)));
    assert_eq!((ground(&snapshot, Audience::ANONYMOUS, &draft), ground(&snapshot, planner, &draft)), (0, 7));
    snapshot = Arc::new(snapshot.edited(&[FeatureId(3000)], &[zone(3000, "LUC")], Revision(8)));
    assert_eq!((ground(&snapshot, Audience::ANONYMOUS, &draft), ground(&snapshot, planner, &draft)), (8, 8));
    assert_eq!(ground(&snapshot, Audience::ANONYMOUS, &published), 0);
    // Who asks for the first time may have asked before, and kept what it saw.
    assert_eq!(ground(&snapshot, audience("planning.draft@1"), &published), 8);
}

#[test]
fn another_policy_moves_the_ground_of_all() {
    let snapshot = build_with_policy([zone(1, "LUC"), zone(2, "đất ở")].into_iter());
    assert_eq!(snapshot.seen_by(Audience::ANONYMOUS).len(), 1);
    let layer = Layer { rows: RowPolicy::parse("state=use"), ..layer_with_policy() };
    let closed = Arc::new(snapshot.described(layer, Revision(5)));
    assert_eq!(closed.seen_by(Audience::ANONYMOUS).len(), 0);
    assert_eq!(closed.seen_by(Audience::ANONYMOUS).ground(&WORLD), Revision(5));
    assert_eq!(closed.seen_by(Audience::ANONYMOUS).layer().extent, None);
}

#[test]
fn a_policy_that_names_a_field_nobody_has_shows_nothing_but_to_staff() {
    let layer = Layer { rows: RowPolicy::parse("state=gone\nseen=LUC:anonymous"), ..layer_with_policy() };
    let snapshot = Arc::new(LayerSnapshot::build(layer, [zone(1, "LUC")].into_iter()).unwrap());
    assert!(snapshot.seen_by(Audience::ANONYMOUS).is_empty());
    assert_eq!(snapshot.seen_by(Audience::STAFF).len(), 1);
}

#[test]
fn quarantine_is_for_who_sees_all_of_the_layer_beside() {
    let snapshot = build_with_policy([zone(1, "LUC")].into_iter());
    let mut world = in_a_world(&snapshot);
    let name = snapshot.layer.name.quarantine();
    let beside = Layer { name: name.clone(), clearance: Clearance::Staff, ..layer(Crs::WGS84) };
    world.layers.insert(name.clone(), Arc::new(LayerSnapshot::build(beside, std::iter::empty()).unwrap()));
    for (grants, is_seen) in [
        ("", false),
        ("staff", false),
        ("planning.draft", false),
        ("staff planning.draft@1", false),
        ("staff planning.draft", true),
    ] {
        assert_eq!(world.layer(&name, audience(grants)).is_some(), is_seen, "{grants}");
        assert_eq!(world.layer_on(&name, audience(grants), "2026-07-01").is_some(), is_seen, "{grants}");
        assert_eq!(world.layers(audience(grants)).count(), 1 + usize::from(is_seen), "{grants}");
    }
    world.layers.remove(&snapshot.layer.name);
    assert!(world.layer(&name, audience("staff planning.draft")).is_none(), "beside nothing nobody knows whose it is");
}

#[test]
fn a_box_that_a_hidden_row_once_widened_is_not_told() {
    use crate::geometry::Envelope;
    let far = Envelope { min: [106.0, 9.0], max: [109.0, 12.0] };
    let layer = Layer { extent: Some(far), ..layer_with_policy() };
    let snapshot = Arc::new(LayerSnapshot::build(layer, [zone(1, "LUC")].into_iter()).unwrap());
    let told = |grants: &str| snapshot.seen_by(audience(grants)).layer().extent;
    assert!(told("").is_some_and(|told| told.min[0] > 106.9 && told.max[0] < 107.1), "{:?}", told(""));
    assert_eq!(told("staff planning.draft"), Some(far));
    // A row that was hidden and is gone widens the drawn box, too, until the layer is compacted.
    let snapshot = build_with_policy([zone(1, "LUC"), zone(50_000, "đất ở")].into_iter());
    let edited = Arc::new(snapshot.edited(&[FeatureId(50_000)], &[], Revision(2)));
    assert_eq!(edited.seen_by(Audience::ANONYMOUS).bounds(), build_with_policy([zone(1, "LUC")].into_iter()).bounds());
}

#[test]
fn on_a_day_one_sees_what_is_valid_then() {
    let dated = |id, from: Option<&str>, to: Option<&str>| {
        let mut zone = zone(id, "LUC");
        zone.values[5] = from.map_or(Value::Null, Value::text);
        zone.values[3] = to.map_or(Value::Null, Value::text);
        zone
    };
    let rows = [
        dated(1, None, Some("2026-07-01")),
        dated(2, Some("2026-07-01"), None),
        dated(3, None, None),
        Feature { id: FeatureId(4), ..zone(4, "đất ở") },
    ];
    let snapshot = build_with_policy(rows.into_iter());
    let on = |day: &str| -> Vec<u64> {
        snapshot.seen_on(Audience::ANONYMOUS, day).iter().map(|feature| feature.id()).collect()
    };
    assert_eq!((on("2026-06-30"), on("2026-07-01")), (vec![1, 3], vec![2, 3]));
    assert_eq!(snapshot.seen_by(Audience::ANONYMOUS).len(), 3, "without a day all that was recorded is there");
    let again = snapshot.seen_on(Audience::ANONYMOUS, "2026-07-01");
    assert!(Arc::ptr_eq(&again, &snapshot.seen_on(Audience::ANONYMOUS, "2026-07-01")));
    for day in 10..30 {
        snapshot.seen_on(Audience::ANONYMOUS, &format!("2026-08-{day}"));
    }
    assert!(!Arc::ptr_eq(&again, &snapshot.seen_on(Audience::ANONYMOUS, "2026-07-01")), "few days are kept");
}

#[test]
fn three_audiences_of_twenty_states_take_little_more_than_one_layer() {
    let states: Vec<String> = (0..20).map(|state| format!("giai đoạn {state}")).collect();
    let count = 100_000;
    let zones = || (1..=count).map(|id| zone(id, &states[id as usize % 20]));
    let mut lines = "state=use".to_owned();
    for (at, state) in states.iter().enumerate() {
        let seen = ["anonymous", "planning.draft", "staff"][at % 3];
        lines.push_str(&format!("\nseen={state}:{seen}"));
    }
    let plain = LayerSnapshot::build(Layer { rows: None, ..layer_with_policy() }, zones()).unwrap();
    plain.levels();
    let layer = Layer { rows: RowPolicy::parse(&lines), ..layer_with_policy() };
    let snapshot = Arc::new(LayerSnapshot::build(layer, zones()).unwrap());
    for grants in ["", "staff", "planning.draft"] {
        snapshot.seen_by(audience(grants)).levels();
    }
    let (with, without) = (snapshot.memory_bytes(), plain.memory_bytes());
    assert!(with * 10 <= without * 13, "{with} against {without} bytes");
}

#[test]
fn one_hears_of_rows_one_saw_before_or_sees_now() {
    let first = build_with_policy([zone(1, "LUC"), zone(2, "đất ở"), zone(3, "đất ở")].into_iter());
    let now = [zone(1, "LUC"), zone(2, "LUC"), zone(3, "đất ở")];
    let second = first.edited(&[FeatureId(1), FeatureId(2), FeatureId(3), FeatureId(9)], &now, Revision(8));
    let before = in_a_world(&first);
    let mut after = in_a_world(&second);
    let touched = Touched::Ids(vec![FeatureId(1), FeatureId(2), FeatureId(3), FeatureId(9)]);
    let layers = BTreeMap::from([(first.layer.name.clone(), touched.clone())]);
    after.position.revision = Revision(8);
    after.touches = before.touches.and(Revision(7), Revision(8), layers);
    let heard = |after: &World, grants: &str| -> Vec<Vec<u64>> {
        let news = after.news_since(&before, audience(grants)).into_iter();
        news.map(|news| news.ids.unwrap().into_iter().map(|id| id.0).collect()).collect()
    };
    assert_eq!(heard(&after, ""), [[1, 2]]);
    assert_eq!(heard(&after, "planning.draft"), [[1, 2, 3]]);
    assert_eq!(after.touched_since(&before).values().next(), Some(&touched));
    assert!(after.news_since(&after, Audience::STAFF).is_empty());

    let hidden = BTreeMap::from([(first.layer.name.clone(), Touched::Ids(vec![FeatureId(3)]))]);
    after.touches = before.touches.and(Revision(7), Revision(8), hidden);
    assert_eq!(heard(&after, ""), Vec::<Vec<u64>>::new());
    let whole = BTreeMap::from([(first.layer.name.clone(), Touched::Whole)]);
    after.touches = before.touches.and(Revision(7), Revision(8), whole);
    assert_eq!(after.news_since(&before, Audience::ANONYMOUS)[0].ids, None);
}
