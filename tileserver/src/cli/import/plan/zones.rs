//! Zones out of a file: read by the ordinary import into a store of their own, which is gone afterwards, and taken from there.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use importers::{ImportRequest, Mapping, Mode, Report};
use planning::{IndicatorTexts, ObjectNotes, ZoneDraft};
use spatial_core::crs::{Crs, Operation};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Feature, FieldType, GeometryType, Kind, Layer, LayerName, Schema, Value};
use spatial_core::store::{Store, StoreAddress};
use tempfile::TempDir;

use super::file::{PlanFile, ZoneFields};
use crate::cli::error::{CliError, PlanError};
use crate::cli::import::brought::{Target, import};
use crate::cli::line::usage::near;
use crate::cli::terminal::console::Console;

/// Most zones of one plan: five times those of the largest we know. They are held in memory until they are written in one commit.
const MOST_ZONES: usize = 500_000;

/// A store for as long as its folder is held.
pub(super) struct Bench {
    folder: TempDir,
    /// The layers of the store the plan is for: what lies apart from them is told.
    neighbours: Vec<Layer>,
}

/// Zones as they were read.
#[derive(Debug)]
pub(super) struct Zones {
    pub(super) crs: Crs,
    pub(super) operation: Operation,
    pub(super) zones: Vec<ZoneDraft>,
    /// Which records they were, counted from 0 among those that could be loaded.
    pub(super) records: Vec<u64>,
    /// How many of them say no function.
    pub(super) without_function: u64,
}

impl Bench {
    pub(super) fn new(neighbours: &[Layer], layer: &LayerName) -> Result<Self, CliError> {
        let cannot_write = |source| CliError::CannotWrite { path: std::env::temp_dir(), source };
        let neighbours = neighbours.iter().filter(|other| other.name != *layer).cloned();
        Ok(Self { folder: TempDir::new().map_err(cannot_write)?, neighbours: neighbours.collect() })
    }

    fn address(&self) -> StoreAddress {
        StoreAddress::Gpkg(self.folder.path().join("plan.gpkg"))
    }

    /// Brings files in as any import does.
    pub(super) async fn import(&self, console: &Console, request: ImportRequest) -> Result<Report, CliError> {
        import(console, Target::NoStoreYet(self.address(), self.neighbours.clone()), request).await
    }

    /// The zones of a layer that was brought in.
    pub(super) async fn zones(&self, layer: &LayerName, fields: &ZoneFields) -> Result<Zones, CliError> {
        let (store, layer) = self.layer(layer).await?;
        let places = Places::of(&layer.schema, fields)?;
        let taken = taken(&store, &layer.name, move |taken, feature| taken.zone(feature, &places)).await?;
        if taken.without_area > 0 {
            return Err(PlanError::NoArea { count: taken.without_area }.into());
        }
        if taken.is_too_many {
            return Err(PlanError::TooMany { most: MOST_ZONES }.into());
        }
        let Taken { zones, records, without_function, .. } = taken;
        Ok(Zones { crs: layer.crs, operation: layer.operation, zones, records, without_function })
    }

    /// The one outline of a file, in the system of the zones.
    pub(super) async fn boundary(
        &self,
        console: &Console,
        file: &Path,
        request: ImportRequest,
        crs: Crs,
    ) -> Result<Geometry, CliError> {
        let name = request.layer.clone();
        let report = self.import(console, request).await?;
        let not_one = |count| PlanError::Boundary { path: file.to_owned(), count };
        if report.read != 1 || report.loaded != 1 {
            return Err(not_one(report.loaded).into());
        }
        let (store, layer) = self.layer(&name).await?;
        if layer.crs != crs {
            let (found, register) = (layer.crs.to_string(), crs.to_string());
            return Err(PlanError::OtherCrs { found, register }.into());
        }
        let taken = taken(&store, &layer.name, |taken, feature| taken.outline = area(feature.geometry)).await?;
        Ok(taken.outline.ok_or_else(|| not_one(0))?)
    }

    async fn layer(&self, name: &LayerName) -> Result<(Store, Layer), CliError> {
        let store = Store::open(&self.address(), true).await?;
        let (_, layers) = store.layers().await?;
        let layer = layers.into_iter().find(|layer| layer.name == *name).ok_or(PlanError::NoZones)?;
        Ok((store, layer))
    }
}

/// What is asked of the import of zones: the fields a plan names are taken as texts, to the letter.
pub(super) fn request(asked: ImportRequest, plan: &PlanFile) -> ImportRequest {
    let mut mapping = asked.mapping.unwrap_or_default();
    for (_, field) in plan.fields.named() {
        as_text(&mut mapping, field);
    }
    ImportRequest { kind: Some(Kind::Zone), mode: Mode::Create, mapping: Some(mapping), ..asked }
}

/// The same of its outline, which comes to a bench of its own.
pub(super) fn boundary_request(asked: &ImportRequest, file: &Path) -> ImportRequest {
    let plain = ImportRequest::new(vec![file.to_owned()], asked.layer.clone());
    ImportRequest {
        crs: asked.crs,
        override_crs: asked.override_crs,
        who: asked.who.clone(),
        imported_at: asked.imported_at.clone(),
        ..plain
    }
}

/// A field is named as it is called here, which is as in the file unless a mapping renames it.
fn as_text(mapping: &mut Mapping, field: &str) {
    let renamed = mapping.fields.values_mut().find(|rule| rule.name.as_deref() == Some(field));
    let rule = match renamed {
        Some(rule) => rule,
        None => mapping.fields.entry(field.to_owned()).or_default(),
    };
    rule.kind.get_or_insert(FieldType::Text);
}

/// Where fields of zones are.
#[derive(Debug, Clone, Copy)]
struct Places {
    function: usize,
    sign: usize,
    indicators: [Option<usize>; 4],
}

impl Places {
    fn of(schema: &Schema, fields: &ZoneFields) -> Result<Self, PlanError> {
        for (key, field) in fields.named() {
            if schema.position(field).is_none() {
                let names: Vec<&str> = schema.fields.iter().map(|known| known.name.as_str()).collect();
                let near = near(field, names.iter().copied()).map(str::to_owned);
                return Err(PlanError::NoField { key, field: field.to_owned(), near, fields: names.join(", ") });
            }
        }
        let at = |name: &str| schema.position(name).unwrap_or_default();
        let ZoneFields { function, sign, density, storeys, far, height } = fields;
        let indicators = [density, storeys, far, height].map(|name| name.as_deref().map(at));
        Ok(Self { function: at(function), sign: at(sign), indicators })
    }
}

/// What was taken so far.
#[derive(Debug, Default)]
struct Taken {
    zones: Vec<ZoneDraft>,
    records: Vec<u64>,
    met: u64,
    outline: Option<Geometry>,
    without_function: u64,
    without_area: u64,
    is_too_many: bool,
}

impl Taken {
    fn zone(&mut self, feature: Feature, places: &Places) {
        let record = self.met;
        self.met += 1;
        let said = |at: usize| feature.values.get(at).and_then(text);
        let [density, storeys, far, height] = places.indicators.map(|at| at.and_then(said));
        let (function, sign) = (said(places.function), said(places.sign));
        let Some(geometry) = area(feature.geometry) else {
            self.without_area += 1;
            return;
        };
        if self.zones.len() >= MOST_ZONES {
            self.is_too_many = true;
            return;
        }
        self.without_function += u64::from(function.is_none());
        self.records.push(record);
        self.zones.push(ZoneDraft {
            sign: sign.unwrap_or_default(),
            function: function.unwrap_or_default(),
            indicators: IndicatorTexts { density, storeys, far, height },
            population: None,
            object: ObjectNotes::default(),
            geometry,
        });
    }
}

/// All that is taken of a layer, feature by feature.
async fn taken(
    store: &Store,
    layer: &LayerName,
    mut take: impl FnMut(&mut Taken, Feature) + Send + 'static,
) -> Result<Taken, CliError> {
    let all = Arc::new(Mutex::new(Taken::default()));
    let sink = Arc::clone(&all);
    store
        .scan(layer, move |batch| {
            let mut taken = sink.lock().unwrap_or_else(PoisonError::into_inner);
            batch.into_iter().for_each(|feature| take(&mut taken, feature));
            if taken.is_too_many { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .await?;
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut *all))
}

/// A shape with an area.
fn area(geometry: Option<Geometry>) -> Option<Geometry> {
    geometry.filter(|geometry| GeometryType::Polygon.admits(geometry))
}

/// A value as it is written; none for blanks alone.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::Boolean(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
    };
    (!text.trim().is_empty()).then_some(text)
}
