//! What lies in an area: a portion of parcels after another, so that others get their turns.

use std::sync::Arc;

use planning::Register;
use planning::extract::{Drawn, ExtractAsked, NoGround, ParcelPlan, Survey, Thresholds};
use spatial_core::crs::Crs;
use spatial_core::geometry::{Geometry, area};
use spatial_core::layer::{Audience, FeatureId, Kind, Layer, LayerName};
use spatial_core::message::{Message, Say};
use spatial_core::models::Held;
use spatial_core::snapshot::World;
use spatial_core::units::SquareMetres;

use crate::apps::planning::area::asked::{AreaForm, AreaQuestion};
use crate::apps::planning::area::sent::{self, Shapes};
use crate::apps::planning::asked::Asked;
use crate::apps::planning::sheet::{Lines, ParcelCells, SheetLine, shapes_of};
use crate::apps::planning::zones::is_on_a_grid;
use crate::http::HttpError;
use crate::http::served::Served;
use crate::http::wire::edit::EditFinding;

/// Largest area of one question, in square kilometres: a commune has ten or twenty. Who needs more downloads the plans, or asks
/// `diaban extract`.
pub(super) const MOST_KM2: f64 = 100.0;
/// Most parcels of one question: as many as a page of features has at most. Answered in some seconds.
pub(super) const MOST_PARCELS: usize = 10_000;
/// Parcels that are read and laid over plans at a time: some tens of milliseconds for one thread.
const PORTION: usize = 250;

/// What lies in an area.
#[derive(Debug)]
pub(super) struct AreaFound {
    pub(super) held: Held<Register>,
    pub(super) audience: Audience,
    pub(super) day: String,
    /// When shares were dropped.
    pub(super) thresholds: Thresholds,
    /// In the grid of the zones, or else of the parcels.
    pub(super) area: SquareMetres,
    pub(super) crs: Crs,
    /// Those that are not folded away, with what of the area lies in which of their zones.
    pub(super) plans: Vec<ParcelPlan>,
    pub(super) parcels: Vec<ParcelFound>,
    /// Layers of parcels that share no grid with the zones.
    pub(super) left_out: Vec<LayerName>,
    /// No layer of parcels or zones reaches there: that nothing is found does not say that nothing is planned.
    pub(super) is_outside: bool,
}

/// A parcel that lies in it, or a part of it.
#[derive(Debug)]
pub(super) struct ParcelFound {
    pub(super) layer: LayerName,
    pub(super) cells: Arc<ParcelCells>,
    pub(super) lines: Vec<SheetLine>,
    /// The part, in the layer's grid.
    pub(super) part: Geometry,
    /// What of it each line is about, in the grid of the zones; none of layers in another, and nothing in forms that draw no shares.
    pub(super) shapes: Vec<Option<Geometry>>,
}

/// Asks for all that lies in the area that was sent.
pub(super) async fn found(
    served: &Arc<Served>,
    held: Held<Register>,
    (asked, about): (&Asked, &AreaQuestion),
    body: Vec<u8>,
) -> Result<AreaFound, HttpError> {
    let (thresholds, has_shapes) = (served.settings.thresholds, about.form == AreaForm::GeoPackage);
    let question = Question { held, audience: asked.audience, day: about.day.clone(), thresholds, has_shapes };
    let question = Arc::new(question);
    let (at_work, headers, within) = (Arc::clone(&question), asked.headers.clone(), about.within);
    let layer = about.layer.clone();
    let begun = move || {
        let grid = at_work.grid().ok_or_else(|| HttpError::OutOfTurn(Message::new("problem-no-grid")))?;
        let shapes = sent::read(&headers, (&body, layer.as_deref()), &grid, (at_work.held.world(), at_work.audience))?;
        let drawn =
            |crs| Drawn::of(&shapes.shapes, (shapes.crs, crs), within).map_err(|error| refused(&error, &shapes));
        let whole = drawn(grid.crs)?;
        let km2 = whole.area().0 / 1e6;
        if km2 > MOST_KM2 {
            let message = Message::new("problem-area-too-large").with("area", km2.ceil()).with("most", MOST_KM2);
            return Err(HttpError::Unfit(message));
        }
        let mut layers = Vec::new();
        for layer in at_work.parcels() {
            let there = if layer.crs == grid.crs { whole.clone() } else { drawn(layer.crs)? };
            layers.push((layer.name.clone(), Arc::new(there)));
        }
        Ok((grid.crs, whole, layers))
    };
    let (crs, whole, layers) = served.workers.run(begun).await??;
    let candidates = candidates(&question, &layers)?;
    let mut parcels = Vec::new();
    for (name, drawn, ids) in candidates {
        for ids in ids.chunks(PORTION) {
            // As portions of large pages do.
            let _bulk = served.bulk.acquire().await.ok();
            let shapes = question.held.world().shapes(&served.store, &name, ids, question.audience).await?;
            let (question, name, drawn) = (Arc::clone(&question), name.clone(), Arc::clone(&drawn));
            parcels.extend(served.workers.run(move || question.portion(&name, &drawn, &shapes)).await?);
        }
    }
    let is_outside = question.is_outside(&whole);
    let (area, at_work) = (whole.area(), Arc::clone(&question));
    let plans = served.workers.run(move || at_work.plans(&whole, crs)).await?;
    let left_out = question.left_out();
    let (held, audience, day) = (question.held.clone(), question.audience, question.day.clone());
    Ok(AreaFound { held, audience, day, thresholds, area, crs, plans, parcels, left_out, is_outside })
}

/// Parcels that may lie in an area, by layer, each with the area in its grid.
type Candidates = Vec<(LayerName, Arc<Drawn>, Vec<FeatureId>)>;

/// Parcels whose box meets the area, by layer; refused if there are too many.
fn candidates(question: &Question, layers: &[(LayerName, Arc<Drawn>)]) -> Result<Candidates, HttpError> {
    let (mut all, mut count) = (Vec::with_capacity(layers.len()), 0);
    for (name, drawn) in layers {
        let Some(layer) = question.held.world().layer(name, question.audience) else { continue };
        let ids = drawn.candidates(layer);
        count += ids.len();
        if count > MOST_PARCELS {
            return Err(HttpError::Unfit(Message::new("problem-area-too-many").with("most", MOST_PARCELS)));
        }
        all.push((name.clone(), Arc::clone(drawn), ids));
    }
    Ok(all)
}

/// Who asks for which day.
#[derive(Debug)]
struct Question {
    held: Held<Register>,
    audience: Audience,
    day: String,
    thresholds: Thresholds,
    /// Shares are drawn, too.
    has_shapes: bool,
}

impl Question {
    /// The layer in whose grid the area is taken: that of the zones, or else of the parcels.
    fn grid(&self) -> Option<Layer> {
        let zones = self.held.world().declared(&planning::ZONES, self.audience).map(|zones| zones.layer());
        let on_a_grid = |layer: &&Layer| layer.crs != Crs::Local && is_on_a_grid(layer.crs);
        zones.into_iter().chain(self.parcels()).find(on_a_grid).cloned()
    }

    /// Layers of parcels on the earth and in a grid, in order of name.
    fn parcels(&self) -> impl Iterator<Item = &Layer> {
        let layers = self.held.world().layers(self.audience).map(|layer| layer.layer());
        layers.filter(|layer| {
            let is_placed = layer.crs != Crs::Local && is_on_a_grid(layer.crs);
            layer.kind == Kind::Parcel && layer.has_shape() && !layer.name.is_quarantine() && is_placed
        })
    }

    /// True if neither a parcel nor a zone lies near: beyond the box around all of them.
    fn is_outside(&self, drawn: &Drawn) -> bool {
        let zones = self.held.world().declared(&planning::ZONES, self.audience);
        let parcels = self.parcels().filter_map(|layer| self.held.world().layer(&layer.name, self.audience));
        !zones.into_iter().chain(parcels).any(|layer| layer.bounds().intersects(&drawn.place()))
    }

    fn survey(&self) -> Option<Survey<'_>> {
        let asked = ExtractAsked { audience: self.audience, day: &self.day, thresholds: self.thresholds };
        Survey::of((self.held.world(), self.held.model()), asked)
    }

    /// Layers of parcels that cannot be compared with zones.
    fn left_out(&self) -> Vec<LayerName> {
        let Some(survey) = self.survey() else { return Vec::new() };
        let others = self.parcels().filter(|layer| survey.shares_grid(layer.crs).is_err());
        others.map(|layer| layer.name.clone()).collect()
    }

    /// What of some parcels lies in the area, and in which zones.
    fn portion(&self, name: &LayerName, drawn: &Drawn, shapes: &[(FeatureId, Geometry)]) -> Vec<ParcelFound> {
        let world: &World = self.held.world();
        let Some(layer) = world.layer(name, self.audience) else { return Vec::new() };
        let survey = self.survey().filter(|survey| survey.shares_grid(layer.layer().crs).is_ok());
        let told = Lines { world, audience: self.audience };
        let one = |(id, shape): &(FeatureId, Geometry)| {
            let (part, row) = (drawn.part(shape, self.thresholds)?, layer.find(*id)?);
            let cells = told.parcel(layer.layer(), &row, Some(area(shape).0), Some(area(&part).0));
            let Some(survey) = &survey else {
                let lines = told.of(&cells, &[]);
                return Some(ParcelFound { layer: name.clone(), cells, lines, part, shapes: Vec::new() });
            };
            let (found, drawn) = if self.has_shapes {
                let (found, drawn) = survey.with_shapes(&row.bounds(), &part);
                let both = found.into_iter().zip(drawn).filter(|(plan, _)| !plan.law.is_folded());
                both.unzip()
            } else {
                (current(survey.of_ground(&row.bounds(), &part)), Vec::new())
            };
            let lines = told.of(&cells, &found);
            let shapes = if self.has_shapes { shapes_of(&lines, &part, (&found, &drawn)) } else { Vec::new() };
            Some(ParcelFound { layer: name.clone(), cells, lines, part, shapes })
        };
        shapes.iter().filter_map(one).collect()
    }

    /// The plans of the area as a whole.
    fn plans(&self, drawn: &Drawn, crs: Crs) -> Vec<ParcelPlan> {
        let survey = self.survey().filter(|survey| survey.shares_grid(crs).is_ok());
        survey.map_or_else(Vec::new, |survey| current(survey.of_ground(&drawn.place(), drawn.shape())))
    }
}

/// Without plans that have had their time, or not begun to: of a single parcel its extract tells them.
fn current(mut plans: Vec<ParcelPlan>) -> Vec<ParcelPlan> {
    plans.retain(|plan| !plan.law.is_folded());
    plans
}

/// Why what was sent is no area.
fn refused(error: &NoGround, shapes: &Shapes) -> HttpError {
    match error {
        NoGround::Crs(error) => HttpError::Unfit(error.message()),
        NoGround::Degrees { .. } => HttpError::OutOfTurn(Message::new("problem-no-grid")),
        NoGround::NoArea if shapes.shapes.is_empty() => HttpError::Unfit(Message::new("problem-area-empty")),
        NoGround::NoArea => HttpError::Unfit(Message::new("problem-area-flat")),
        NoGround::Hopeless { defects } => {
            let findings = defects.iter().map(|defect| EditFinding::of_defect(defect, None, false)).collect();
            HttpError::Invalid { findings }
        }
    }
}
