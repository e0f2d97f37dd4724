//! A question about an earlier commit: what is kept of it, or read back.

use std::sync::Arc;

use spatial_core::layer::{Position, Revision};
use spatial_core::models::{Held, Model};
use spatial_core::search::Finder;
use spatial_core::snapshot::{Rewound, SnapshotError};
use spatial_core::store::StoreError;

use crate::http::HttpError;
use crate::http::served::Served;
use crate::http::served::past::{Kept, MOST_FEATURES, Past, Then, Wanted};

impl Served {
    /// The store as it was at an earlier commit, with a model; `None` if nobody knows it any more, or there was no such commit. Which layers
    /// are wanted hangs on the World of now alone.
    pub(crate) async fn then<M: Model>(
        &self,
        now: &Held<M>,
        revision: Revision,
        wanted: &Wanted,
    ) -> Result<Option<Then<M>>, HttpError> {
        let stood = self.store.stood_at(revision).await.map_err(SnapshotError::from)?;
        let Some(to) = stood.filter(|to| to.revision <= now.revision()) else { return Ok(None) };
        let past = self.models.past::<M>()?;
        let slot = past.slot(revision);
        let mut slot = slot.lock().await;
        let known = match (*slot).clone() {
            Some(known) if known.whole.world().position().is_same_commit(&to) => self.brought_along(known, now).await?,
            _ => None,
        };
        let known = match known {
            Some(known) => Some(known),
            None => self.read_back(&past, now, (&to, wanted)).await?,
        };
        let Some(known) = known else { return Ok(None) };
        let then = Then {
            held: known.shown.clone(),
            finder: Arc::clone(&known.finder),
            forgotten: Arc::clone(&known.forgotten),
        };
        *slot = Some(known);
        drop(slot);
        past.make_room(MOST_FEATURES, |kept| kept.whole.world().features_beside(now.world()));
        Ok(Some(then))
    }

    /// What is kept, as it may be shown beside this World; `None` if it is none of its past.
    async fn brought_along<M: Model>(&self, kept: Kept<M>, now: &Held<M>) -> Result<Option<Kept<M>>, HttpError> {
        let world = now.world();
        if world.epoch() != kept.beside.epoch() {
            return Ok(None);
        }
        // Who began to ask before others did is shown no more than they.
        if kept.beside.revision() >= world.revision() {
            return Ok(Some(kept));
        }
        if !world.still_knows(kept.whole.world(), kept.beside.position(), &self.store).await? {
            return Ok(None);
        }
        let shown = kept.whole.with(Arc::new(kept.whole.world().less_withdrawn(world)));
        Ok(Some(Kept { beside: Arc::clone(world), shown, ..kept }))
    }

    /// Reads from history what was touched between a commit and the first later one that is known.
    async fn read_back<M: Model>(
        &self,
        past: &Past<Kept<M>>,
        now: &Held<M>,
        (to, wanted): (&Position, &Wanted),
    ) -> Result<Option<Kept<M>>, HttpError> {
        let _alone = past.reading.lock().await;
        let later = match past.after(to.revision) {
            Some(later) => self.brought_along(later, now).await?,
            None => None,
        };
        let (from, from_finder, unknown) = match later {
            Some(later) => (later.whole, Some(later.finder), later.forgotten),
            None => (now.clone(), self.finder()?, Arc::default()),
        };
        let rewound = match from.world().rewound(&self.store, to, &wanted.all()).await {
            Err(SnapshotError::Store(StoreError::TooOld { .. } | StoreError::Moved { .. })) => return Ok(None),
            rewound => rewound?,
        };
        let Rewound { world, touched, mut forgotten } = rewound;
        forgotten.extend(unknown.iter().cloned());
        if forgotten.iter().any(|name| wanted.needed.contains(name) && now.world().whole_layer(name).is_some()) {
            return Ok(None);
        }
        let models = self.models.keeper::<M>()?;
        let settings = self.models.keeper::<Finder>()?;
        let beside = Arc::clone(now.world());
        let made = move || {
            let world = Arc::new(world);
            let finder =
                from_finder.map_or_else(|| settings.settings().finder().learnt(&world), |finder| finder.learnt(&world));
            let whole = from.elsewhere(world, &touched, models.settings());
            let shown = whole.with(Arc::new(whole.world().less_withdrawn(&beside)));
            Kept { whole, finder: Arc::new(finder), forgotten: Arc::new(forgotten), beside, shown }
        };
        self.workers.run(made).await.map(Some)
    }

    /// The index of the World that is served, or of one before it.
    fn finder(&self) -> Result<Option<Arc<Finder>>, HttpError> {
        Ok(self.models.keeper::<Finder>()?.now().map(|held| Arc::clone(held.model())))
    }
}
