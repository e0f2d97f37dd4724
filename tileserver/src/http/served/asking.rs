//! Models as requests take them: with a World, and in time; and the turns of clients.

use futures_util::FutureExt;
use spatial_core::layer::{Audience, Revision};
use spatial_core::models::{Held, Keeper, Model};
use spatial_core::search::{Finder, View};
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::error::Share;
use crate::http::front::turns::Turn;
use crate::http::request::peer::Peer;
use crate::http::served::Served;

/// So many features are indexed while somebody waits: a tenth of a second. More are made ready in the background.
const MOST_AT_ONCE: usize = 1 << 16;

impl Served {
    /// A client's turn for a question that costs much; others of it wait, and beyond that are refused.
    pub(crate) async fn turn(&self, peer: Peer) -> Result<Turn, HttpError> {
        let limit = self.settings.limits.questions_per_client;
        self.turns.take(peer.client).await.ok_or(HttpError::ClientFull { of: Share::Questions, limit })
    }

    /// A World as an audience may search it; an error while its index is being made. Indexes hang on pieces of Worlds, so that a model
    /// that is a World behind lacks only what is new, and that is made at once.
    pub(crate) fn search_view<'a>(&self, world: &'a World, audience: Audience) -> Result<View<'a>, HttpError> {
        let keeper = self.models.keeper::<Finder>()?;
        let view = match keeper.now() {
            Some(held) => held.model().view(world, audience, MOST_AT_ONCE),
            None => keeper.settings().finder().view(world, audience, MOST_AT_ONCE),
        };
        view.ok_or(HttpError::SearchNotReady)
    }

    /// A model with the World it is true for: that which is served, or a later one; of this commit at least, if one is named. Waits for
    /// it, but leaves time for an answer.
    pub(crate) async fn held<M: Model>(&self, at_least: Option<Revision>) -> Result<Held<M>, HttpError> {
        let keeper = self.models.keeper::<M>()?;
        let held = async {
            if let Some(revision) = at_least {
                self.reaches(revision).await;
            }
            standing(&keeper, &*self.world()?).await
        };
        tokio::time::timeout(self.patience(), held).await.unwrap_or(Err(not_ready::<M>()))
    }
}

/// The model as soon as it is no older than a World. One that could not be made is not waited for: it is tried again with the next World.
async fn standing<M: Model>(keeper: &Keeper<M>, world: &World) -> Result<Held<M>, HttpError> {
    match keeper.since(world).now_or_never() {
        Some(held) => Ok(held),
        None if keeper.trouble().is_some() => Err(not_ready::<M>()),
        None => Ok(keeper.since(world).await),
    }
}

fn not_ready<M: Model>() -> HttpError {
    HttpError::ModelNotReady { model: M::NAME }
}
