//! Stores as they were at earlier commits, for answers that name theirs.
//!
//! A link on paper names the commit it was made at, and every paper another one. Reading back all that was touched since costs 20 µs a
//! feature, seconds after a plan of a hundred thousand zones took a step, and anybody may ask. So what was read back once is kept: for the
//! next who follows the same link, and as the place from which still older commits are read. One is read at a time, and who
//! asks for the same waits for it. What is kept holds all rows, whoever may see them, and stays true; what an audience sees of it
//! hangs on the World of now (`World::less_withdrawn`) and is made anew when that has moved on.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use spatial_core::layer::{LayerName, Revision};
use spatial_core::models::Held;
use spatial_core::search::Finder;
use spatial_core::snapshot::World;

/// Commits that are kept: those that are asked lately, some of them far enough apart to read others from.
const MOST_KEPT: usize = 8;
/// Features all of them hold besides the World of now, at about a kilobyte each with their shapes: a quarter of a gigabyte, or two steps of
/// plans of a hundred thousand zones. The youngest is kept whatever its size.
pub(super) const MOST_FEATURES: usize = 1 << 18;

/// A World of an earlier commit with a model of it, as it may be shown today.
#[derive(Debug)]
pub(crate) struct Then<M> {
    pub(crate) held: Held<M>,
    /// What is found by its keys in that World.
    pub(crate) finder: Arc<Finder>,
    /// Layers that were asked for and of which nobody knows what they were.
    pub(crate) forgotten: Arc<BTreeSet<LayerName>>,
}

/// What is kept of earlier commits.
#[derive(Debug)]
pub(crate) struct Past<K> {
    /// By commit, the one asked last at the end.
    pub(super) kept: Mutex<Vec<(Revision, Slot<K>)>>,
    /// Held by who reads one back.
    pub(super) reading: tokio::sync::Mutex<()>,
}

/// One of them; held by who makes it.
type Slot<K> = Arc<tokio::sync::Mutex<Option<K>>>;

/// A World of an earlier commit with a model of it.
#[derive(Debug)]
pub(crate) struct Kept<M> {
    /// With all rows.
    pub(super) whole: Held<M>,
    pub(super) finder: Arc<Finder>,
    pub(super) forgotten: Arc<BTreeSet<LayerName>>,
    /// The World of now, less which nothing is shown.
    pub(super) beside: Arc<World>,
    /// What is shown beside it.
    pub(super) shown: Held<M>,
}

// Not derived: no model is copied.
impl<M> Clone for Kept<M> {
    fn clone(&self) -> Self {
        Self {
            whole: self.whole.clone(),
            finder: Arc::clone(&self.finder),
            forgotten: Arc::clone(&self.forgotten),
            beside: Arc::clone(&self.beside),
            shown: self.shown.clone(),
        }
    }
}

impl<K> Default for Past<K> {
    fn default() -> Self {
        Self { kept: Mutex::default(), reading: tokio::sync::Mutex::default() }
    }
}

impl<K: Clone> Past<K> {
    /// The place of a commit, which is the one asked last now; what was asked longest ago makes room for it.
    pub(super) fn slot(&self, revision: Revision) -> Slot<K> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = match kept.iter().position(|(known, _)| *known == revision) {
            Some(at) => kept.remove(at).1,
            None => Slot::default(),
        };
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        kept.push((revision, Arc::clone(&slot)));
        slot
    }

    /// What is kept of the first commit after one. Of one that is being made nothing is known yet.
    pub(super) fn after(&self, revision: Revision) -> Option<K> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let later = kept.iter().filter(|(known, _)| *known > revision);
        let made = later.filter_map(|(known, slot)| Some((*known, slot.try_lock().ok()?.clone()?)));
        made.min_by_key(|(known, _)| *known).map(|(_, kept)| kept)
    }

    /// Lets go of what was asked longest ago until the rest holds no more features than it may, the one asked last aside.
    pub(super) fn make_room(&self, most: usize, features: impl Fn(&K) -> usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let size = |slot: &Slot<K>| slot.try_lock().ok().and_then(|kept| kept.as_ref().map(&features)).unwrap_or(0);
        let mut sizes: Vec<usize> = kept.iter().map(|(_, slot)| size(slot)).collect();
        let mut all: usize = sizes.iter().sum();
        sizes.pop();
        let mut too_many = 0;
        for size in sizes {
            if all <= most {
                break;
            }
            all -= size;
            too_many += 1;
        }
        kept.drain(..too_many);
    }
}

/// Which layers are wanted.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// Without one of these nothing can be said.
    pub(crate) needed: BTreeSet<LayerName>,
    /// What is known of these is enough.
    pub(crate) others: BTreeSet<LayerName>,
}

impl Wanted {
    pub(super) fn all(&self) -> BTreeSet<LayerName> {
        self.needed.union(&self.others).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commits(past: &Past<usize>) -> Vec<u64> {
        past.kept.lock().unwrap().iter().map(|(revision, _)| revision.0).collect()
    }

    /// Commits that hold so many features each.
    fn past(all: impl IntoIterator<Item = (u64, usize)>) -> Past<usize> {
        let past = Past::default();
        for (revision, features) in all {
            *past.slot(Revision(revision)).try_lock().unwrap() = Some(features);
        }
        past
    }

    #[test]
    fn what_was_asked_longest_ago_makes_room_for_another() {
        let past = past((1..=8).map(|revision| (revision, 1)));
        let second = past.slot(Revision(2));
        assert!(Arc::ptr_eq(&second, &past.slot(Revision(2))), "who asks for the same shares it");
        past.slot(Revision(9));
        assert_eq!(commits(&past), [3, 4, 5, 6, 7, 8, 2, 9]);
    }

    #[test]
    fn no_more_features_are_held_than_may_be_unless_one_commit_has_more() {
        let many = past([(1, 40), (2, 30), (3, 30), (4, 30)]);
        many.make_room(100, |features| *features);
        assert_eq!(commits(&many), [2, 3, 4]);
        many.make_room(100, |features| *features);
        assert_eq!(commits(&many), [2, 3, 4]);
        let large = past([(1, 40), (2, 500)]);
        large.make_room(100, |features| *features);
        assert_eq!(commits(&large), [2], "or each who asks for it would read it anew");
    }

    #[test]
    fn an_older_commit_is_read_from_the_first_that_is_known_behind_it() {
        let past = past([(30, 3), (20, 2), (10, 1)]);
        assert_eq!([5, 10, 25, 30].map(|revision| past.after(Revision(revision))), [Some(1), Some(2), Some(3), None]);
        let slot = past.slot(Revision(20));
        let _made = slot.try_lock().unwrap();
        assert_eq!(past.after(Revision(10)), Some(3), "what is being made is not waited for");
    }
}
