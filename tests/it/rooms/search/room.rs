//! The search index keeps to its room: what finds none is left out and named, and comes back when there is some.

use spatial_core::layer::{Audience, Change, Clearance, FeatureId, Layer};
use spatial_core::search::{AskedKey, FieldNames, FieldRole, Finder, KeyPart, View};
use spatial_core::snapshot::World;
use spatial_core::store::StageMode;

use crate::rooms::snapshot::{fill, layer, name, store_with};
use crate::store::contract::transaction;

fn numbers() -> FieldNames {
    let mut names = FieldNames::default();
    names.add(FieldRole::Number, "number");
    names
}

/// The layers in which parcel 7 is found.
fn seventh(view: &View<'_>) -> Vec<String> {
    let asked = AskedKey { number: Some(KeyPart::read("7")), ..AskedKey::default() };
    let found = view.parcels(&asked, 10, |_| true);
    found.iter().map(|found| found.layer().name.to_string()).collect()
}

fn left_out(view: &View<'_>) -> Vec<String> {
    view.left_out().map(|layer| layer.name.to_string()).collect()
}

#[tokio::test]
async fn a_layer_without_room_is_left_out_and_named_until_there_is_some() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 3_000).await;
    let staff = Layer { clearance: Clearance::Staff, ..layer("works") };
    fill(&store, staff, StageMode::Create, 1..=20).await;
    let world = World::read(&store).await.expect("the store is read");

    let roomy = Finder::new(numbers(), usize::MAX).learnt(&world);
    assert!(roomy.left_out().is_empty());
    assert_eq!(seventh(&roomy.view(&world, Audience::STAFF, 0).expect("all is learnt")), ["parcels", "works"]);

    let narrow = Finder::new(numbers(), roomy.memory_bytes() - 1).learnt(&world);
    assert_eq!(narrow.left_out(), [name("works")]);
    assert!(narrow.memory_bytes() < roomy.memory_bytes());
    let view = narrow.view(&world, Audience::STAFF, 0).expect("what is left out is not waited for");
    assert_eq!((seventh(&view), left_out(&view)), (vec!["parcels".to_owned()], vec!["works".to_owned()]));
    let public = narrow.view(&world, Audience::ANONYMOUS, 0).expect("all of it is learnt");
    assert_eq!(left_out(&public), [""; 0], "what an audience may not see is not named to it");

    let delete = |id| Change::Delete { layer: name("parcels"), id: FeatureId(id), expected: None };
    store.commit(transaction((1_001..=3_000).map(delete).collect())).await.expect("a commit");
    let smaller = World::read(&store).await.expect("the store is read");
    let narrow = narrow.learnt(&smaller);
    assert!(narrow.left_out().is_empty(), "there is room again");
    assert_eq!(seventh(&narrow.view(&smaller, Audience::STAFF, 0).expect("all is learnt")), ["parcels", "works"]);
}
