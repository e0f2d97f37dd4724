//! Meters find their pipe in a network that is there: an `.inp` knows no customers.
//!
//! The rules are those of layers that are joined. A customer that hangs on a pipe stays there unless all are to be hung anew: somebody may have
//! put it right by hand. Those without a pipe are in the store all the same, and in the report.

use network::{
    CODE_FIELD, CONNECTIONS, ConnectionDraft, DIAMETER_FIELD, DraftPlace, EDGE_FIELD, JoinInput, JoinSettings, Joined,
    LENGTH_FIELD, LineRecord, NODE_FIELD, RecordList, TYPE_FIELD, connection_row, joined,
};
use rustc_hash::{FxHashMap, FxHashSet};
use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, Feature, FeatureId, Layer, Transaction, Value};
use spatial_core::store::{Store, StoreAddress};

use super::ground::length;
use super::plane::{self, Onto};
use super::records;
use super::rows::{self, Wanted};
use super::told::{List, Numbers, Telling};
use crate::network::draft::point;
use crate::network::enter::ImportedNetwork;
use crate::network::error::NetworkError;
use crate::network::ground::Ground;
use crate::network::merge::HUNG;
use crate::network::request::{NetworkFiles, NetworkMode, NetworkRequest, PlainLayers, PlainRole};
use crate::network::stored::{Row, StoredNetwork, names};
use crate::network::tables::Tables;
use crate::report::{Finding, Report};
use crate::request::{ImportProgress, Phase};

/// What the store's books say of it.
const WHY: &str = "diaban import --kind meters";

/// Hangs the meters of a file on the pipes of a network of the store, or only says where they would hang.
///
/// # Errors
/// [`NetworkError`]; the store is then as it was.
pub(in crate::network) async fn meters(
    address: &StoreAddress,
    request: NetworkRequest,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
) -> Result<ImportedNetwork, NetworkError> {
    let store = Store::open(address, false).await?;
    let seen = store.position().await?.revision;
    let (_, layers) = store.layers().await?;
    let there = Tables::there(&layers);
    let missing = |there| NetworkError::NotFound { network: request.name.clone(), there };
    let tables = there.ok_or_else(|| missing(Vec::new()))?;
    let stored = StoredNetwork::read(&store, &tables, &request.name).await?;
    if stored.edges.is_empty() {
        return Err(missing(names(&store, &tables).await?));
    }
    let (who, is_dry_run) = (request.who.clone(), request.is_dry_run);
    let connections = tables.layer(&CONNECTIONS).ok_or(NetworkError::Broken)?.clone();
    let lines = request.lines(&connections.name);
    let work = move || Hanging { request: &request, tables: &tables, stored: &stored }.hung(&layers);
    let mut hung = tokio::task::spawn_blocking(work).await.map_err(|_| NetworkError::Broken)??;
    let report = &mut hung.imported.report;
    report.is_dry_run = is_dry_run;
    let told = ImportProgress { read: report.read, loaded: report.loaded, ..ImportProgress::default() };
    progress(told);
    if !is_dry_run {
        progress(ImportProgress { phase: Phase::Publishing, ..told });
        let mut changes = hung.changes;
        changes.push(Change::Unmoved { layer: connections.name.clone(), since: seen });
        let transaction = Transaction {
            who,
            why: WHY.to_owned(),
            door: connections.door,
            expected_revision: None,
            expected_layouts: Vec::new(),
            changes,
        };
        report.revision = Some(store.commit_audited(transaction, lines).await?.revision);
    }
    progress(ImportProgress { phase: Phase::Done, ..told });
    Ok(hung.imported)
}

/// Meters that are to find their pipe.
struct Hanging<'a> {
    request: &'a NetworkRequest,
    tables: &'a Tables,
    stored: &'a StoredNetwork,
}

/// What is to be written, and what is told.
struct Hung {
    changes: Vec<Change>,
    imported: ImportedNetwork,
}

impl Hanging<'_> {
    fn hung(&self, layers: &[Layer]) -> Result<Hung, NetworkError> {
        let NetworkFiles::Meters(plain) = &self.request.files else { return Err(NetworkError::Broken) };
        let first = self.stored.edges.iter().find_map(|edge| plane::any_place(edge.geometry.as_ref()?));
        if self.tables.crs == Crs::Local || first.is_none() {
            return Err(NetworkError::Nowhere { network: self.request.name.clone() });
        }
        let crs = plane::of_system(self.tables.crs, first)?;
        let mut numbers = Numbers::default();
        let mut report = Report::new(&self.request.name);
        report.crs = self.tables.crs;
        let input = self.input(plain, layers, (crs, &mut numbers), &mut report)?;
        let ground = Ground::new("", crs, self.tables.crs)?;
        // Pipes are as they are: only where meters hang is asked.
        let settings = JoinSettings { tolerance: 0.0, near: 0.0, ..plain.settings.clone() };
        let mut found = joined(&input, &settings, &[]).map_err(NetworkError::Join)?;
        let file = crate::error::file_name(&self.request.file);
        found.snapped.count = 0;
        let written = self.written(&found, &input, &ground)?;
        if written.uncoded > 0 {
            let params = vec![("count", written.uncoded.to_string())];
            report.find(Finding { params, ..Finding::about(file.clone(), "network-meters-uncoded") });
            report.quarantined += written.uncoded;
            report.loaded = report.loaded.saturating_sub(written.uncoded);
        }
        let is_told =
            |name: &network::RecordName| name.list == RecordList::Meters && !written.stay.contains(&name.code);
        found.findings.retain(|finding| finding.records.first().is_some_and(is_told));
        Telling { numbers: &numbers, ground: &ground, file: &file }.tell(&found, 0.0, &mut report);
        if !written.stay.is_empty() {
            let params = vec![("count", written.stay.len().to_string())];
            report.find(Finding { params, ..Finding::about(file, "network-meters-stay") });
        }
        report.updated = written.met.min(report.loaded);
        report.inserted = report.loaded - report.updated;
        let customers = [found.draft.connections.len(), written.adrift];
        let (nodes, edges) = (self.stored.nodes.len(), self.stored.edges.len());
        Ok(Hung {
            changes: written.changes,
            imported: ImportedNetwork { report, nodes, edges, valves: self.stored.devices.len(), customers },
        })
    }

    /// The meters of the file, and the pipes of the store as lines: the number of a line is its position.
    fn input(
        &self,
        plain: &PlainLayers,
        layers: &[Layer],
        (crs, numbers): (Crs, &mut Numbers),
        report: &mut Report,
    ) -> Result<JoinInput, NetworkError> {
        let mut input = JoinInput { lines: self.lines(crs)?, ..JoinInput::default() };
        let meters = rows::read(&Wanted::main(self.request, plain, PlainRole::Meters.as_str()), layers)?;
        let start = numbers.add(List::Meters, &meters);
        input.meters = records::meters(&meters, &Onto::new(meters.crs, crs)?, start, report);
        let missing = rows::absorb(report, meters.report);
        rows::told_missing(report, &meters.file, missing, 1);
        let streets = plain.beside.iter().filter(|file| file.role == PlainRole::Streets);
        for file in streets {
            let streets = rows::read(&Wanted::beside(self.request, plain, file), layers)?;
            input.streets.extend(records::streets(&streets, &Onto::new(streets.crs, crs)?));
            report.files.push(file.path.display().to_string());
        }
        Ok(input)
    }

    fn lines(&self, crs: Crs) -> Result<Vec<LineRecord>, NetworkError> {
        let layers = self.tables.all().ok_or(NetworkError::Broken)?;
        let onto = Onto::new(self.tables.crs, crs)?;
        let line = |(number, feature): (u64, &Feature)| {
            let row = Row::of(layers.edges, feature);
            LineRecord {
                record: number,
                code: row.text(CODE_FIELD).unwrap_or_default().to_owned(),
                kind: row.text(TYPE_FIELD).unwrap_or_default().to_owned(),
                geometry: feature.geometry.as_ref().and_then(|geometry| onto.line(geometry)),
                diameter: row.real(DIAMETER_FIELD),
                ..LineRecord::default()
            }
        };
        Ok((0..).zip(&self.stored.edges).map(line).collect())
    }

    /// The changes that write all connections, in order of code.
    fn written(&self, found: &Joined, input: &JoinInput, ground: &Ground) -> Result<Written, NetworkError> {
        let layers = self.tables.all().ok_or(NetworkError::Broken)?;
        let layer = layers.connections;
        let mut former: FxHashMap<&str, &Feature> = FxHashMap::default();
        for feature in &self.stored.connections {
            if let Some(code) = Row::of(layer, feature).text(CODE_FIELD) {
                former.entry(code).or_insert(feature);
            }
        }
        let mut written = Written::default();
        let said: FxHashSet<&str> = input.meters.iter().map(|meter| meter.code.trim()).collect();
        for connection in &found.draft.connections {
            // A code that is the number of a record tells nobody from those that are there.
            if !former.is_empty() && !said.contains(&*connection.code) {
                written.uncoded += 1;
                continue;
            }
            let was = former.get(&*connection.code).copied();
            let geometry = connection.geometry.as_ref().and_then(plane::any_place).and_then(|at| ground.on(at));
            let geometry = geometry.map(point);
            let hangs = self.hangs(connection, found, input);
            let named = connection_row(&self.request.name, connection, hangs.map(|(_, measure)| measure));
            let edge = hangs.and_then(|(edge, _)| i64::try_from(edge.0).ok());
            let named = named.into_iter().chain([(EDGE_FIELD, edge.map_or(Value::Null, Value::Integer))]);
            written.write(layer, (connection, was), (geometry, layer.schema.row(named)), self.request.mode);
        }
        Ok(written)
    }

    /// The edge a connection hangs on, and metres along it as it counts them.
    fn hangs(&self, connection: &ConnectionDraft, found: &Joined, input: &JoinInput) -> Option<(FeatureId, f64)> {
        let DraftPlace::Along { edge, measure } = connection.place? else { return None };
        let origin = found.origins.get(edge)?;
        let number = usize::try_from(origin.record).ok()?;
        let (feature, line) = (self.stored.edges.get(number)?, input.lines.get(number)?);
        let layers = self.tables.all()?;
        let drawn = match line.geometry.as_ref()? {
            Geometry::LineString(course) => length(&course.0),
            _ => 0.0,
        };
        let said = Row::of(layers.edges, feature).real(LENGTH_FIELD).filter(|said| *said > 0.0 && drawn > 0.0);
        let along = origin.from + measure;
        Some((feature.id, said.map_or(along, |said| along * said / drawn)))
    }
}

/// Changes so far.
#[derive(Default)]
struct Written {
    changes: Vec<Change>,
    /// Connections that were there.
    met: u64,
    /// Of those: the codes of the ones that stay where they hang.
    stay: FxHashSet<String>,
    /// Connections that hang on nothing then.
    adrift: usize,
    /// Meters without a code of their own, which are left out.
    uncoded: u64,
}

impl Written {
    fn write(
        &mut self,
        layer: &Layer,
        (connection, was): (&ConnectionDraft, Option<&Feature>),
        (geometry, mut values): (Option<Geometry>, Vec<Value>),
        mode: NetworkMode,
    ) {
        let Some(was) = was else {
            self.adrift += usize::from(connection.place.is_none());
            self.changes.push(Change::insert(layer.name.clone(), geometry, values));
            return;
        };
        self.met += 1;
        let row = Row::of(layer, was);
        // Who is known and has no place in the file stays where they are.
        let is_placed = geometry.is_some();
        let geometry = geometry.or_else(|| was.geometry.clone());
        let stays = (mode == NetworkMode::Create || !is_placed)
            && [EDGE_FIELD, NODE_FIELD].into_iter().any(|field| row.reference(field).is_some());
        for ((field, value), before) in layer.schema.fields.iter().zip(&mut values).zip(&was.values) {
            let is_kept = if HUNG.contains(&&*field.name) { stays } else { *value == Value::Null };
            if is_kept {
                value.clone_from(before);
            }
        }
        if stays {
            self.stay.insert(connection.code.clone());
        }
        self.adrift += usize::from(!stays && connection.place.is_none());
        if values != was.values || geometry != was.geometry {
            let (layer, id, expected) = (layer.name.clone(), was.id, Some(was.version));
            self.changes.push(Change::Update { layer, id, expected, geometry, values, links: Vec::new() });
        }
    }
}
