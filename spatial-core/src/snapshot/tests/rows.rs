//! Rows in order and what values there are, against plain sorting and counting.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{FIELDS, build, in_a_world, layer, parcel};
use crate::crs::Crs;
use crate::geometry::{Envelope, Geometry};
use crate::layer::{Audience, Clearance, Feature, FeatureId, LayerName, Revision, Value, folded, in_order};
use crate::query::{Choice, SortBy, Wish, Within};
use crate::snapshot::{FieldSummary, LayerSnapshot, Orders, SnapshotError, ValueCount};

const OPEN: Audience = Audience::ANONYMOUS;

fn name() -> LayerName {
    LayerName::parse("parcels").unwrap()
}

fn rows(snapshot: &LayerSnapshot, choice: &Choice) -> Result<Vec<u64>, SnapshotError> {
    let ordered = in_a_world(snapshot).ordered(&Orders::default(), &name(), choice)?;
    Ok(ordered.rows(0..ordered.len()).map(|row| row.id()).collect())
}

fn summary(snapshot: &LayerSnapshot, field: &str, within: Option<Within>) -> Result<FieldSummary, SnapshotError> {
    in_a_world(snapshot).summary(&name(), field, within, OPEN)
}

fn by(field: &str, descending: bool) -> SortBy {
    SortBy { field: field.to_owned(), descending }
}

/// A feature with few different values, some of them missing.
fn row(id: u64, seed: u64) -> Feature {
    let pick = |from: u64, most: u64| (seed >> from) % most;
    let some = |from: u64, value: Value| if pick(from, 5) == 0 { Value::Null } else { value };
    let whole = |from: u64, most: u64| i64::try_from(pick(from, most)).unwrap() - 3;
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let real = whole(7, 9) as f64 / 2.0;
    let word = ["Đa", "da", "Dương", "ăn", "an 2", "an 10", "ẤP", ""][usize::try_from(pick(11, 8)).unwrap()];
    Feature {
        values: vec![
            some(3, Value::Integer(whole(3, 7))),
            some(7, Value::Real(real)),
            some(11, Value::text(word)),
            some(17, Value::text(format!("{word} {}", pick(19, 30)))),
            some(23, Value::Boolean(pick(23, 2) == 0)),
            some(29, Value::text(format!("2026-0{}-1{}", 1 + pick(29, 3), pick(31, 4)))),
            Value::Null,
        ],
        ..parcel(id)
    }
}

/// The same order by the plainest of ways.
fn compared(a: &Feature, b: &Feature, sort: &[SortBy]) -> Ordering {
    let field = |name: &str| FIELDS.iter().position(|(field, _)| *field == name).unwrap();
    let by_one = |by: &SortBy| {
        let order = match (&a.values[field(&by.field)], &b.values[field(&by.field)]) {
            (Value::Null, Value::Null) => return Ordering::Equal,
            (Value::Null, _) => return Ordering::Greater,
            (_, Value::Null) => return Ordering::Less,
            (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
            (Value::Real(a), Value::Real(b)) => a.total_cmp(b),
            (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
            (Value::Text(a), Value::Text(b)) => in_order(a, b),
            _ => unreachable!("values of one type"),
        };
        if by.descending { order.reverse() } else { order }
    };
    sort.iter().map(by_one).find(|order| order.is_ne()).unwrap_or(Ordering::Equal).then(a.id.cmp(&b.id))
}

fn holds(feature: &Feature, (name, wish): &(String, Wish)) -> bool {
    let value = &feature.values[FIELDS.iter().position(|(field, _)| field == name).unwrap()];
    match wish {
        Wish::OneOf(values) => values.contains(value),
        Wish::Holds(part) => matches!(value, Value::Text(text) if folded(text).contains(part)),
        Wish::Between([Some(Value::Integer(least)), Some(Value::Integer(most))]) => {
            matches!(value, Value::Integer(own) if (least..=most).contains(&own))
        }
        Wish::Between(_) => unreachable!("not drawn"),
    }
}

fn wishes() -> impl Strategy<Value = Vec<(String, Wish)>> {
    let between = (-4_i64..4, -4_i64..4)
        .prop_map(|(a, b)| ("number", Wish::Between([Some(Value::Integer(a)), Some(Value::Integer(b))])));
    let word = prop_oneof![Just(Value::text("Đa")), Just(Value::text("an 2")), Just(Value::Null)];
    let one_of = proptest::collection::vec(word, 1..3).prop_map(|words| ("use", Wish::OneOf(words)));
    let holds = prop_oneof![Just("use"), Just("key")].prop_map(|field| (field, Wish::Holds("da".to_owned())));
    let wish = prop_oneof![between, one_of, holds].prop_map(|(field, wish)| (field.to_owned(), wish));
    proptest::collection::vec(wish, 0..3)
}

fn sort() -> impl Strategy<Value = Vec<SortBy>> {
    let one = (0..6_usize, any::<bool>()).prop_map(|(field, descending)| by(FIELDS[field].0, descending));
    proptest::collection::vec(one, 0..=3)
}

proptest! {
    #[test]
    fn rows_stand_as_plain_sorting_has_them(
        seeds in proptest::collection::vec(any::<u64>(), 1..60),
        edits in proptest::collection::btree_map(1..70_u64, any::<u64>(), 0..8),
        wishes in wishes(),
        sort in sort(),
    ) {
        let mut all: BTreeMap<u64, Feature> = (1_u64..).zip(&seeds).map(|(id, &seed)| (id, row(id, seed))).collect();
        let news: Vec<Feature> = edits.iter().map(|(&id, &seed)| row(id, seed)).collect();
        let ids: Vec<FeatureId> = news.iter().map(|feature| feature.id).collect();
        let snapshot = build(all.values().cloned()).edited(&ids, &news, Revision(8));
        all.extend(news.into_iter().map(|feature| (feature.id.0, feature)));

        let mut expected: Vec<&Feature> =
            all.values().filter(|feature| wishes.iter().all(|wish| holds(feature, wish))).collect();
        expected.sort_by(|a, b| compared(a, b, &sort));
        let expected: Vec<u64> = expected.iter().map(|feature| feature.id.0).collect();
        let choice = Choice { wishes, sort, ..Choice::all(OPEN) };
        prop_assert_eq!(rows(&snapshot, &choice).unwrap(), expected);
    }

    #[test]
    fn values_are_counted_as_plain_counting_does(seeds in proptest::collection::vec(any::<u64>(), 1..60)) {
        let all: Vec<Feature> = (1_u64..).zip(&seeds).map(|(id, &seed)| row(id, seed)).collect();
        let snapshot = build(all.iter().cloned());
        for (field, (name, _)) in FIELDS.iter().enumerate() {
            let found = summary(&snapshot, name, None).unwrap();
            let mut plain: Vec<(Value, u64)> = Vec::new();
            for value in all.iter().map(|feature| &feature.values[field]).filter(|value| **value != Value::Null) {
                match plain.iter_mut().find(|(known, _)| known == value) {
                    Some((_, count)) => *count += 1,
                    None => plain.push((value.clone(), 1)),
                }
            }
            let count: u64 = plain.iter().map(|(_, count)| count).sum();
            prop_assert_eq!((found.count, found.missing), (count, all.len() as u64 - count));
            prop_assert_eq!(found.distinct, plain.len() as u64);
            let values = found.values.unwrap();
            prop_assert!(values.is_sorted_by_key(|value| std::cmp::Reverse(value.count)));
            for value in values {
                prop_assert!(plain.contains(&(value.value, value.count)));
                prop_assert_eq!(value.approx_area_m2, None);
            }
        }
    }
}

#[test]
fn numbers_spread_from_least_to_most() {
    let numbers = [5, 1, 9, 3, 7];
    let of = |(id, number): (u64, &i64)| {
        let mut feature = parcel(id);
        feature.values[0] = Value::Integer(*number);
        feature
    };
    let snapshot = build((1..).zip(&numbers).map(of));
    let found = summary(&snapshot, "number", None).unwrap();
    assert_eq!(found.ends, Some([Value::Integer(1), Value::Integer(9)]));
    let quantiles = found.quantiles.unwrap();
    assert_eq!((quantiles.len(), quantiles[0], quantiles[10], quantiles[20]), (21, 1.0, 5.0, 9.0));
    assert_eq!(summary(&snapshot, "storeys", None).unwrap().count, 5);
    assert_eq!(summary(&snapshot, "public", None).unwrap().missing, 5);
    let since = summary(&snapshot, "since", None).unwrap();
    assert!(since.ends.is_some() && since.quantiles.is_none());
}

#[test]
fn thousands_of_rows_stand_in_order_of_all_their_keys_at_once() {
    let mixed = |id: u64| id.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ id << 7;
    let all: Vec<Feature> = (1..=5_000).map(|id| row(id, mixed(id))).collect();
    let snapshot = build(all.iter().cloned());
    let sorts: [&[(&str, bool)]; 4] = [
        &[("number", false), ("area", true), ("public", false)],
        &[("use", true), ("number", true)],
        &[("key", false), ("number", false), ("area", false)],
        &[("storeys", false), ("public", true)],
    ];
    for sort in sorts {
        let sort: Vec<SortBy> = sort.iter().map(|(field, descending)| by(field, *descending)).collect();
        let mut expected: Vec<&Feature> = all.iter().collect();
        expected.sort_by(|a, b| compared(a, b, &sort));
        let expected: Vec<u64> = expected.iter().map(|feature| feature.id.0).collect();
        assert_eq!(rows(&snapshot, &Choice { sort: sort.clone(), ..Choice::all(OPEN) }).unwrap(), expected, "{sort:?}");
    }
}

#[test]
fn words_are_looked_for_without_tones_in_all_fields_that_are_seen() {
    let snapshot = build((1..=1000).map(parcel));
    let found = |words: &[&str]| {
        let choice = Choice { words: words.iter().map(|word| (*word).to_owned()).collect(), ..Choice::all(OPEN) };
        rows(&snapshot, &choice).unwrap()
    };
    assert_eq!(found(&["0000042"]), [42]);
    assert_eq!(found(&["odt", "0000045"]), [45]);
    assert_eq!(found(&["khong co"]), Vec::<u64>::new());
    assert!(found(&["77"]).contains(&77), "a whole number is found by its digits");
}

#[test]
fn what_is_hidden_neither_sorts_nor_filters_nor_is_found_or_counted() {
    let mut hidden = layer(Crs::WGS84);
    hidden.schema.fields[3].clearance = Clearance::Staff;
    let snapshot = LayerSnapshot::build(hidden, (1..=100).map(parcel)).unwrap();
    let is_refused = |choice: &Choice| matches!(rows(&snapshot, choice), Err(SnapshotError::FieldNotFound { .. }));
    assert!(is_refused(&Choice { sort: vec![by("key", false)], ..Choice::all(OPEN) }));
    let wish = ("key".to_owned(), Wish::Holds("26506".to_owned()));
    assert!(is_refused(&Choice { wishes: vec![wish], ..Choice::all(OPEN) }));
    let words = vec!["0000042".to_owned()];
    assert_eq!(rows(&snapshot, &Choice { words: words.clone(), ..Choice::all(OPEN) }).unwrap(), Vec::<u64>::new());
    assert_eq!(rows(&snapshot, &Choice { words, ..Choice::all(Audience::STAFF) }).unwrap(), [42]);
    assert!(matches!(summary(&snapshot, "key", None), Err(SnapshotError::FieldNotFound { .. })));
}

#[test]
fn a_rectangle_has_what_is_drawn_in_it_with_its_area() {
    let bare = Feature { geometry: None, ..parcel(5) };
    let snapshot = build((1..=4).map(parcel).chain([bare]));
    let Some(Geometry::Polygon(lot)) = parcel(2).geometry else { unreachable!("a lot") };
    let corner = lot.exterior().0[0];
    let at = Envelope { min: [corner.x - 1e-6, corner.y - 1e-6], max: [corner.x + 1e-6, corner.y + 1e-6] };
    let within = Some(Within { envelope: at, crs: Crs::WGS84 });
    let found = rows(&snapshot, &Choice { within, ..Choice::all(OPEN) }).unwrap();
    assert!(found.contains(&2) && !found.contains(&4) && !found.contains(&5), "{found:?}");
    let everywhere = Some(Within { envelope: Envelope { min: [-180.0, -85.0], max: [180.0, 85.0] }, crs: Crs::WGS84 });
    let values = summary(&snapshot, "use", everywhere).unwrap().values.unwrap();
    let area = values.iter().find_map(|value| value.approx_area_m2).expect("an area");
    // Ten corners on a circle of 1e-4 degrees: 2.939 r².
    let expected = 2.939 * 1e-8 * 111_320.0 * 110_600.0 * 0.9835;
    assert!((area / expected - 1.0).abs() < 0.02, "{area} is about {expected}");
}

#[test]
fn rows_that_are_named_stand_in_that_order_and_are_counted_alone() {
    let world = in_a_world(&build((1..=40).map(|id| row(id, id * 0x9E37_79B9))));
    let wanted = [7, 3, 99, 31].map(FeatureId);
    let named = world.named(&name(), &wanted, OPEN).unwrap();
    assert_eq!(named.rows(0..named.len()).map(|row| row.id()).collect::<Vec<_>>(), [7, 3, 31], "99 is not there");
    assert_eq!(named.found(OPEN).ids().collect::<Vec<_>>(), [3, 7, 31].map(FeatureId));
    let told = named.summary("use", OPEN).unwrap();
    assert_eq!(told.count + told.missing, 3);
    assert!(matches!(named.summary("nothing", OPEN), Err(SnapshotError::FieldNotFound { .. })));
}

#[test]
fn a_choice_is_counted_as_if_the_rest_was_not_there() {
    let features: Vec<Feature> = (1..=200).map(|id| row(id, id * 0x9E37_79B9)).collect();
    let world = in_a_world(&build(features.iter().cloned()));
    let wish = ("public".to_owned(), Wish::OneOf(vec![Value::Boolean(true)]));
    let choice = Choice { wishes: vec![wish], ..Choice::all(OPEN) };
    let told = world.ordered(&Orders::default(), &name(), &choice).unwrap().summary("use", OPEN).unwrap();
    let [public, used] = ["public", "use"].map(|name| FIELDS.iter().position(|(field, _)| *field == name).unwrap());
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    for feature in features.iter().filter(|feature| feature.values[public] == Value::Boolean(true)) {
        if let Value::Text(text) = &feature.values[used] {
            *expected.entry(text.to_string()).or_default() += 1;
        }
    }
    let found: BTreeMap<String, u64> = told
        .values
        .unwrap()
        .into_iter()
        .map(|ValueCount { value, count, .. }| match value {
            Value::Text(text) => (text.to_string(), count),
            other => panic!("a use is a text: {other:?}"),
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn what_was_sorted_is_kept_as_long_as_its_layer_and_no_longer() {
    let orders = Orders::default();
    let choice = Choice { sort: vec![by("area", true)], ..Choice::all(OPEN) };
    let world = in_a_world(&build((1..=100).map(parcel)));
    world.ordered(&orders, &name(), &choice).unwrap();
    world.ordered(&orders, &name(), &choice).unwrap();
    assert_eq!(orders.memory_bytes(), 400, "one order of a hundred rows");
    drop(world);
    let next = in_a_world(&build((1..=10).map(parcel)));
    let ordered = next.ordered(&orders, &name(), &choice).unwrap();
    assert_eq!((ordered.len(), orders.memory_bytes()), (10, 40));
    let last = ordered.rows(9..10).map(|row| row.id()).next().unwrap();
    assert_eq!((ordered.place(FeatureId(last)), ordered.place(FeatureId(77))), (Some(9), None));
    assert_eq!(ordered.rows(8..99).count(), 2);
    assert_eq!(ordered.rows(99..100).count(), 0);
}
