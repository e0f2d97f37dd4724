//! The search as requests see it: true for their World, whichever World its index stands at.

use spatial_core::layer::Audience;
use spatial_core::search::{Finder, View};
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::served::Served;

/// So many features are indexed while somebody waits: a tenth of a second. More are made ready in the background.
const MOST_AT_ONCE: usize = 1 << 16;

impl Served {
    /// A World as an audience may search it; an error while its index is being made.
    pub(crate) fn search_view<'a>(&self, world: &'a World, audience: Audience) -> Result<View<'a>, HttpError> {
        let keeper = self.models.keeper::<Finder>().ok_or(HttpError::SearchNotReady)?;
        let view = match keeper.now() {
            Some(held) => held.model().view(world, audience, MOST_AT_ONCE),
            None => Finder::empty(keeper.settings()).view(world, audience, MOST_AT_ONCE),
        };
        view.ok_or(HttpError::SearchNotReady)
    }
}
