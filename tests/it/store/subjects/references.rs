//! Rows that refer to rows: ids that one transaction draws and uses, references that always lead somewhere.

use anyhow::{Context, Result};
use spatial_core::layer::{Change, FeatureId, Handle, Link, Value};
use spatial_core::store::{StageMode, Staged, Store, StoreError};

use super::declared::{PLANS, ZONES, declared, of_planning, plan, register};
use crate::store::contract::{all, name, on_every_store, square};

on_every_store! {
    a_plan_and_its_zones_are_made_in_one_transaction
    a_handle_stands_for_one_feature_before_it
    a_reference_to_nothing_is_refused
    what_is_referred_to_stays_until_its_referrers_go
    a_loaded_layer_refers_to_what_is_there
    layers_that_refer_to_each_other_are_published_together
    if_one_of_several_cannot_be_published_none_is
    what_a_transaction_rests_on_is_as_it_was_or_nothing_of_it_is_done
}

fn new_plan(called: &str, handle: Option<u32>) -> Change {
    let (layer, handle) = (name("plans"), handle.map(Handle));
    Change::Insert { layer, geometry: None, values: plan(called), handle, links: Vec::new() }
}

fn zone(plan: Option<i64>, link: Option<u32>) -> Change {
    let values = vec![plan.map_or(Value::Null, Value::Integer), Value::Real(2.5), Value::text("draft")];
    let links = link.map(|to| Link { field: 0, to: Handle(to) }).into_iter().collect();
    Change::Insert { layer: name("plan_zones"), geometry: Some(square(0.0)), values, handle: None, links }
}

fn delete(layer: &str, id: u64) -> Change {
    Change::Delete { layer: name(layer), id: FeatureId(id), expected: None }
}

/// Which plan each zone is of.
async fn plans_of_zones(store: &Store) -> Result<Vec<Value>> {
    Ok(all(store, "plan_zones").await?.into_iter().map(|zone| zone.values[0].clone()).collect())
}

async fn a_plan_and_its_zones_are_made_in_one_transaction(store: Store) -> Result<()> {
    register(&store).await?;
    store.commit(of_planning(vec![new_plan("an earlier one", None)])).await?;
    let changes = vec![
        new_plan("A", Some(7)),
        zone(None, Some(7)),
        new_plan("B", Some(8)),
        zone(None, Some(8)),
        zone(Some(1), Some(7)),
    ];
    let done = store.commit(of_planning(changes)).await?;
    assert_eq!(done.inserted, [2, 1, 3, 2, 3].map(FeatureId));
    assert_eq!(plans_of_zones(&store).await?, [2, 3, 2].map(Value::Integer));

    // Another feature's update may wait for an id, too.
    let values = vec![Value::Null, Value::Null, Value::text("draft")];
    let links = vec![Link { field: 0, to: Handle(0) }];
    let update =
        Change::Update { layer: name("plan_zones"), id: FeatureId(1), expected: None, geometry: None, values, links };
    store.commit(of_planning(vec![new_plan("C", Some(0)), update])).await?;
    assert_eq!(plans_of_zones(&store).await?, [4, 3, 2].map(Value::Integer));
    Ok(())
}

async fn a_handle_stands_for_one_feature_before_it(store: Store) -> Result<()> {
    register(&store).await?;
    let at = store.position().await?;
    let to_itself = Change::Insert {
        layer: name("plans"),
        geometry: None,
        values: plan("A"),
        handle: Some(Handle(1)),
        links: vec![Link { field: 0, to: Handle(1) }],
    };
    for wrong in [
        vec![zone(None, Some(1)), new_plan("A", Some(1))],
        vec![new_plan("A", Some(1)), new_plan("B", Some(1))],
        vec![to_itself],
    ] {
        let refused = store.commit(of_planning(wrong)).await;
        assert!(matches!(refused, Err(StoreError::SchemaMismatch { .. })), "{refused:?}");
    }
    assert_eq!(store.position().await?, at);
    Ok(())
}

async fn a_reference_to_nothing_is_refused(store: Store) -> Result<()> {
    register(&store).await?;
    store.commit(of_planning(vec![new_plan("A", None), zone(Some(1), None)])).await?;
    let at = store.position().await?;
    let assign = |value| Change::Assign { layer: name("plan_zones"), ids: vec![FeatureId(1)], field: 0, value };
    for (wrong, missing) in [
        (vec![zone(Some(9), None)], 9),
        (vec![assign(Value::Integer(-1))], -1),
        // What is there now and gone in the end does not count either.
        (vec![new_plan("B", None), zone(Some(2), None), delete("plans", 2)], 2),
    ] {
        let refused = store.commit(of_planning(wrong)).await;
        let found = match refused {
            Err(StoreError::ReferenceMissing { ref layer, ref field, ref refers, value, .. }) => {
                assert_eq!((layer.as_str(), field.as_str(), refers.as_str()), ("plan_zones", "plan", "plans"));
                value
            }
            Err(StoreError::StillReferred { id, .. }) => id.0.cast_signed(),
            other => anyhow::bail!("{other:?}"),
        };
        assert_eq!(found, missing);
    }
    assert_eq!(store.position().await?, at);
    // Only what is left in the end must hold.
    store.commit(of_planning(vec![assign(Value::Integer(77)), assign(Value::Null), zone(None, None)])).await?;
    assert_eq!(plans_of_zones(&store).await?, [Value::Null, Value::Null]);
    Ok(())
}

async fn what_is_referred_to_stays_until_its_referrers_go(store: Store) -> Result<()> {
    register(&store).await?;
    let made = vec![new_plan("A", Some(0)), zone(None, Some(0)), zone(None, Some(0)), new_plan("B", None)];
    store.commit(of_planning(made)).await?;
    let refused = store.commit(of_planning(vec![delete("plan_zones", 1), delete("plans", 1)])).await;
    let Err(StoreError::StillReferred { layer, id, by, referrer }) = refused else { anyhow::bail!("{refused:?}") };
    assert_eq!((layer.as_str(), id, by.as_str(), referrer), ("plans", FeatureId(1), "plan_zones", FeatureId(2)));
    store.commit(of_planning(vec![delete("plans", 2)])).await.context("nobody refers to the other plan")?;
    store.commit(of_planning(vec![delete("plans", 1), delete("plan_zones", 1), delete("plan_zones", 2)])).await?;
    assert!(all(&store, "plans").await?.is_empty() && all(&store, "plan_zones").await?.is_empty());
    Ok(())
}

fn staged_zone(plan: i64) -> Staged {
    Staged::new(Some(square(0.0)), vec![Value::Integer(plan), Value::Null, Value::text("draft")])
}

async fn a_loaded_layer_refers_to_what_is_there(store: Store) -> Result<()> {
    register(&store).await?;
    store.commit(of_planning(vec![new_plan("A", None), zone(Some(1), None)])).await?;
    for mode in [StageMode::Append, StageMode::Replace] {
        let mut stage = store.stage(declared(&ZONES), mode).await?;
        stage.append(vec![staged_zone(1), staged_zone(5)]).await?;
        let refused = stage.publish("a test").await;
        let is_told = matches!(refused, Err(StoreError::ReferenceMissing { value: 5, .. }));
        assert!(is_told, "{refused:?}");
    }
    let mut stage = store.stage(declared(&PLANS), StageMode::Replace).await?;
    stage.append(vec![Staged::new(None, plan("another"))]).await?;
    let refused = stage.publish("a test").await;
    assert!(matches!(refused, Err(StoreError::StillReferred { id: FeatureId(1), .. })), "{refused:?}");
    assert_eq!(plans_of_zones(&store).await?, [Value::Integer(1)]);
    Ok(())
}

async fn layers_that_refer_to_each_other_are_published_together(store: Store) -> Result<()> {
    register(&store).await?;
    let before = store.position().await?.revision;
    let mut zones = store.stage(declared(&ZONES), StageMode::Append).await?;
    let mut plans = store.stage(declared(&PLANS), StageMode::Append).await?;
    zones.append((1..=3).map(staged_zone).collect()).await?;
    plans.append(["A", "B", "C"].map(|called| Staged::new(None, plan(called))).to_vec()).await?;
    let published = Store::publish(vec![zones, plans], "a plan with its zones").await?;
    assert_eq!(published.iter().map(|one| one.inserted).collect::<Vec<_>>(), [3, 3]);
    assert_eq!(published[0].revision, published[1].revision);
    assert_eq!(store.position().await?.revision, published[0].revision);
    let rows = store.changes_since(before).await?;
    let layers: Vec<&str> = rows.iter().map(|row| row.layer.as_str()).collect();
    assert_eq!(layers, ["plan_zones", "plans"]);
    assert_eq!(plans_of_zones(&store).await?, [1, 2, 3].map(Value::Integer));
    Ok(())
}

async fn if_one_of_several_cannot_be_published_none_is(store: Store) -> Result<()> {
    register(&store).await?;
    let at = store.position().await?;
    let mut zones = store.stage(declared(&ZONES), StageMode::Append).await?;
    let mut plans = store.stage(declared(&PLANS), StageMode::Append).await?;
    zones.append(vec![staged_zone(1), staged_zone(2)]).await?;
    plans.append(vec![Staged::new(None, plan("A"))]).await?;
    let refused = Store::publish(vec![plans, zones], "a test").await;
    assert!(matches!(refused, Err(StoreError::ReferenceMissing { value: 2, .. })), "{refused:?}");
    assert_eq!(store.position().await?, at);
    assert!(all(&store, "plans").await?.is_empty() && all(&store, "plan_zones").await?.is_empty());
    Ok(())
}

async fn what_a_transaction_rests_on_is_as_it_was_or_nothing_of_it_is_done(store: Store) -> Result<()> {
    register(&store).await?;
    let made = store.commit(of_planning(vec![new_plan("A", Some(0)), zone(None, Some(0))])).await?;
    let rests_on = |version| Change::Expect { layer: name("plans"), id: FeatureId(1), version };
    let resting = |version| of_planning(vec![rests_on(version), zone(Some(1), None)]);
    let second = store.commit(resting(made.revision)).await?;
    // Resting on a row leaves it as it was, so that another may rest on it, too.
    store.commit(resting(made.revision)).await?;

    // Who changes the row and counted zones before those came is refused; one who looked again is not.
    let rename = |called: &str| Change::Update {
        layer: name("plans"),
        id: FeatureId(1),
        expected: Some(made.revision),
        geometry: None,
        values: plan(called),
        links: Vec::new(),
    };
    let counted = |since| of_planning(vec![rename("B"), Change::Unmoved { layer: name("plan_zones"), since }]);
    let refused = store.commit(counted(second.revision)).await;
    assert!(matches!(refused, Err(StoreError::Moved { .. })), "{refused:?}");
    let now = store.position().await?.revision;
    let renamed = store.commit(counted(now)).await?;

    let late = store.commit(resting(made.revision)).await;
    let actual = match late {
        Err(StoreError::Conflict { actual, .. }) => actual,
        other => anyhow::bail!("{other:?}"),
    };
    assert_eq!(actual, Some(renamed.revision));
    assert_eq!(plans_of_zones(&store).await?.len(), 3, "nothing of what was refused is there");
    // What a transaction changes itself has not moved under it.
    let own = vec![zone(Some(1), None), Change::Unmoved { layer: name("plan_zones"), since: renamed.revision }];
    store.commit(of_planning(own)).await?;
    let gone = Change::Expect { layer: name("plans"), id: FeatureId(9), version: made.revision };
    assert!(matches!(store.commit(of_planning(vec![gone])).await, Err(StoreError::Conflict { actual: None, .. })));
    Ok(())
}
