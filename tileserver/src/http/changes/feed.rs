//! The last events in order, and the door at which listeners wait for the next one.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use spatial_core::layer::Audience;
use spatial_core::snapshot::{TableSnapshot, World};
use tokio::sync::broadcast;

use crate::http::changes::event;
use crate::http::changes::mark::Mark;
use crate::http::front::places::{Full, InUse, Place, Places};

/// Events kept for those who come back: at ten a second, those of more than a minute and a half.
const KEPT: usize = 1024;
/// Events one listener may be behind before it is dropped: it comes back and catches up, or reads anew.
const BEHIND: usize = 256;
/// Audiences worked for although nobody listens as they just now: each is told every event, and a sole listener's line may break.
const MOST_LEFT: usize = 32;

/// One swap of the World.
#[derive(Debug)]
pub(crate) struct Told {
    after: Mark,
    /// For every audience that listened then; none if there was nothing for it to know.
    texts: BTreeMap<Audience, Option<Bytes>>,
}

/// What a new listener gets.
pub(crate) struct Listener {
    /// Told at once.
    pub(crate) first: Vec<Bytes>,
    pub(crate) next: broadcast::Receiver<Arc<Told>>,
    pub(crate) audience: Audience,
    /// Their audience is worked for as long as this is held, and a while longer.
    _heard: Heard,
    /// Their place among the listeners, held for as long as they listen.
    _place: (Place, InUse),
}

/// One listener of an audience, counted until dropped.
#[derive(Debug)]
struct Heard {
    kept: Arc<Mutex<KeptEvents>>,
    audience: Audience,
}

/// All events of a server.
#[derive(Debug)]
pub(crate) struct Feed {
    kept: Arc<Mutex<KeptEvents>>,
    sender: broadcast::Sender<Arc<Told>>,
    places: Arc<Places>,
}

#[derive(Debug)]
struct KeptEvents {
    /// Who is told. What happened while an audience was not among them is not known of it: who comes back then reads anew.
    audiences: BTreeMap<Audience, Attendance>,
    /// How many events were kept ever.
    told: u64,
    /// Where the oldest event begins.
    from: Option<Mark>,
    events: VecDeque<Arc<Told>>,
}

/// How an audience listens.
#[derive(Debug, Clone, Copy, Default)]
struct Attendance {
    listeners: usize,
    /// How many events had been kept when the last listener left.
    left: u64,
}

impl Told {
    /// What an audience was told, if there was anything for it to know.
    pub(crate) fn text(&self, audience: Audience) -> Option<&Bytes> {
        self.texts.get(&audience)?.as_ref()
    }
}

impl Feed {
    /// A feed for so many listeners, and so many from one client.
    pub(crate) fn new(listeners: usize, each: usize) -> Self {
        let always = [Audience::ANONYMOUS, Audience::STAFF].map(|of| (of, Attendance { listeners: 1, left: 0 }));
        Self {
            // Nearly all who come back are one of these two, so that they count as listening always.
            kept: Arc::new(Mutex::new(KeptEvents::new(always.into(), None))),
            sender: broadcast::Sender::new(BEHIND),
            places: Places::new(listeners, each),
        }
    }

    /// How many listen now.
    pub(crate) fn listeners(&self) -> usize {
        self.sender.receiver_count()
    }

    /// Tells that the World was swapped. Of a World read anew, everybody starts anew.
    pub(crate) fn tell(&self, before: &World, now: &World) {
        let (from, after) = (Mark::of(before.position()), Mark::of(now.position()));
        let is_read_anew = before.epoch() != now.epoch();
        let (mut kept, told) = self.worked_out(after, |audience| match is_read_anew {
            true => Some(event::reset(after)),
            false => event::changed(after, &now.news_since(before, audience)),
        });
        let told = Arc::new(told);
        if told.texts.values().all(Option::is_none) && now.touched_since(before).is_empty() {
            return;
        }
        if is_read_anew {
            *kept = KeptEvents::new(std::mem::take(&mut kept.audiences), Some(after));
        } else {
            kept.from.get_or_insert(from);
            if kept.events.len() >= KEPT {
                kept.from = kept.events.pop_front().map(|oldest| oldest.after);
            }
            kept.events.push_back(Arc::clone(&told));
            kept.told += 1;
            kept.forget();
        }
        // Sent under the lock, so that who begins to listen meanwhile gets it once: from here, or from what is kept.
        let _ = self.sender.send(told);
    }

    /// Tells that a table of others was found changed. That is not kept: who comes back is told of all such tables.
    pub(crate) fn tell_table(&self, world: &World, table: &Arc<TableSnapshot>) {
        let after = Mark::of(world.position());
        let (_kept, told) = self.worked_out(after, |audience| event::tables(after, std::iter::once(table), audience));
        let _ = self.sender.send(Arc::new(told));
    }

    /// What each audience is told, and the lock under which that is sent. Worked out while the lock is free, for that takes a while;
    /// again for those who began to listen meanwhile, so that nobody misses it.
    fn worked_out(&self, after: Mark, text: impl Fn(Audience) -> Option<Bytes>) -> (MutexGuard<'_, KeptEvents>, Told) {
        let mut texts = BTreeMap::new();
        loop {
            let kept = locked(&self.kept);
            let lacking: Vec<Audience> =
                kept.audiences.keys().copied().filter(|audience| !texts.contains_key(audience)).collect();
            if lacking.is_empty() {
                return (kept, Told { after, texts });
            }
            drop(kept);
            texts.extend(lacking.into_iter().map(|audience| (audience, text(audience))));
        }
    }

    /// Begins to listen, after the last event heard if that is still known; otherwise with the news that one must read anew.
    pub(crate) fn listen(
        &self,
        client: IpAddr,
        world: impl FnOnce() -> Option<Arc<World>>,
        audience: Audience,
        last: Option<&str>,
    ) -> Result<Listener, Full> {
        let place = self.places.take(client, false)?;
        let in_use = place.in_use();
        // Dropped behind the lock, which it takes itself.
        let heard;
        let mut kept = locked(&self.kept);
        // A World is swapped before it is told of: the one taken here is not behind what is kept.
        let world = world().ok_or(Full::All)?;
        kept.audiences.entry(audience).or_default().listeners += 1;
        heard = Heard { kept: Arc::clone(&self.kept), audience };
        let now = Mark::of(world.position());
        let missed = |last: Mark| kept.since(last, now, audience);
        let first = match last {
            None => vec![event::current(now)],
            Some(last) => match Mark::parse(last).and_then(missed) {
                Some(events) => events
                    .filter_map(|told| told.text(audience).cloned())
                    .chain(event::tables(now, world.tables(), audience))
                    .collect(),
                None => vec![event::reset(now)],
            },
        };
        Ok(Listener { first, next: self.sender.subscribe(), audience, _heard: heard, _place: (place, in_use) })
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        let mut kept = locked(&self.kept);
        let told = kept.told;
        if let Some(attendance) = kept.audiences.get_mut(&self.audience) {
            attendance.listeners -= 1;
            attendance.left = told;
        }
        kept.forget();
    }
}

fn locked(kept: &Mutex<KeptEvents>) -> MutexGuard<'_, KeptEvents> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

impl KeptEvents {
    /// Of audiences that somebody listens as.
    fn new(mut audiences: BTreeMap<Audience, Attendance>, from: Option<Mark>) -> Self {
        audiences.retain(|_, attendance| attendance.listeners > 0);
        Self { audiences, told: 0, from, events: VecDeque::new() }
    }

    /// Forgets audiences that nobody came back to while the events they were told last are kept; of too many, those left longest ago.
    fn forget(&mut self) {
        let told = self.told;
        self.audiences.retain(|_, one| one.listeners > 0 || told - one.left < KEPT as u64);
        let left = self.audiences.iter().filter(|(_, one)| one.listeners == 0);
        let mut left: Vec<(u64, Audience)> = left.map(|(audience, one)| (one.left, *audience)).collect();
        left.sort_unstable();
        for (_, audience) in left.iter().take(left.len().saturating_sub(MOST_LEFT)) {
            self.audiences.remove(audience);
        }
    }

    /// What was told after a place; `None` if that is not known (any more), or not of this audience.
    fn since(&self, last: Mark, now: Mark, audience: Audience) -> Option<impl Iterator<Item = &Arc<Told>>> {
        let behind = match self.events.iter().rposition(|told| told.after == last) {
            Some(at) => at + 1,
            None if self.from == Some(last) => 0,
            None if last == now => self.events.len(),
            None => return None,
        };
        let missed = self.events.range(behind..);
        missed.clone().all(|told| told.texts.contains_key(&audience)).then_some(missed)
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use spatial_core::crs::{Crs, Operation};
    use spatial_core::layer::{GeometryType, Grant, Kind, Layer, LayerName, Schema};
    use spatial_core::store::{Store, StoreAddress};

    use super::*;

    const CLIENT: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    /// The World behind another, with one more layer.
    async fn with_layer(store: &Store, before: Option<&World>, name: &str) -> Arc<World> {
        let schema = Schema { geometry: GeometryType::None, fields: Vec::new() };
        let name = LayerName::parse(name).unwrap();
        let layer = Layer::open(name, Kind::Feature, schema, Crs::Epsg(9218), Operation("EPSG:6960".to_owned()));
        store.declare(&[layer], "diaban", "a test").await.unwrap();
        Arc::new(match before {
            Some(before) => before.follow(store).await.unwrap().unwrap(),
            None => World::read(store).await.unwrap(),
        })
    }

    fn texts(first: &[Bytes]) -> String {
        first.iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect()
    }

    #[tokio::test]
    async fn an_audience_is_worked_for_until_nobody_came_back_for_as_long_as_events_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await.unwrap();
        let first = with_layer(&store, None, "first").await;
        let second = with_layer(&store, Some(&first), "second").await;
        let worlds = [first, second];
        let planner = Audience::of([Grant::Staff, Grant::parse("planning.draft").unwrap()]);
        let (feed, begun) = (Feed::new(8, 8), Mark::of(worlds[0].position()).to_string());
        let listen = |world: usize, audience, last: Option<&str>| {
            feed.listen(CLIENT, || Some(Arc::clone(&worlds[world])), audience, last).unwrap()
        };
        let (mut one, two) = (listen(0, planner, None), listen(0, planner, None));
        drop(two);
        feed.tell(&worlds[0], &worlds[1]);
        assert!(one.next.try_recv().unwrap().text(planner).is_some(), "one is left to hear it");
        assert!(texts(&listen(1, planner, Some(&begun)).first).contains("second"), "who was away is told");
        drop(one);

        let third = with_layer(&store, Some(&worlds[1]), "third").await;
        feed.tell(&worlds[1], &third);
        let after = Mark::of(worlds[1].position()).to_string();
        let back = texts(&listen(1, planner, Some(&after)).first);
        assert!(back.contains("third") && !back.contains("reset"), "a line that broke: {back}");
        for _ in 1..KEPT {
            feed.tell(&worlds[1], &third);
        }
        assert_eq!(locked(&feed.kept).audiences.len(), 3, "the planners may come back yet");
        feed.tell(&worlds[1], &third);
        assert_eq!(locked(&feed.kept).audiences.len(), 2, "the planners are forgotten");
        let fourth = with_layer(&store, Some(&third), "fourth").await;
        feed.tell(&third, &fourth);
        let after = Mark::of(third.position()).to_string();
        let late = |audience| feed.listen(CLIENT, || Some(Arc::clone(&fourth)), audience, Some(&after)).unwrap();
        assert!(texts(&late(planner).first).contains("event: reset"));
        assert!(texts(&late(Audience::ANONYMOUS).first).contains("fourth"));
    }

    #[tokio::test]
    async fn of_many_audiences_that_nobody_listens_as_the_last_are_worked_for() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await.unwrap();
        let world = with_layer(&store, None, "first").await;
        let feed = Feed::new(8, 8);
        for number in 0..2 * MOST_LEFT {
            let audience = Audience::of([Grant::parse(&format!("planning.draft@{number}")).unwrap()]);
            drop(feed.listen(CLIENT, || Some(Arc::clone(&world)), audience, None));
        }
        assert_eq!(locked(&feed.kept).audiences.len(), 2 + MOST_LEFT);
    }
}
