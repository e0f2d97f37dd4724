//! The last events in order, and the door at which listeners wait for the next one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use spatial_core::layer::Audience;
use spatial_core::snapshot::{TableSnapshot, World};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast};

use crate::http::changes::event;
use crate::http::changes::mark::Mark;

/// Events kept for those who come back: at ten a second, those of more than a minute and a half.
const KEPT: usize = 1024;
/// Events one listener may be behind before it is dropped: it comes back and catches up, or reads anew.
const BEHIND: usize = 256;

/// One swap of the World.
#[derive(Debug)]
pub(crate) struct Told {
    after: Mark,
    /// For every audience that had listened by then; none if there was nothing for it to know.
    texts: BTreeMap<Audience, Option<Bytes>>,
}

/// What a new listener gets.
pub(crate) struct Listener {
    /// Told at once.
    pub(crate) first: Vec<Bytes>,
    pub(crate) next: broadcast::Receiver<Arc<Told>>,
    pub(crate) audience: Audience,
    /// Their place among the listeners.
    pub(crate) _place: OwnedSemaphorePermit,
}

/// All events of a server.
#[derive(Debug)]
pub(crate) struct Feed {
    kept: Mutex<KeptEvents>,
    sender: broadcast::Sender<Arc<Told>>,
    places: Arc<Semaphore>,
}

#[derive(Debug)]
struct KeptEvents {
    /// All that ever listened. What happened before it did is not known of an audience.
    audiences: BTreeSet<Audience>,
    /// Where the oldest event begins.
    from: Option<Mark>,
    events: VecDeque<Arc<Told>>,
}

impl Told {
    /// What an audience was told, if there was anything for it to know.
    pub(crate) fn text(&self, audience: Audience) -> Option<&Bytes> {
        self.texts.get(&audience)?.as_ref()
    }
}

impl Feed {
    /// A feed for so many listeners.
    pub(crate) fn new(listeners: usize) -> Self {
        Self {
            kept: Mutex::new(KeptEvents::new([Audience::ANONYMOUS, Audience::STAFF].into(), None)),
            sender: broadcast::Sender::new(BEHIND),
            places: Arc::new(Semaphore::new(listeners)),
        }
    }

    /// Tells that the World was swapped. Of a World read anew, everybody starts anew.
    pub(crate) fn tell(&self, before: &World, now: &World) {
        let (from, after) = (Mark::of(before.position()), Mark::of(now.position()));
        let is_read_anew = before.epoch() != now.epoch();
        // Held while it is found out who hears what: who begins to listen meanwhile waits, and hears of it.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let told = Arc::new(kept.told(after, |audience| match is_read_anew {
            true => Some(event::reset(after)),
            false => event::changed(after, &now.news_since(before, audience)),
        }));
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
        }
        // Sent under the lock, so that who begins to listen meanwhile gets it once: from here, or from what is kept.
        let _ = self.sender.send(told);
    }

    /// Tells that a table of others was found changed. That is not kept: who comes back is told of all such tables.
    pub(crate) fn tell_table(&self, world: &World, table: &Arc<TableSnapshot>) {
        let after = Mark::of(world.position());
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let told = kept.told(after, |audience| event::tables(after, std::iter::once(table), audience));
        let _ = self.sender.send(Arc::new(told));
    }

    /// Begins to listen, after the last event heard if that is still known; otherwise with the news that one must read anew. `None` if
    /// there are too many listeners.
    pub(crate) fn listen(
        &self,
        world: impl FnOnce() -> Option<Arc<World>>,
        audience: Audience,
        last: Option<&str>,
    ) -> Option<Listener> {
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.audiences.insert(audience);
        // A World is swapped before it is told of: the one taken here is not behind what is kept.
        let world = world()?;
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
        Some(Listener { first, next: self.sender.subscribe(), audience, _place: place })
    }
}

impl KeptEvents {
    fn new(audiences: BTreeSet<Audience>, from: Option<Mark>) -> Self {
        Self { audiences, from, events: VecDeque::new() }
    }

    fn told(&self, after: Mark, text: impl Fn(Audience) -> Option<Bytes>) -> Told {
        Told { after, texts: self.audiences.iter().map(|&audience| (audience, text(audience))).collect() }
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
