//! Jobs that meet in time and zone, as they are told.

use jiff::Timestamp;
use network::shutdown::{Job, Overlap, SHUTDOWNS, STATE_FIELD, ShutdownState, overlap};
use network::{CODE_FIELD, CONNECTIONS, NETWORK_FIELD};
use spatial_core::layer::{Feature, FeatureId, Revision};
use spatial_core::snapshot::{FeatureRef, LayerSnapshot};

use super::record::{Record, Telling, counts_of};
use super::wire::OverlapDocument;
use crate::apps::network::codes::name;

/// Each costs three isolations; a utility with more at a time has other troubles.
const MOST_COMPARED: usize = 200;
/// Customers that are named: all are counted.
const MOST_NAMED: usize = 1000;

/// Another job, that is not over.
struct Other {
    id: FeatureId,
    code: Option<String>,
    state: String,
    job: Job,
}

/// The jobs this one meets, by id, and how many at the same time were not compared. `own` is not another.
pub(super) fn met(telling: &Telling, job: &Job, own: Option<FeatureId>) -> (Vec<OverlapDocument>, usize) {
    let others: Vec<Other> = others(telling, own).into_iter().filter(|other| job.span.meets(&other.job.span)).collect();
    let compared = others.iter().take(MOST_COMPARED);
    // A part that the network lost since its row was read meets nobody.
    let told =
        compared.filter_map(|other| Some(document(telling, other, &overlap(&telling.graph, job, &other.job).ok()??)));
    (told.collect(), others.len().saturating_sub(MOST_COMPARED))
}

fn others(telling: &Telling, own: Option<FeatureId>) -> Vec<Other> {
    let mut others = each_open(telling, |record| other(record, telling).filter(|other| Some(other.id) != own));
    others.sort_by_key(|other| other.id);
    others
}

/// What is told of each job of the network that is not over.
pub(super) fn each_open<T>(telling: &Telling, mut tell: impl FnMut(Record<'_>) -> Option<T>) -> Vec<T> {
    let Some(shutdowns) = telling.held.world().whole_declared(&SHUTDOWNS) else { return Vec::new() };
    let layer = shutdowns.layer();
    let told = open(shutdowns, &telling.network).filter_map(|row| {
        let values = (0..layer.schema.fields.len()).map(|field| row.value(field).to_value()).collect();
        let row = Feature { id: FeatureId(row.id()), version: Revision(0), geometry: None, values };
        tell(Record { layer, row: &row })
    });
    told.collect()
}

/// Rows of a network whose jobs are not over.
fn open<'a>(shutdowns: &'a LayerSnapshot, network: &str) -> impl Iterator<Item = FeatureRef<'a>> {
    let at = |name| shutdowns.layer().schema.position(name);
    let (of_network, of_state) = (at(NETWORK_FIELD), at(STATE_FIELD));
    shutdowns.iter().filter(move |row| {
        let state = of_state.and_then(|at| row.text(at)).and_then(ShutdownState::parse);
        state.is_some_and(ShutdownState::is_open) && of_network.and_then(|at| row.text(at)) == Some(network)
    })
}

fn other(record: Record<'_>, telling: &Telling) -> Option<Other> {
    Some(Other {
        id: record.row.id,
        code: record.text(CODE_FIELD).map(str::to_owned),
        state: record.state_word().to_owned(),
        job: record.job(telling.codes(), telling.now).ok()?,
    })
}

fn document(telling: &Telling, other: &Other, met: &Overlap) -> OverlapDocument {
    let codes = telling.codes();
    let second = |moment: Timestamp| moment.to_string();
    OverlapDocument {
        shutdown: other.id.0,
        code: other.code.clone(),
        state: Some(other.state.clone()),
        from: second(other.job.span.from),
        to: other.job.span.to.map(second),
        edges: codes.edges(&met.edges),
        extra_edges: codes.edges(&met.extra_edges),
        extra_customers: met.extra_connections.len(),
        extra_connections: customers(telling, &met.extra_connections),
        together: counts_of(&met.together),
        valves_to_close: codes.devices(&met.together.valves_to_close),
    }
}

/// The first customers by code, for who sees connections.
fn customers(telling: &Telling, ids: &[FeatureId]) -> Vec<String> {
    let Some(connections) = telling.held.world().declared(&CONNECTIONS, telling.audience) else { return Vec::new() };
    let code = connections.layer().schema.seen(CODE_FIELD, telling.audience);
    let named = |id: &FeatureId| {
        let row = connections.find(*id)?;
        Some(name(code.and_then(|at| row.text(at)), *id))
    };
    let mut names: Vec<String> = ids.iter().take(MOST_NAMED).filter_map(named).collect();
    names.sort_unstable();
    names
}
