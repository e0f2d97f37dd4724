//! The World a question is put to, and the parcels of a key in it: that of now, or that of the commit a link names.
//!
//! A key is looked up in the World it was read in: numbers change, and parcels are split.

use std::collections::BTreeSet;
use std::sync::Arc;

use planning::{Register, TABLES};
use spatial_core::layer::{Audience, FeatureId, FieldRole, Kind, LayerName, Revision};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::search::Finder;
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::http::HttpError;
use crate::http::handlers::parcels::{KEY, places};
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::served::past::{Then, Wanted};
use crate::openapi::Domain;
use crate::search::parcels::bearing;
use crate::search::reading::parcel_key::ParcelTried;

/// Parcels, by layer and id.
type Places = Vec<(LayerName, FeatureId)>;

/// A World in which parcels are sought.
pub(in super::super) struct Sought {
    pub(in super::super) held: Held<Register>,
    /// Of an earlier commit: its index, and the layers of which nobody knows what they were.
    then: Option<(Arc<Finder>, Arc<BTreeSet<LayerName>>)>,
}

impl Sought {
    /// That of now.
    pub(super) fn now(held: &Held<Register>) -> Self {
        Self { held: held.clone(), then: None }
    }

    /// That of an earlier commit.
    pub(super) async fn then(
        served: &Arc<Served>,
        now: &Held<Register>,
        revision: Revision,
    ) -> Result<Self, HttpError> {
        if revision == now.revision() {
            return Ok(Self::now(now));
        }
        let then = served.then(now, revision, &wanted(now.world())).await?.ok_or_else(|| unknown(revision))?;
        let Then { held, finder, forgotten } = then;
        Ok(Self { held, then: Some((finder, forgotten)) })
    }

    /// Layers and ids of the parcels of a key.
    pub(in super::super) async fn places(
        &self,
        served: &Arc<Served>,
        asked: &Inquiry,
        key: &str,
    ) -> Result<Places, HttpError> {
        let Some((finder, _)) = &self.then else { return places(served, self.held.world(), asked, key).await };
        let Some(key) = KEY.domain.read(key) else { return Ok(Vec::new()) };
        let (finder, world, audience) = (Arc::clone(finder), Arc::clone(self.held.world()), asked.audience);
        served.workers.run(move || found(&finder, &world, audience, &key)).await
    }

    /// Refuses a key that leads to a parcel of a layer of which nobody knows what it was: another parcel is not meant.
    pub(super) async fn knows_all(
        &self,
        served: &Arc<Served>,
        now: &Arc<World>,
        asked: &Inquiry,
        key: &str,
    ) -> Result<(), HttpError> {
        let Some((_, forgotten)) = self.then.as_ref().filter(|(_, forgotten)| !forgotten.is_empty()) else {
            return Ok(());
        };
        let today = places(served, now, asked, key).await?;
        let is_forgotten = today.iter().any(|(layer, _)| forgotten.contains(layer));
        if is_forgotten { Err(unknown(self.held.revision())) } else { Ok(()) }
    }
}

fn found(finder: &Finder, world: &World, audience: Audience, key: &str) -> Places {
    // What of the index is missing is little: pieces of what an audience sees are those of all rows.
    let view = finder.view(world, audience, usize::MAX);
    view.map_or_else(Vec::new, |view| bearing(&view, key, ParcelTried::of(key)))
}

/// The tables of the register, and whatever bears keys of parcels.
fn wanted(now: &World) -> Wanted {
    let needed = TABLES.iter().filter_map(|table| LayerName::parse_stored(table.layer)).collect();
    let parcels = now.whole_layers().filter(|layer| bears_keys(layer)).map(|layer| layer.layer().name.clone());
    // Nobody keeps what tables of others were.
    Wanted { needed, others: parcels.filter(|name| now.table(name).is_none()).collect() }
}

fn bears_keys(layer: &LayerSnapshot) -> bool {
    let layer = layer.layer();
    let is_parcel = layer.kind == Kind::Parcel || layer.schema.playing(FieldRole::Number).is_some();
    is_parcel && layer.has_shape() && !layer.name.is_quarantine()
}

/// Nothing is known of a commit.
fn unknown(revision: Revision) -> HttpError {
    HttpError::Missing(Message::new("problem-revision-unknown").with("revision", revision))
}
