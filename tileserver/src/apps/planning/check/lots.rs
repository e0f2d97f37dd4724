//! The parcels a building lies in, and which of them is meant.

use std::cmp::Ordering;
use std::sync::Arc;

use planning::extract::{Thresholds, window};
use spatial_core::geometry::{Geometry, area, shared};
use spatial_core::layer::{FeatureId, Kind, LayerName};
use spatial_core::message::Message;
use spatial_core::snapshot::{Hit, World};
use spatial_core::units::{Metres, SquareMetres};

use super::sent::Plot;
use crate::apps::planning::zones::said;
use crate::http::HttpError;
use crate::http::handlers::parcels::{missing, places};
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;

/// Parcels around a building that are looked at, each read from the store: the largest hall stands on some dozen.
const MOST_PARCELS: usize = 200;

/// A parcel a building may lie in.
#[derive(Debug, Clone)]
pub(super) struct Lot {
    pub(super) layer: LayerName,
    pub(super) id: FeatureId,
    /// Legal geometry in the grid of the building.
    pub(super) shape: Geometry,
    /// True of the parcels a key leads to.
    is_named: bool,
}

/// Parcels of the same grid near the building, and those the key leads to.
pub(super) async fn lots(
    served: &Arc<Served>,
    world: &Arc<World>,
    asked: &Inquiry,
    plot: &Plot,
) -> Result<Vec<Lot>, HttpError> {
    let named = match &plot.key {
        None => Vec::new(),
        Some(key) => match places(served, world, asked, key).await? {
            none if none.is_empty() => return Err(missing(key)),
            named => named,
        },
    };
    let mut all = named.clone();
    all.extend(near(world, asked, plot)?.into_iter().filter(|place| !named.contains(place)));
    let mut lots = Vec::with_capacity(all.len());
    for (layer, id) in all {
        let crs = world.layer(&layer, asked.audience).map(|layer| layer.layer().crs);
        let parcel = world.item(&served.store, &layer, id, asked.audience).await?;
        let shape = parcel.and_then(|parcel| parcel.geometry).filter(|_| crs == Some(plot.crs));
        let Some(shape @ (Geometry::Polygon(_) | Geometry::MultiPolygon(_))) = shape else { continue };
        let is_named = named.contains(&(layer.clone(), id));
        lots.push(Lot { layer, id, shape, is_named });
    }
    Ok(lots)
}

/// Layers and ids of parcels whose boxes the building touches.
fn near(world: &World, asked: &Inquiry, plot: &Plot) -> Result<Vec<(LayerName, FeatureId)>, HttpError> {
    let window = window(&plot.building.footprint, Metres(0.0), plot.crs);
    let Some(window) = window.map_err(|error| HttpError::Unfit(said(&error)))? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut hits: Vec<Hit> = Vec::new();
    for parcels in world.layers(asked.audience) {
        let layer = parcels.layer();
        if layer.kind != Kind::Parcel || layer.crs != plot.crs || layer.name.is_quarantine() {
            continue;
        }
        parcels.hits(&window, &mut hits);
        found.extend(hits.iter().map(|hit| (layer.name.clone(), FeatureId(hit.id))));
    }
    if found.len() > MOST_PARCELS {
        return Err(HttpError::TooLarge(Message::new("problem-check-parcels").with("most", MOST_PARCELS)));
    }
    Ok(found)
}

/// A parcel with what of the building lies in it.
#[derive(Debug, Clone)]
pub(super) struct Share {
    pub(super) lot: Lot,
    pub(super) inside: SquareMetres,
}

/// Shares of the building in parcels, the largest first, and the one that is meant: of those that are named if some are, else of all. None
/// where no parcel lies.
pub(super) fn shares(
    lots: Vec<Lot>,
    plot: &Plot,
    thresholds: Thresholds,
) -> Result<(Option<Share>, Vec<Share>), HttpError> {
    let share = |lot: Lot| {
        let part = shared(&plot.building.footprint, &lot.shape);
        let is_one = !thresholds.drops_shape(&part);
        is_one.then(|| Share { inside: area(&part), lot })
    };
    let mut shares: Vec<Share> = lots.into_iter().filter_map(share).collect();
    shares.sort_by(larger);
    let meant = shares.iter().find(|share| plot.key.is_none() || share.lot.is_named).cloned();
    match (&plot.key, meant) {
        (Some(key), None) => {
            let key: String = key.chars().take(LONGEST_KEY).collect();
            Err(HttpError::Unfit(Message::new("problem-check-beside").with("key", key)))
        }
        (_, meant) => Ok((meant, shares)),
    }
}

/// Letters of a key that are repeated to who sent it.
const LONGEST_KEY: usize = 64;

fn larger(one: &Share, other: &Share) -> Ordering {
    let place = |share: &Share| (share.lot.layer.clone(), share.lot.id);
    other.inside.0.total_cmp(&one.inside.0).then_with(|| place(one).cmp(&place(other)))
}
