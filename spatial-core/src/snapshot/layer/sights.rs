//! What each audience that asked sees of one layer.
//!
//! The list only grows, so that what was handed out stays good as long as the layer does. It is as long as there are different sets of
//! grants, and audiences that see the same rows share what they see.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::layer::{Audience, Revision, Sight};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::layer::filtered::{Filtered, Today, Touch};

/// Days are asked for one by one and by anybody: so many answers are kept.
const MOST_DAYS: usize = 8;

/// Belongs to one snapshot of a layer: a copy of that begins without.
#[derive(Debug, Default)]
pub(crate) struct Sights {
    first: Link,
    days: Mutex<Vec<Arc<Filtered>>>,
}

type Link = OnceLock<Box<Known>>;

#[derive(Debug)]
struct Known {
    audience: Audience,
    /// `None` if it sees everything.
    filtered: Option<Arc<Filtered>>,
    next: Link,
}

impl Clone for Sights {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Drop for Sights {
    /// One by one: a list may be longer than the stack is deep.
    fn drop(&mut self) {
        let mut next = self.first.take();
        while let Some(mut known) = next {
            next = known.next.take();
        }
    }
}

impl Sights {
    fn iter(&self) -> impl Iterator<Item = &Known> {
        std::iter::successors(self.first.get(), |known| known.next.get()).map(|known| &**known)
    }

    /// What is seen by those who asked, each different sight once.
    pub(crate) fn filtered(&self) -> impl Iterator<Item = &Arc<Filtered>> {
        let all = || self.iter().filter_map(|known| known.filtered.as_ref());
        all()
            .enumerate()
            .filter(move |(at, one)| !all().take(*at).any(|other| Arc::ptr_eq(one, other)))
            .map(|(_, one)| one)
    }

    /// What an audience sees; found out by `find` the first time.
    fn of(&self, audience: Audience, find: impl Fn() -> Option<Arc<Filtered>>) -> Option<&Arc<Filtered>> {
        let mut link = &self.first;
        loop {
            let known = link.get_or_init(|| Box::new(Known { audience, filtered: find(), next: Link::new() }));
            if known.audience == audience {
                return known.filtered.as_ref();
            }
            link = &known.next;
        }
    }

    fn on_day(&self, sight: Sight, find: impl FnOnce(Sight) -> Filtered) -> Arc<Filtered> {
        let mut days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = days.iter().position(|known| known.sight == sight) {
            let known = days.remove(at);
            days.push(Arc::clone(&known));
            return known;
        }
        if days.len() >= MOST_DAYS {
            days.remove(0);
        }
        let found = Arc::new(find(sight));
        days.push(Arc::clone(&found));
        found
    }

    pub(crate) fn memory_bytes(&self, whole: &LayerSnapshot) -> usize {
        let days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        self.filtered().chain(days.iter()).map(|filtered| filtered.memory_bytes(whole)).sum()
    }
}

impl LayerSnapshot {
    /// The rows an audience sees; the layer itself if that is all of them.
    pub(crate) fn seen_by(self: &Arc<Self>, audience: Audience) -> &Arc<Self> {
        if self.layer.rows.is_none() {
            return self;
        }
        let find = || self.layer.sight(audience, None).map(|sight| self.filtered(sight, audience));
        self.sights.of(audience, find).and_then(|filtered| filtered.snapshot.as_ref()).unwrap_or(self)
    }

    /// The rows an audience sees of those that are valid on a day.
    pub(crate) fn seen_on(self: &Arc<Self>, audience: Audience, day: &str) -> Arc<Self> {
        let Some(sight) = self.layer.sight(audience, Some(day)) else { return Arc::clone(self) };
        let filtered = self.sights.on_day(sight, |sight| Filtered::new(self, sight, self.today(audience)));
        filtered.snapshot.clone().unwrap_or_else(|| Arc::clone(self))
    }

    /// The layer as those see it who asked: itself, and what different sights leave of it.
    pub(crate) fn as_seen(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.sights.filtered().filter_map(|filtered| filtered.snapshot.as_deref()))
    }

    /// True if rows may be hidden from it.
    pub(crate) fn is_filtered(&self) -> bool {
        self.seen_bounds.is_some()
    }

    /// What a sight leaves; shared with who has the same.
    fn filtered(&self, sight: Sight, audience: Audience) -> Arc<Filtered> {
        let known = self.sights.iter().filter_map(|known| known.filtered.as_ref()).find(|known| known.sight == sight);
        known.map_or_else(|| Arc::new(Filtered::new(self, sight, self.today(audience))), Arc::clone)
    }

    /// Of a layer as it was: the layer as it is, and what the audience sees of that.
    fn today(&self, audience: Audience) -> Option<Today<'_>> {
        self.later.as_ref().map(|whole| Today { whole, seen: whole.seen_by(audience) })
    }

    /// Goes on with what audiences saw of an earlier state; with what is known of their blocks. Nothing is kept if others
    /// may see it now.
    pub(crate) fn follow_sights(&mut self, before: &Self, touched: Option<(&BTreeSet<u64>, Revision)>) {
        if self.layer.rows.is_none() || before.is_for_others_than(&self.layer) {
            return;
        }
        let touch = touched.map(|(ids, revision)| Touch { ids, revision });
        let mut followed: Vec<(&Arc<Filtered>, Arc<Filtered>)> = Vec::new();
        let sights = Sights::default();
        for known in before.sights.iter() {
            let now =
                known.filtered.as_ref().map(|was| match followed.iter().find(|(other, _)| Arc::ptr_eq(other, was)) {
                    Some((_, now)) => Arc::clone(now),
                    None => {
                        let now = Arc::new(was.followed(before, self, touch));
                        followed.push((was, Arc::clone(&now)));
                        now
                    }
                });
            sights.of(known.audience, || now.clone());
        }
        self.sights = sights;
    }

    /// Finds out what those see who asked an earlier state, from which nothing was kept.
    pub(crate) fn see_as(&mut self, before: &Self) {
        let sights = Sights::default();
        for known in before.sights.iter() {
            let find = || {
                let sight = self.layer.sight(known.audience, None)?;
                let shared =
                    sights.iter().filter_map(|known| known.filtered.as_ref()).find(|other| other.sight == sight);
                Some(shared.map_or_else(|| Arc::new(Filtered::new(self, sight, None)), Arc::clone))
            };
            sights.of(known.audience, find);
        }
        self.sights = sights;
    }
}
