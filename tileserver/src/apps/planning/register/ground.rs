//! Whether a plan lies in the commune it is for. A power over one commune is none over the ground of its neighbours, whatever code a plan
//! bears; where no layer says where communes lie, nothing is refused.

use std::sync::Arc;

use planning::extract::{Drawn, Thresholds};
use planning::{commune_codes, lies_in, outside};
use spatial_core::crs::Crs;
use spatial_core::geometry::{Geometry, area};
use spatial_core::layer::{FeatureId, FieldRole, Layer};
use spatial_core::message::Message;
use spatial_core::snapshot::{LayerSnapshot, World};
use spatial_core::units::Metres;

use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;

/// Communes that are looked through for who is told where a plan lies: provinces have some hundred.
const MOST_COMMUNES: usize = 4_000;
/// Communes that are named.
const MOST_NAMED: usize = 5;

/// Where a commune lies, in the grid of the plans.
#[derive(Debug, Clone)]
pub(super) struct CommuneGround {
    code: String,
    shape: Arc<Geometry>,
    grid: Crs,
}

/// True if a layer says where communes lie.
pub(super) fn are_drawn(world: &World) -> bool {
    communes(world).any(|(layer, _)| !layer.is_empty())
}

/// Layers of communes with shapes, and the fields of their codes.
fn communes(world: &World) -> impl Iterator<Item = (&Arc<LayerSnapshot>, usize)> {
    let drawn = world.whole_layers().filter(|layer| layer.layer().has_shape());
    drawn.filter_map(|layer| Some((layer, commune_codes(layer.layer())?)))
}

impl CommuneGround {
    /// Of the commune of a code; `None` if no layer says where it lies, or none does in a system that leads to this grid.
    pub(super) async fn of(
        served: &Served,
        world: &World,
        code: Option<&str>,
        grid: Crs,
    ) -> Result<Option<Self>, HttpError> {
        let Some(code) = code.filter(|code| !code.is_empty()) else { return Ok(None) };
        for (layer, field) in communes(world) {
            let rows = layer.iter().filter(|row| row.text(field) == Some(code)).take(MOST_COMMUNES);
            let rows: Vec<FeatureId> = rows.map(|row| FeatureId(row.id())).collect();
            if rows.is_empty() {
                continue;
            }
            let rows = world.whole_items(&served.store, &layer.layer().name, &rows).await?;
            let shapes: Vec<Geometry> = rows.into_iter().filter_map(|row| row.geometry).collect();
            let from = layer.layer().crs;
            let drawn = served.workers.run(move || Drawn::of(&shapes, (from, grid), Metres(0.0))).await?;
            if let Ok(drawn) = drawn {
                return Ok(Some(Self { code: code.to_owned(), shape: Arc::new(drawn.shape().clone()), grid }));
            }
        }
        Ok(None)
    }

    /// What of a plan lies outside of it, if anything does. An overlay for every part along its border: for a thread that computes.
    pub(super) fn outside<'a>(&self, ground: impl IntoIterator<Item = &'a Geometry>) -> Option<Geometry> {
        let outside = outside(&self.shape, ground, Thresholds::default());
        (area(&outside).0 > 0.0).then_some(outside)
    }

    /// That a plan is refused, how much of it lies outside, and where.
    pub(super) async fn refusal(
        &self,
        served: &Served,
        (world, asked): (&World, &Inquiry),
        outside: Geometry,
    ) -> Result<HttpError, HttpError> {
        let mut all: Vec<(String, Vec<Geometry>, Crs)> = Vec::new();
        for (layer, field) in communes(world) {
            // Names are told of communes that the reader sees.
            let Some(seen) = world.layer(&layer.layer().name, asked.audience) else { continue };
            let rows: Vec<FeatureId> = seen.iter().take(MOST_COMMUNES).map(|row| FeatureId(row.id())).collect();
            let shapes = world.shapes(&served.store, &layer.layer().name, &rows, asked.audience).await?;
            let name = named_field(seen.layer(), asked);
            let named = shapes.into_iter().filter_map(|(id, shape)| {
                let row = seen.find(id)?;
                let (code, name) = (row.text(field).unwrap_or_default(), name.and_then(|at| row.text(at)));
                Some((called(seen.layer(), code, name), vec![shape], seen.layer().crs))
            });
            all.extend(named);
        }
        let (grid, size) = (self.grid, area(&outside).0);
        let found = move || {
            let drawn = all
                .into_iter()
                .filter_map(|(name, shapes, from)| Some((name, Drawn::of(&shapes, (from, grid), Metres(0.0)).ok()?)));
            let drawn: Vec<(String, Drawn)> = drawn.collect();
            lies_in(&outside, drawn.iter().map(|(name, drawn)| (name.clone(), drawn.shape())), Thresholds::default())
        };
        let found = served.workers.run(found).await?;
        let number = |area: f64| asked.language.number(area, 1);
        let named: Vec<String> =
            found.iter().take(MOST_NAMED).map(|(name, part)| format!("{name}: {} m²", number(part.0))).collect();
        let message = Message::new("problem-plan-outside-commune")
            .with("commune", &self.code)
            .with("area", number(size))
            .with("named", if named.is_empty() { "none" } else { "some" })
            .with("communes", named.join("; "));
        Ok(HttpError::Unfit(message))
    }
}

/// The field of the names of communes, if the reader may see it.
fn named_field(layer: &Layer, asked: &Inquiry) -> Option<usize> {
    let field = &layer.schema.fields[layer.schema.playing(FieldRole::Name)?];
    layer.schema.seen(&field.name, asked.audience)
}

fn called(layer: &Layer, code: &str, name: Option<&str>) -> String {
    match (name.filter(|name| !name.is_empty()), code.is_empty()) {
        (Some(name), false) => format!("{name} ({code})"),
        (Some(name), true) => name.to_owned(),
        (None, false) => code.to_owned(),
        (None, true) => layer.title.clone(),
    }
}
