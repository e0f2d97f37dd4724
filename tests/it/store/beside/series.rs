//! What every store promises of series: values over time that move no revision.

use std::collections::BTreeSet;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::Result;
use spatial_core::layer::Clearance;
use spatial_core::store::series::{
    MOST_APPENDED, MOST_STREAMS, Observation, Quality, Series, SeriesName, SeriesProblem, Timestamp,
};
use spatial_core::store::{Store, StoreError};

use crate::store::contract::{on_every_store, three_parcels};

on_every_store! {
    a_series_is_as_it_was_declared_last
    what_was_appended_is_read_in_order_of_time
    a_batch_sent_twice_is_kept_once
    a_reading_that_is_corrected_replaces_the_former
    a_batch_with_one_bad_value_leaves_nothing
    the_values_at_the_edges_come_back_as_they_were
    nothing_is_appended_to_or_read_from_what_was_not_declared
    an_append_moves_no_revision
    the_latest_value_of_each_stream_is_found
    what_is_older_than_it_is_kept_is_forgotten
    long_streams_are_forgotten_in_portions
    who_listens_hears_of_every_append
    two_who_listen_hear_of_the_same
    many_at_once_append_all_of_it
}

/// A moment in 2026, so many seconds later.
fn at(seconds: i64) -> Timestamp {
    Timestamp(1_795_293_293_000_007 + seconds * 1_000_000)
}

pub(crate) fn series(text: &str) -> SeriesName {
    SeriesName::parse(text).expect("tests name series well")
}

pub(crate) fn value(stream: u64, seconds: i64, value: f64) -> Observation {
    Observation { stream, at: at(seconds), value, quality: Quality::Good }
}

pub(crate) async fn declared(store: &Store, name: &str) -> Result<SeriesName> {
    let keep = Duration::from_secs(3600);
    store.declare_series(Series { name: series(name), clearance: Clearance::Staff, keep }).await?;
    Ok(series(name))
}

/// Everything a stream holds, as `seconds=value`.
async fn told(store: &Store, name: &SeriesName, stream: u64) -> Result<Vec<String>> {
    let found = store.observations(name, stream, Timestamp::EARLIEST..Timestamp::END, usize::MAX).await?;
    let one = |one: &Observation| format!("{}={}", (one.at.0 - at(0).0) / 1_000_000, one.value);
    Ok(found.iter().map(one).collect())
}

async fn a_series_is_as_it_was_declared_last(store: Store) -> Result<()> {
    assert_eq!(store.series().await?, []);
    let lamps = Series { name: series("lamps"), clearance: Clearance::Staff, keep: Duration::from_secs(90) };
    let meters = Series { name: series("meters"), clearance: Clearance::Open, keep: Duration::from_millis(1500) };
    store.declare_series(meters.clone()).await?;
    store.declare_series(lamps.clone()).await?;
    store.declare_series(lamps.clone()).await?;
    let kept = Series { keep: Duration::from_secs(2), ..meters };
    assert_eq!(store.series().await?, [lamps.clone(), kept.clone()]);

    store.append(&lamps.name, vec![value(1, 0, 1.0)]).await?;
    let open = Series { clearance: Clearance::Open, keep: Duration::from_secs(7), ..lamps };
    store.declare_series(open.clone()).await?;
    assert_eq!(store.series().await?, [open.clone(), kept]);
    assert_eq!(told(&store, &open.name, 1).await?, ["0=1"]);
    Ok(())
}

async fn what_was_appended_is_read_in_order_of_time(store: Store) -> Result<()> {
    let (lamps, meters) = (declared(&store, "lamps").await?, declared(&store, "meters").await?);
    let new = store.append(&lamps, vec![value(7, 3, 0.5), value(7, 1, -2.25), value(8, 2, 9.0)]).await?;
    assert_eq!(new, 3);
    store.append(&lamps, vec![value(7, 2, 1e-300)]).await?;
    store.append(&meters, vec![value(7, 2, 4.0)]).await?;
    assert_eq!(told(&store, &lamps, 7).await?[..2], ["1=-2.25".to_owned(), format!("2={}", 1e-300)]);
    assert_eq!(told(&store, &lamps, 7).await?.len(), 3);
    assert_eq!(told(&store, &meters, 7).await?, ["2=4"]);

    let some = async |from, to, most| store.observations(&lamps, 7, from..to, most).await;
    assert_eq!(some(at(1), at(3), 9).await?, [value(7, 1, -2.25), value(7, 2, 1e-300)], "the end is not within");
    assert_eq!(some(at(1), at(9), 1).await?, [value(7, 1, -2.25)]);
    assert_eq!(some(at(2), at(2), 9).await?, []);
    assert_eq!(some(at(3), at(1), 9).await?, []);
    assert_eq!(some(at(1), at(9), 0).await?, []);
    assert_eq!(store.observations(&lamps, u64::MAX, at(0)..at(9), 9).await?, []);
    Ok(())
}

async fn a_batch_sent_twice_is_kept_once(store: Store) -> Result<()> {
    let lamps = declared(&store, "lamps").await?;
    let batch = vec![value(1, 0, 1.0), value(2, 0, 2.0)];
    assert_eq!(store.append(&lamps, batch.clone()).await?, 2);
    assert_eq!(store.append(&lamps, batch).await?, 0);
    assert_eq!(store.append(&lamps, Vec::new()).await?, 0);
    assert_eq!(told(&store, &lamps, 1).await?, ["0=1"]);
    Ok(())
}

async fn a_reading_that_is_corrected_replaces_the_former(store: Store) -> Result<()> {
    let meters = declared(&store, "meters").await?;
    let estimate = Observation { quality: Quality::Estimate, ..value(1, 0, 10.0) };
    store.append(&meters, vec![estimate, value(1, 1, 11.0)]).await?;
    assert_eq!(store.append(&meters, vec![value(1, 0, 10.0), value(1, 1, 11.0)]).await?, 1, "its quality is another");
    assert_eq!(store.append(&meters, vec![value(1, 1, 3.0), value(1, 1, 12.0)]).await?, 1);
    let found = store.observations(&meters, 1, at(0)..at(9), 9).await?;
    assert_eq!(found, [value(1, 0, 10.0), value(1, 1, 12.0)]);
    Ok(())
}

async fn a_batch_with_one_bad_value_leaves_nothing(store: Store) -> Result<()> {
    let lamps = declared(&store, "lamps").await?;
    let far = |at| Observation { at: Timestamp(at), ..value(1, 0, 1.0) };
    let bad = [
        value(1, 0, f64::NAN),
        value(1, 0, f64::INFINITY),
        far(i64::MIN),
        far(i64::MAX),
        far(Timestamp::END.0),
        value(u64::MAX, 0, 1.0),
    ];
    for bad in bad {
        let refused = store.append(&lamps, vec![value(1, 0, 1.0), bad, value(2, 0, 1.0)]).await;
        assert!(matches!(refused, Err(StoreError::Series(_))), "{bad:?}: {refused:?}");
    }
    let many = (0..=MOST_APPENDED as u64).map(|stream| value(stream, 0, 0.0)).collect();
    let refused = store.append(&lamps, many).await;
    assert!(matches!(refused, Err(StoreError::Series(SeriesProblem::TooMany { .. }))), "{refused:?}");
    assert_eq!(store.latest(&lamps, &[1, 2]).await?, []);
    Ok(())
}

async fn the_values_at_the_edges_come_back_as_they_were(store: Store) -> Result<()> {
    let lamps = declared(&store, "lamps").await?;
    let last = (1 << 53) - 1;
    let values = [f64::MAX, -f64::MAX, f64::MIN_POSITIVE, 5e-324, 0.1 + 0.2, 9_007_199_254_740_993.0, -0.0, 1e15];
    let mut edges: Vec<Observation> =
        values.into_iter().zip(0..).map(|(one, second)| value(last, second, one)).collect();
    edges.insert(0, Observation { at: Timestamp::EARLIEST, quality: Quality::Suspect, ..value(last, 0, 3.0) });
    edges.push(Observation { at: Timestamp(Timestamp::END.0 - 1), quality: Quality::Poor, ..value(last, 0, 4.0) });
    store.append(&lamps, edges.clone()).await?;
    let found = store.observations(&lamps, last, Timestamp::EARLIEST..Timestamp::END, 99).await?;
    let bits = |list: &[Observation]| -> Vec<_> {
        list.iter().map(|one| (one.at, (one.value + 0.0).to_bits(), one.quality)).collect()
    };
    assert_eq!(bits(&found), bits(&edges));
    assert!(
        found.iter().all(|one| one.value != 0.0 || one.value.is_sign_positive()),
        "no store keeps the sign of zero"
    );
    Ok(())
}

async fn nothing_is_appended_to_or_read_from_what_was_not_declared(store: Store) -> Result<()> {
    let lamps = series("lamps");
    let is_refused = |answer: StoreError| matches!(&answer, StoreError::Series(SeriesProblem::NotFound { series }) if *series == lamps);
    for is_other_there in [false, true] {
        if is_other_there {
            declared(&store, "meters").await?;
        }
        assert!(store.append(&lamps, vec![value(1, 0, 1.0)]).await.is_err_and(is_refused));
        assert!(store.observations(&lamps, 1, at(0)..at(9), 9).await.is_err_and(is_refused));
        assert!(store.latest(&lamps, &[1]).await.is_err_and(is_refused));
        assert_eq!(store.forget_observations(UNIX_EPOCH).await?, 0);
    }
    Ok(())
}

async fn an_append_moves_no_revision(store: Store) -> Result<()> {
    let loaded = three_parcels(&store).await?;
    let lamps = declared(&store, "lamps").await?;
    store.notice_others().await?;
    let before = store.position().await?;
    for second in 0..20 {
        store.append(&lamps, (0..50).map(|stream| value(stream, second, 1.0)).collect()).await?;
    }
    store.forget_observations(UNIX_EPOCH).await?;
    assert_eq!(store.position().await?, before);
    assert_eq!(store.notice_others().await?, None);
    assert_eq!(store.changes_since(loaded).await?, []);
    assert_eq!(store.layers().await?.1.len(), 1, "a series is no layer");
    Ok(())
}

async fn the_latest_value_of_each_stream_is_found(store: Store) -> Result<()> {
    let (lamps, meters) = (declared(&store, "lamps").await?, declared(&store, "meters").await?);
    store.append(&lamps, vec![value(3, 5, 1.0), value(3, 4, 2.0), value(9, 1, 3.0)]).await?;
    store.append(&lamps, vec![value(3, 2, 4.0), value(1, 8, 5.0)]).await?;
    store.append(&meters, vec![value(3, 9, 6.0)]).await?;
    assert_eq!(store.latest(&lamps, &[9, 3, 4, 3, u64::MAX]).await?, [value(3, 5, 1.0), value(9, 1, 3.0)]);
    assert_eq!(store.latest(&lamps, &[]).await?, []);
    let refused = store.latest(&lamps, &vec![1; MOST_STREAMS + 1]).await;
    assert!(matches!(refused, Err(StoreError::Series(SeriesProblem::TooMany { .. }))), "{refused:?}");
    Ok(())
}

async fn what_is_older_than_it_is_kept_is_forgotten(store: Store) -> Result<()> {
    let lamps = declared(&store, "lamps").await?;
    let ever = Series { name: series("meters"), clearance: Clearance::Open, keep: Duration::MAX };
    store.declare_series(ever.clone()).await?;
    for name in [&lamps, &ever.name] {
        store.append(name, vec![value(1, 0, 1.0), value(1, 10, 2.0), value(2, 5, 3.0), value(7, 10, 4.0)]).await?;
    }
    // An hour, and eight seconds.
    let now = UNIX_EPOCH + Duration::from_micros(at(3608).0.cast_unsigned());
    assert_eq!(store.forget_observations(now).await?, 2);
    assert_eq!(store.forget_observations(now).await?, 0);
    assert_eq!(told(&store, &lamps, 1).await?, ["10=2"]);
    assert_eq!(store.latest(&lamps, &[1, 2, 7]).await?, [value(1, 10, 2.0), value(7, 10, 4.0)]);
    assert_eq!(told(&store, &ever.name, 1).await?, ["0=1", "10=2"]);
    assert_eq!(store.upkeep(Duration::from_secs(3600)).await?, 0, "what upkeep returns is changes of layers");
    Ok(())
}

async fn long_streams_are_forgotten_in_portions(store: Store) -> Result<()> {
    let lamps = declared(&store, "lamps").await?;
    for part in 0..3 {
        let batch = (0..MOST_APPENDED as i64).map(|second| value(5, part * 10_000 + second, 1.0)).collect();
        store.append(&lamps, batch).await?;
    }
    store.append(&lamps, (0..2500).map(|stream| value(stream, 0, 1.0)).collect()).await?;
    let now = UNIX_EPOCH + Duration::from_micros(at(3600 + 29_990).0.cast_unsigned());
    assert_eq!(store.forget_observations(now).await?, 29_990 + 2499);
    assert_eq!(told(&store, &lamps, 5).await?.len(), 10);
    Ok(())
}

async fn who_listens_hears_of_every_append(store: Store) -> Result<()> {
    let (lamps, meters) = (declared(&store, "lamps").await?, declared(&store, "meters").await?);
    let mut news = store.series_news();
    assert_eq!(news.next().await?, BTreeSet::from([lamps.clone(), meters.clone()]), "at first all count as news");
    store.append(&meters, vec![value(1, 0, 1.0)]).await?;
    assert_eq!(news.next().await?, BTreeSet::from([meters.clone()]));
    store.append(&lamps, vec![value(1, 0, 1.0)]).await?;
    store.append(&lamps, vec![value(1, 1, 1.0)]).await?;
    store.append(&meters, vec![value(1, 0, 1.0)]).await?;
    assert_eq!(news.next().await?, BTreeSet::from([lamps]), "what was there already is no news");
    let pumps = declared(&store, "pumps").await?;
    assert_eq!(news.next().await?, BTreeSet::from([pumps]));
    Ok(())
}

async fn two_who_listen_hear_of_the_same(store: Store) -> Result<()> {
    let lamps = declared(&store, "lamps").await?;
    let (mut one, mut other) = (store.series_news(), store.series_news());
    one.next().await?;
    other.next().await?;
    let listening = tokio::spawn(async move { other.next().await });
    store.append(&lamps, vec![value(1, 0, 1.0)]).await?;
    assert_eq!(one.next().await?, BTreeSet::from([lamps.clone()]));
    assert_eq!(listening.await??, BTreeSet::from([lamps]));
    Ok(())
}

async fn many_at_once_append_all_of_it(store: Store) -> Result<()> {
    let lamps = declared(&store, "lamps").await?;
    let mut gateways = tokio::task::JoinSet::new();
    for gateway in 0..40 {
        let (store, lamps) = (store.clone(), if gateway == 13 { series("none") } else { lamps.clone() });
        gateways.spawn(async move {
            let mut new = 0;
            for second in 0..5 {
                // Every second gateway reports the same streams, in the other order.
                let streams = (0..100).map(|stream| if gateway % 2 == 0 { stream } else { 99 - stream });
                new += store
                    .append(&lamps, streams.map(|stream| value(stream, gateway * 5 + second, 1.0)).collect())
                    .await?;
            }
            Ok::<u64, StoreError>(new)
        });
    }
    let (mut new, mut refused) = (0, 0);
    while let Some(gateway) = gateways.join_next().await {
        match gateway? {
            Ok(some) => new += some,
            Err(StoreError::Series(SeriesProblem::NotFound { .. })) => refused += 1,
            Err(error) => return Err(error.into()),
        }
    }
    assert_eq!((new, refused), (39 * 500, 1));
    assert_eq!(told(&store, &lamps, 42).await?.len(), 39 * 5);
    Ok(())
}
