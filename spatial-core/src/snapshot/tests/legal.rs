//! Legal geometry kept in memory: bit for bit what came, whatever became of the blocks since.

use super::*;
use crate::layer::Subject;
use crate::snapshot::layer::build::Builder;

fn layer_of_a_subject() -> Layer {
    Layer { subject: Subject::new("planning", "zone"), ..layer(Crs::WGS84) }
}

fn build_with_legal(features: &[Feature]) -> LayerSnapshot {
    let mut builder = Builder::lenient(layer_of_a_subject(), true);
    builder.push(features);
    builder.finish()
}

fn reloaded_with_legal(snapshot: &LayerSnapshot, legal: &LegalCopy) -> Option<LayerSnapshot> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("city.gpkg.diaban-world");
    let world = in_a_world(snapshot);
    world.save(&path).unwrap();
    let loaded = cache::load(&path, &world.position, vec![snapshot.layer.clone()], legal)?;
    Some((*loaded.layers[&snapshot.layer.name]).clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn shapes_come_back_bit_for_bit(
        shapes in prop::collection::vec(geometry(), 1..40), edits in prop::collection::vec((1..60_u64, geometry()), 0..20)
    ) {
        let feature = |(id, geometry)| Feature { id: FeatureId(id), geometry, ..parcel(1) };
        let first: Vec<Feature> = (1..).zip(shapes).map(feature).collect();
        let mut expected: BTreeMap<u64, Feature> = first.iter().map(|feature| (feature.id.0, feature.clone())).collect();
        let now: BTreeMap<u64, Feature> = edits.into_iter().map(|(id, shape)| (id, feature((id, shape)))).collect();
        expected.extend(now.clone());
        let (touched, now): (Vec<FeatureId>, Vec<Feature>) = now.into_iter().map(|(id, now)| (FeatureId(id), now)).unzip();
        let snapshot = build_with_legal(&first).edited(&touched, &now, Revision(2));
        let planning = LegalCopy::of(["planning"]);
        let copy = reloaded_with_legal(&snapshot, &planning).expect("a fresh copy is good");
        for held in [&snapshot, &snapshot.compacted(), &copy] {
            prop_assert!(held.keeps_legal());
            for feature in expected.values() {
                // NaN is unlike itself: compared as bytes.
                let bytes = |geometry: &Option<Geometry>| geometry.as_ref().map(|shape| format!("{shape:?}"));
                prop_assert_eq!(bytes(&held.legal(feature.id)), bytes(&feature.geometry));
            }
        }
    }
}

#[test]
fn legal_geometry_is_counted_and_only_kept_where_it_is_wanted() {
    let zones: Vec<Feature> = (1..=1000).map(parcel).collect();
    let (with, without) = (build_with_legal(&zones), build(zones.iter().cloned()));
    assert!(with.memory_bytes() > without.memory_bytes() + 1000 * 11 * 16);
    assert_eq!(without.legal(FeatureId(1)), None);
    assert!(LegalCopy::of(["planning"]).holds(&layer_of_a_subject()));
    assert!(
        !LegalCopy::of(["water"]).holds(&layer_of_a_subject())
            && !LegalCopy::of(["planning"]).holds(&layer(Crs::WGS84))
    );
}

#[test]
fn a_copy_without_what_is_wanted_is_not_taken() {
    let without = LayerSnapshot::build(layer_of_a_subject(), (1..=20).map(parcel)).unwrap();
    assert!(reloaded_with_legal(&without, &LegalCopy::of(["planning"])).is_none());
    assert!(reloaded_with_legal(&without, &LegalCopy::default()).is_some());
    let with = build_with_legal(&(1..=20).map(parcel).collect::<Vec<_>>());
    assert!(reloaded_with_legal(&with, &LegalCopy::default()).is_none());
}
