//! The register of the store a plan is for: its tables as they are or are to be, and which plans have a code already.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use importers::Mode;
use planning::{
    BOUNDARIES, CODE_FIELD, DOCUMENTS, LINES, PLANS, PROJECTS, PlanState, RESTRICTIONS, STATE_FIELD, STEP_LOG, ZONES,
    commune_codes,
};
use spatial_core::crs::Crs;
use spatial_core::layer::{DeclaredTable, Feature, FeatureId, Kind, Layer, LayerName, Value};
use spatial_core::store::{Store, StoreAddress};

use super::zones::Zones;
use crate::cli::error::{CliError, PlanError};
use crate::text::Language;

/// All that a plan and its steps are written to, what is referred to first, with titles for a store that lacks one: the plans, what takes
/// their state, the log.
const TABLES: [(&DeclaredTable, &str); 8] = [
    (&PLANS, "plans-title-register"),
    (&BOUNDARIES, "plans-title-boundaries"),
    (&ZONES, "plans-title-zones"),
    (&DOCUMENTS, "plans-title-documents"),
    (&LINES, "plans-title-lines"),
    (&RESTRICTIONS, "plans-title-restrictions"),
    (&PROJECTS, "plans-title-projects"),
    (&STEP_LOG, "plans-title-steps"),
];
/// How many of them take the state of a plan.
pub(super) const PARTS: usize = TABLES.len() - 2;

/// The tables of the register.
#[derive(Debug)]
pub(super) struct Register {
    /// In the order of [`TABLES`].
    pub(super) tables: [Layer; TABLES.len()],
    /// All plans; none of a store without a register.
    rows: Vec<Feature>,
}

/// What a new plan of a code finds there.
#[derive(Debug, Default)]
pub(super) struct Former {
    /// The plan it replaces.
    pub(super) replaces: Option<Feature>,
    /// Drafts of the same code, which are discarded.
    pub(super) drafts: Vec<Feature>,
}

impl Register {
    /// As the layers of a store have it; what is missing as it is to be made, in the system of the zones.
    pub(super) async fn of(layers: &[Layer], store: Option<&Store>, zones: &Zones) -> Result<Self, CliError> {
        fits(layers, zones)?;
        let table = |(table, title): (&DeclaredTable, &'static str)| match declared(layers, table) {
            Some(layer) => Ok(layer.clone()),
            None => table.layer(zones.crs, zones.operation.clone(), &Language::default().text(title)),
        };
        let [plans, boundaries, areas, documents, lines, restrictions, projects, log] =
            TABLES.map(|declared| table(declared).map_err(PlanError::Name));
        let tables = [plans?, boundaries?, areas?, documents?, lines?, restrictions?, projects?, log?];
        let rows = match store.filter(|_| declared(layers, &PLANS).is_some()) {
            Some(store) => rows(store, &tables[0].name, |_| true).await?,
            None => Vec::new(),
        };
        Ok(Self { tables, rows })
    }

    /// Makes the tables that are missing, completes those that lack fields, and reads them as they are then.
    pub(super) async fn declare(self, store: &Store, who: &str, why: &str) -> Result<Self, CliError> {
        let wanted = TABLES.iter().zip(&self.tables).map(|((table, _), layer)| {
            table.layer(layer.crs, layer.operation.clone(), &layer.title).map_err(PlanError::Name)
        });
        let wanted = wanted.collect::<Result<Vec<Layer>, _>>()?;
        store.declare(&wanted, who, why).await?;
        let (_, stored) = store.layers().await?;
        let now = |layer: Layer| stored.iter().find(|now| now.name == layer.name).cloned().unwrap_or(layer);
        Ok(Self { tables: self.tables.map(now), rows: self.rows })
    }

    /// The plans themselves.
    pub(super) fn plans(&self) -> &Layer {
        &self.tables[0]
    }

    /// The log of steps.
    pub(super) fn log(&self) -> &Layer {
        &self.tables[TABLES.len() - 1]
    }

    /// The tables whose rows take the state of their plan: boundaries, zones, documents, then the others.
    pub(super) fn parts(&self) -> &[Layer] {
        &self.tables[1..=PARTS]
    }

    /// What there is of a code, if a plan of it may be written in this mode.
    pub(super) fn former(&self, code: &str, mode: &Mode) -> Result<Former, PlanError> {
        let text = |row: &Feature, name: &str| self.plans().schema.text(&row.values, name).map(str::to_owned);
        let mut former = Former::default();
        let mut is_standing = false;
        for row in self.rows.iter().filter(|row| text(row, CODE_FIELD).is_some_and(|known| known.trim() == code)) {
            let word = text(row, STATE_FIELD).unwrap_or_default();
            let state = PlanState::parse(&word);
            if state == Some(PlanState::Discarded) {
                continue;
            }
            let (code, state_word) = (code.to_owned(), word);
            if *mode != Mode::Replace {
                return Err(PlanError::CodeThere { code, state: state_word });
            }
            match state {
                Some(PlanState::Draft) => former.drafts.push(row.clone()),
                Some(PlanState::Published | PlanState::Adjusted | PlanState::Suspended) => {
                    is_standing = true;
                    former.replaces = Some(row.clone());
                }
                // Of those that are over the last one, unless one still stands.
                Some(state) if state.is_over() => {
                    if !is_standing {
                        former.replaces = Some(row.clone());
                    }
                }
                _ => return Err(PlanError::UnderWay { code, state: state_word }),
            }
        }
        Ok(former)
    }
}

/// Refuses zones that lie in another system than the register does, or the parcels it will be asked about: nothing is moved without
/// being asked.
fn fits(layers: &[Layer], zones: &Zones) -> Result<(), PlanError> {
    let is_grid = zones.crs != Crs::Local && zones.crs.info().is_ok_and(|info| !info.is_geographic);
    let parcels = || layers.iter().filter(|layer| layer.kind == Kind::Parcel && !layer.name.is_quarantine());
    let like = match declared(layers, &ZONES) {
        Some(register) => Some(register),
        None if !is_grid => return Err(PlanError::NoGrid { crs: zones.crs.to_string() }),
        None => parcels().find(|layer| layer.crs == zones.crs).or_else(|| parcels().next()),
    };
    match like {
        Some(like) if like.crs != zones.crs => {
            Err(PlanError::OtherCrs { found: zones.crs.to_string(), register: like.crs.to_string() })
        }
        _ => Ok(()),
    }
}

fn declared<'a>(layers: &'a [Layer], table: &DeclaredTable) -> Option<&'a Layer> {
    let is_it = |layer: &&Layer| layer.subject.as_ref().is_some_and(|subject| subject.is(table.room, table.table));
    layers.iter().find(|layer| layer.name.as_str() == table.layer).filter(is_it)
}

/// Refuses a commune that no layer of administrative units knows, if there is one that knows any.
pub(in crate::cli) async fn is_commune(
    layers: &[Layer],
    address: &StoreAddress,
    commune: &str,
) -> Result<(), CliError> {
    let mut is_said = false;
    for (layer, field) in layers.iter().filter_map(|layer| Some((layer, commune_codes(layer)?))) {
        let (wanted, found) = (commune.to_owned(), Arc::new(Mutex::new((false, false))));
        let noted = Arc::clone(&found);
        let note = move |value: Value| {
            if let Value::Text(code) = value {
                let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
                *noted = (true, noted.1 || *code == *wanted);
            }
        };
        Store::values(address, &layer.name, &layer.schema.fields[field].name, note).await?;
        let (any, this) = *found.lock().unwrap_or_else(PoisonError::into_inner);
        if this {
            return Ok(());
        }
        is_said |= any;
    }
    if is_said { Err(PlanError::NoCommune { commune: commune.to_owned() }.into()) } else { Ok(()) }
}

/// Rows of a table, some of them, in order of their ids. Tables without shapes are small; of zones nobody keeps more than ids.
pub(super) async fn rows(
    store: &Store,
    layer: &LayerName,
    wanted: impl Fn(&Feature) -> bool + Send + 'static,
) -> Result<Vec<Feature>, CliError> {
    let found = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&found);
    store
        .scan(layer, move |batch| {
            let kept = batch.into_iter().filter(|row| wanted(row)).map(|row| Feature { geometry: None, ..row });
            sink.lock().unwrap_or_else(PoisonError::into_inner).extend(kept);
            ControlFlow::Continue(())
        })
        .await?;
    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut *found))
}

/// Rows of a table that belong to a plan.
pub(super) async fn of_plan(store: &Store, layer: &Layer, plan: FeatureId) -> Result<Vec<Feature>, CliError> {
    let Some(field) = layer.schema.position(planning::PLAN_FIELD) else { return Ok(Vec::new()) };
    let of_it = move |row: &Feature| match row.values.get(field) {
        Some(Value::Integer(id)) => u64::try_from(*id) == Ok(plan.0),
        _ => false,
    };
    rows(store, &layer.name, of_it).await
}
