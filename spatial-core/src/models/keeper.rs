//! Keeps one model at the World that is served.

use std::any::Any;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::layer::Revision;
use crate::models::{Held, Model};
use crate::snapshot::World;

/// Holds the youngest model with its World, and makes the next: one at a time, on a thread that may compute.
pub struct Keeper<M: Model> {
    settings: Arc<M::Settings>,
    held: watch::Sender<Option<Held<M>>>,
    /// Held by who is making the next one.
    turn: tokio::sync::Mutex<()>,
    trouble: Mutex<Option<String>>,
}

/// What became of a World a keeper was told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advance {
    /// The model is true for it now.
    Made,
    /// The model stands there already, or further on.
    Known,
    /// Making it panicked; the former one stays.
    Failed,
}

/// A keeper of any model, as those see it who run and measure them all.
pub trait Keep: Debug + Send + Sync {
    /// The model's name.
    fn name(&self) -> &'static str;
    /// The commit it is true for; `None` before the first is made.
    fn revision(&self) -> Option<Revision>;
    /// Bytes it holds.
    fn memory_bytes(&self) -> usize;
    /// What its last attempt panicked with; `None` if that went well.
    fn trouble(&self) -> Option<String>;
    /// Goes from World to World until nobody can tell of another.
    fn keep(self: Arc<Self>, worlds: watch::Receiver<Option<Arc<World>>>) -> Pin<Box<dyn Future<Output = ()> + Send>>;
    /// Returns when the model is true for this commit or a later one.
    fn reaches(self: Arc<Self>, revision: Revision) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

impl<M: Model> Keeper<M> {
    /// Holds nothing yet.
    pub fn new(settings: M::Settings) -> Self {
        Self {
            settings: Arc::new(settings),
            held: watch::Sender::new(None),
            turn: tokio::sync::Mutex::new(()),
            trouble: Mutex::new(None),
        }
    }

    /// What models are made with.
    pub fn settings(&self) -> &M::Settings {
        &self.settings
    }

    /// Model and World as they stand; `None` before the first is made. The World may be older than the one that is served.
    pub fn now(&self) -> Option<Held<M>> {
        self.held.borrow().clone()
    }

    /// Model and World of this commit or a later one; waits for it.
    pub async fn at(&self, revision: Revision) -> Held<M> {
        self.first(|held| held.revision() >= revision).await
    }

    /// Model and World no older than this one; waits for it. Unlike a revision, a World tells a store that was restored from what it was
    /// before.
    pub async fn since(&self, world: &World) -> Held<M> {
        self.first(|held| age(held.world()) >= age(world)).await
    }

    async fn first(&self, is_wanted: impl Fn(&Held<M>) -> bool) -> Held<M> {
        let mut held = self.held.subscribe();
        loop {
            let now = held.borrow_and_update().clone();
            match now {
                Some(now) if is_wanted(&now) => return now,
                // The sender lives as long as we do.
                _ => drop(held.changed().await),
            }
        }
    }

    /// Makes the model of this World, unless a later one is made by now. A dropped future lets what was begun come to its end, unused.
    pub async fn advance(&self, world: Arc<World>) -> Advance {
        let _alone = self.turn.lock().await;
        let before = self.now();
        if before.as_ref().is_some_and(|before| !is_news(before.world(), &world)) {
            return Advance::Known;
        }
        // What panicked on the way from one World to the next is not asked to go that way again.
        let from = before.filter(|_| self.lock_trouble().is_none());
        let (settings, to) = (Arc::clone(&self.settings), Arc::clone(&world));
        match tokio::task::spawn_blocking(move || made(from.as_ref(), &to, &settings)).await {
            Ok(model) => {
                *self.lock_trouble() = None;
                self.held.send_replace(Some(Held::new(world, model)));
                Advance::Made
            }
            Err(error) => {
                let words = error.try_into_panic().map_or_else(|error| error.to_string(), |panic| words_of(&*panic));
                tracing::error!(
                    model = M::NAME,
                    panic = words,
                    "panicked while following the World; built anew with the next"
                );
                *self.lock_trouble() = Some(words);
                Advance::Failed
            }
        }
    }

    /// Goes from World to World until nobody can tell of another; those that come while a model is made are passed over, save the last.
    pub async fn keep_up(&self, mut worlds: watch::Receiver<Option<Arc<World>>>) {
        loop {
            let world = worlds.borrow_and_update().clone();
            if let Some(world) = world {
                self.advance(world).await;
            }
            if worlds.changed().await.is_err() {
                return;
            }
        }
    }

    /// What its last attempt panicked with; `None` if that went well.
    pub fn trouble(&self) -> Option<String> {
        self.lock_trouble().clone()
    }

    fn lock_trouble(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<M: Model> Keep for Keeper<M> {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn revision(&self) -> Option<Revision> {
        self.held.borrow().as_ref().map(Held::revision)
    }

    fn memory_bytes(&self) -> usize {
        self.now().map_or(0, |held| held.model().memory_bytes())
    }

    fn trouble(&self) -> Option<String> {
        Self::trouble(self)
    }

    fn keep(self: Arc<Self>, worlds: watch::Receiver<Option<Arc<World>>>) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async move { self.keep_up(worlds).await })
    }

    fn reaches(self: Arc<Self>, revision: Revision) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async move { drop(self.at(revision).await) })
    }
}

impl<M: Model> Debug for Keeper<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keeper").field("model", &M::NAME).field("revision", &self.revision()).finish_non_exhaustive()
    }
}

/// The model of a World, from the one before if there is one.
fn made<M: Model>(from: Option<&Held<M>>, to: &World, settings: &M::Settings) -> Arc<M> {
    let Some(from) = from.filter(|from| from.world().epoch() == to.epoch()) else {
        return Arc::new(M::build(to, settings));
    };
    let touched = to.touched_since(from.world());
    let next = from.model().follow(from.world(), to, &touched, settings);
    next.map_or_else(|| Arc::clone(from.model()), Arc::new)
}

/// False for the same World, and for one that came before.
fn is_news(before: &Arc<World>, now: &Arc<World>) -> bool {
    !Arc::ptr_eq(before, now) && age(now) >= age(before)
}

/// What Worlds are younger by. Worlds of one age differ in tables of others.
fn age(world: &World) -> (u64, Revision) {
    (world.epoch(), world.revision())
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no words".to_owned())
}
