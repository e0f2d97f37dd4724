//! From the answer to its document.

use network::{
    ADDRESS_FIELD, Burst, CLASS_FIELD, CODE_FIELD, CONNECTIONS, DEVICES, DIAMETER_FIELD, DevicePosition, EDGES,
    Feeding, Graph, Isolation, LonLat, MATERIAL_FIELD, NAME_FIELD, NODES, NearEdge, Networks, PRIORITY_FIELD, Place,
    Reach, YEAR_FIELD, course, nearby_errors, place, place_along,
};
use spatial_core::layer::{Audience, DeclaredTable, FeatureId, Layer};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::snapshot::{FeatureRef, ValueRef, World};

use super::asked::Question;
use super::outage::{MOST_OUTLINED, is_too_large, outage};
use super::wire::{
    BurstDocument, CandidateDocument, CriticalDocument, CustomersDocument, HintDocument, IsolationDocument,
    PartDocument, ValveDocument, WarningDocument,
};
use crate::apps::network::codes::{Codes, name};
use crate::apps::network::wire::{LinesDocument, degrees, rounded};
use crate::text::Language;

/// What is told of an answer, to whom, in which words.
pub(in crate::apps::network) fn document(
    held: &Held<Networks>,
    (network, graph): (&str, &Graph),
    (question, found): (&Question, &Isolation),
    (audience, language): (Audience, Language),
) -> IsolationDocument {
    let codes = Codes { network, graph };
    let telling = Telling { world: held.world(), codes, audience, language };
    let mut bursts = telling.bursts(question);
    IsolationDocument {
        network: network.to_owned(),
        data_revision: held.revision().0,
        graph: graph.stamp().to_string(),
        mode: question.isolation.mode.as_str(),
        burst: bursts.next().unwrap_or_default(),
        bursts: if question.isolation.bursts.len() > 1 { telling.bursts(question).collect() } else { Vec::new() },
        segment: telling.part(&found.segment),
        boundary_valves: codes.devices(&found.boundary_valves),
        valves_to_close: codes.devices(&found.valves_to_close),
        valves: found.boundary_valves.iter().filter_map(|&id| telling.valve(id, found)).collect(),
        unintended: telling.part(&found.unintended),
        sources_inside: codes.nodes(&found.sources_inside),
        customers: telling.customers(found),
        hydrants: codes.devices(&[&*found.segment.hydrants, &found.unintended.hydrants].concat()),
        hints: found.valves_to_open.iter().map(|feeding| telling.hint(feeding)).collect(),
        outage: question.draws_outage.then(|| outage(held.world(), found, audience)).flatten(),
        warnings: telling.warnings(network, (question, found)),
    }
}

/// Where a burst is on the map: where it was pointed at, or where what burst lies.
pub(in crate::apps::network) fn located(
    (world, graph): (&World, &Graph),
    burst: Burst,
    nearest: Option<&NearEdge>,
    audience: Audience,
) -> Option<LonLat> {
    let along = |edge, share| place_along(world, edge, share, audience);
    match (nearest, burst) {
        (Some(nearest), _) => Some(nearest.at),
        (None, Burst::Edge(edge)) => along(edge, 0.5),
        (None, Burst::At(Place::Along { edge, measure })) => {
            let length = graph.edge_length(edge).filter(|length| *length > 0.0);
            along(edge, length.map_or(0.5, |length| measure / length))
        }
        (None, Burst::At(Place::Node(node) | Place::End { node, .. })) => place(world, &NODES, node, audience),
        (None, Burst::Device(device)) => place(world, &DEVICES, device, audience),
    }
}

struct Telling<'a> {
    world: &'a World,
    codes: Codes<'a>,
    audience: Audience,
    language: Language,
}

impl Telling<'_> {
    fn bursts(&self, question: &Question) -> impl Iterator<Item = BurstDocument> {
        let bursts = question.isolation.bursts.iter().enumerate();
        bursts.map(|(number, burst)| self.burst(question, number, *burst))
    }

    fn burst(&self, question: &Question, number: usize, burst: Burst) -> BurstDocument {
        let candidates = question.candidates.get(number).into_iter().flatten();
        let at = located((self.world, self.codes.graph), burst, question.nearest(number), self.audience);
        let mut told = BurstDocument {
            at: at.map(|at| at.map(degrees)),
            candidates: candidates.map(|edge| self.candidate(edge)).collect(),
            ..BurstDocument::default()
        };
        match burst {
            Burst::Edge(id) | Burst::At(Place::Along { edge: id, .. } | Place::End { edge: id, .. }) => {
                told.edge = Some(self.codes.of_edge(id));
                let whole = Reach { edges: vec![id], ..Reach::default() };
                told.geometry = Some(LinesDocument::of(course(self.world, &whole, self.audience)));
            }
            Burst::At(Place::Node(id)) => told.node = Some(self.codes.of_node(id)),
            Burst::Device(id) => told.device = Some(self.codes.of_device(id)),
        }
        if let Burst::At(Place::Along { measure, .. }) = burst {
            told.along_m = Some(rounded(measure, 100.0));
        }
        told
    }

    fn candidate(&self, edge: &NearEdge) -> CandidateDocument {
        let row = Row::of(self.world, &EDGES, edge.id, self.audience);
        CandidateDocument {
            edge: self.codes.of_edge(edge.id),
            distance_m: rounded(edge.distance, 100.0),
            diameter_mm: row.as_ref().and_then(|row| row.number(DIAMETER_FIELD)),
            material: row.as_ref().and_then(|row| row.text(MATERIAL_FIELD)),
            year: row.as_ref().and_then(|row| row.integer(YEAR_FIELD)),
        }
    }

    fn part(&self, reach: &Reach) -> PartDocument {
        PartDocument {
            edges: self.codes.edges(&reach.edges),
            nodes: self.codes.nodes(&reach.nodes),
            length_m: rounded(reach.length, 10_000.0),
            volume_m3: rounded(reach.volume, 10_000.0),
            geometry: LinesDocument::of(course(self.world, reach, self.audience)),
        }
    }

    fn valve(&self, id: FeatureId, found: &Isolation) -> Option<ValveDocument> {
        let state = self.codes.graph.state(id)?;
        let close = found.valves_to_close.binary_search(&id).is_ok();
        let deed = match (close, state.is_closed) {
            (true, _) => "network-valve-close",
            (false, true) => "network-valve-keep-closed",
            (false, false) => "network-valve-leave",
        };
        Some(ValveDocument {
            id: self.codes.of_device(id),
            position: DevicePosition::of(state).as_str(),
            operable: state.is_operable,
            accessible: state.is_accessible,
            tight: state.is_tight,
            close,
            keep_closed: state.is_closed && !close,
            text: self.language.text(deed),
            at: place(self.world, &DEVICES, id, self.audience).map(|at| at.map(degrees)),
        })
    }

    /// Priorities decide who is critical: counted and named to who sees connections.
    fn customers(&self, found: &Isolation) -> CustomersDocument {
        let (direct, unintended) = (&found.segment.connections, &found.unintended.connections);
        let lists = [(direct, false), (unintended, true)];
        let all = lists.iter().flat_map(|(list, unintended)| list.iter().map(|id| (*id, *unintended)));
        let mut critical: Vec<CriticalDocument> =
            all.filter_map(|(id, unintended)| self.critical(id, unintended)).collect();
        critical.sort_by(|a, b| (a.priority, &a.name, &a.id).cmp(&(b.priority, &b.name, &b.id)));
        CustomersDocument {
            direct: direct.len(),
            unintended: unintended.len(),
            critical_count: self.world.declared(&CONNECTIONS, self.audience).map(|_| critical.len()),
            critical,
        }
    }

    fn critical(&self, id: FeatureId, unintended: bool) -> Option<CriticalDocument> {
        let row = Row::of(self.world, &CONNECTIONS, id, self.audience)?;
        Some(CriticalDocument {
            feature: id.0,
            priority: row.integer(PRIORITY_FIELD)?,
            id: name(row.text(CODE_FIELD).as_deref(), id),
            name: row.text(NAME_FIELD),
            class: row.text(CLASS_FIELD),
            address: row.text(ADDRESS_FIELD),
            unintended,
            at: place(self.world, &CONNECTIONS, id, self.audience).map(|at| at.map(degrees)),
        })
    }

    fn hint(&self, feeding: &Feeding) -> HintDocument {
        let (valve, close_first) = (self.codes.of_device(feeding.open), self.codes.devices(&feeding.close_first));
        let message = match close_first.is_empty() {
            true => Message::new("network-hint-open").with("valve", &valve),
            false => {
                Message::new("network-hint-close-first").with("valve", &valve).with("first", close_first.join(", "))
            }
        };
        HintDocument { code: "open", valve, close_first, text: self.language.say(&message) }
    }

    fn warnings(&self, network: &str, (question, found): (&Question, &Isolation)) -> Vec<WarningDocument> {
        let (codes, graph) = (self.codes, self.codes.graph);
        let sources = codes.nodes(&found.sources_inside);
        let (devices, connections) = (graph.stray_devices().len(), graph.stray_connections().len());
        let repeated = graph.repeated_codes();
        let of_first = |list: &[(&str, usize)]| list.first().map(|(code, _)| (*code).to_owned()).unwrap_or_default();
        let warnings = [
            (!sources.is_empty()).then(|| {
                ("source_inside", Message::new("network-warning-source-inside").with("sources", sources.join(", ")))
            }),
            (!found.was_supplied).then(|| ("not_supplied", Message::new("network-warning-not-supplied"))),
            (!found.segment.is_volume_whole)
                .then(|| ("volume_in_part", Message::new("network-warning-volume-in-part"))),
            (devices > 0)
                .then(|| ("stray_devices", Message::new("network-warning-stray-devices").with("count", devices))),
            (graph.connection_count() == 0)
                .then(|| ("customers_unknown", Message::new("network-warning-customers-unknown"))),
            (connections > 0).then(|| {
                ("stray_connections", Message::new("network-warning-stray-connections").with("count", connections))
            }),
            (question.draws_outage && is_too_large(found)).then(|| {
                ("no_outage_area", Message::new("network-warning-no-outage-area").with("most", MOST_OUTLINED))
            }),
            (!repeated.is_empty()).then(|| {
                let message = Message::new("network-warning-repeated-codes").with("count", repeated.len());
                ("repeated_codes", message.with("code", of_first(&repeated)).with("network", network))
            }),
        ];
        let told =
            |(code, message): (&'static str, Message)| WarningDocument { code, text: self.language.say(&message) };
        warnings.into_iter().flatten().chain(self.nearby(network, found)).map(told).collect()
    }

    /// Errors in the data near the segment: they stop nobody, and whoever acts on the answer looks there.
    fn nearby(&self, network: &str, found: &Isolation) -> Vec<(&'static str, Message)> {
        let codes = self.codes;
        let errors = nearby_errors(self.world, (network, codes.graph), &found.segment, self.audience);
        let ends = errors.open_ends.iter().take(MOST_TOLD).map(|end| {
            let message = Message::new("network-warning-open-end").with("node", codes.of_node(end.node));
            ("open_end", message.with("edge", codes.of_edge(end.edge)).with("metres", rounded(end.distance, 100.0)))
        });
        let listed = |ids: &[FeatureId], name: &dyn Fn(FeatureId) -> String| {
            ids.iter().take(MOST_TOLD).map(|&id| name(id)).collect::<Vec<_>>().join(", ")
        };
        let nodes = listed(&errors.missing_nodes, &|id| codes.of_node(id));
        let devices = listed(&errors.stray_devices, &|id| codes.of_device(id));
        let rest = [
            (!nodes.is_empty())
                .then(|| ("missing_nodes", Message::new("network-warning-missing-nodes").with("nodes", nodes))),
            (!devices.is_empty())
                .then(|| ("stray_nearby", Message::new("network-warning-stray-nearby").with("devices", devices))),
            (!errors.is_whole).then(|| ("nearby_in_part", Message::new("network-warning-nearby-in-part"))),
        ];
        ends.chain(rest.into_iter().flatten()).collect()
    }
}

/// So many errors of one kind are told of a segment: more is for who mends the data, and the import's findings list them.
const MOST_TOLD: usize = 10;

/// What an audience sees of a row.
struct Row<'a> {
    layer: &'a Layer,
    row: FeatureRef<'a>,
    audience: Audience,
}

impl<'a> Row<'a> {
    /// `None` if it does not see the row.
    fn of(world: &'a World, table: &DeclaredTable, id: FeatureId, audience: Audience) -> Option<Self> {
        let layer = world.declared(table, audience)?;
        Some(Self { layer: layer.layer(), row: layer.find(id)?, audience })
    }

    fn value(&self, field: &str) -> ValueRef<'a> {
        self.layer.schema.seen(field, self.audience).map_or(ValueRef::Null, |at| self.row.value(at))
    }

    fn text(&self, field: &str) -> Option<String> {
        match self.value(field) {
            ValueRef::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }

    fn integer(&self, field: &str) -> Option<i64> {
        match self.value(field) {
            ValueRef::Integer(number) => Some(number),
            _ => None,
        }
    }

    fn number(&self, field: &str) -> Option<f64> {
        match self.value(field) {
            ValueRef::Real(number) => Some(number),
            _ => None,
        }
    }
}
