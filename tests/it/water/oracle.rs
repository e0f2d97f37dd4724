//! What an independent program says of a network: segments, and what isolating each of them takes. Its files lie in `../shared/oracle`, whose README
//! explains them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use network::{Graph, Isolation, Mode};
use serde_json::Value as Json;
use spatial_core::layer::FeatureId;
use system_tests::shared;

/// Networks, and the files about them.
pub(super) const FILES: [(&str, &str); 6] = [
    ("Net3", "Net3_random40"),
    ("Net3", "Net3_strategic1"),
    ("Net3", "Net3_strategic2"),
    ("ky4", "ky4_random500"),
    ("ky4", "ky4_strategic1"),
    ("Net6", "Net6_strategic2"),
];

/// A file of the oracle, which holds the valves, too.
pub(super) struct Oracle {
    pub(super) inp: PathBuf,
    pub(super) path: PathBuf,
    document: Json,
}

/// A question, and what is to be answered.
pub(super) struct Case {
    pub(super) edge: String,
    pub(super) inoperable: Vec<String>,
    /// Links and nodes of the segment, if the oracle tells them.
    segment: Option<[BTreeSet<String>; 2]>,
    answer: Json,
}

/// What was answered, by ids.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) segment: [BTreeSet<String>; 2],
    pub(super) length: f64,
    pub(super) boundary: BTreeSet<String>,
    pub(super) to_close: BTreeSet<String>,
    pub(super) unintended: [BTreeSet<String>; 2],
    pub(super) sources: BTreeSet<String>,
}

impl Oracle {
    /// `None`, with a line that says so, where the shared files are not there.
    pub(super) fn read(test: &str, network: &str, file: &str) -> Result<Option<Self>> {
        let inp = shared(test, &format!("oracle/inp/{network}.inp"));
        let Some((inp, path)) = inp.zip(shared(test, &format!("oracle/{file}.json"))) else { return Ok(None) };
        let document = serde_json::from_slice(&std::fs::read(&path)?)?;
        Ok(Some(Self { inp, path, document }))
    }

    /// How many valves lie around the two segments that each valve parts; `None` where the oracle does not say.
    pub(super) fn surrounding(&self) -> Result<Option<BTreeMap<String, usize>>> {
        let said = &self.document["wntr_num_surround"];
        if said.is_null() {
            return Ok(None);
        }
        let counts = said.as_object().context("counts by valve")?;
        let count = |(valve, count): (&String, &Json)| {
            Ok((valve.clone(), usize::try_from(count.as_u64().context("a count")?)?))
        };
        counts.iter().map(count).collect::<Result<_>>().map(Some)
    }

    /// A case for every segment it isolates, asked by its first link; and those with valves that cannot be closed.
    pub(super) fn cases(&self) -> Result<Vec<Case>> {
        let mut cases = Vec::new();
        for answer in list(&self.document["isolation_by_segment"])? {
            let at = answer["segment"].as_u64().context("a segment")?;
            let segment = &self.document["segments"][usize::try_from(at)?];
            let Some(edge) = list(&segment["links"])?.first().and_then(Json::as_str) else { continue };
            let parts = Some([ids(&segment["links"])?, ids(&segment["nodes"])?]);
            cases.push(Case { edge: edge.to_owned(), inoperable: Vec::new(), segment: parts, answer: answer.clone() });
        }
        for answer in list(&self.document["inoperable_valve_cases"])? {
            let edge = answer["burst_link"].as_str().context("a burst link")?.to_owned();
            let inoperable = ids(&answer["inoperable_valves"])?.into_iter().collect();
            let mut parts = [BTreeSet::new(), BTreeSet::new()];
            for at in list(&answer["joined_segments"])? {
                let segment = &self.document["segments"][usize::try_from(at.as_u64().context("a segment")?)?];
                parts[0].extend(ids(&segment["links"])?);
                parts[1].extend(ids(&segment["nodes"])?);
            }
            cases.push(Case { edge, inoperable, segment: Some(parts), answer: answer.clone() });
        }
        Ok(cases)
    }
}

impl Case {
    /// What of an answer is not as the oracle has it.
    pub(super) fn wrong(&self, mode: Mode, found: &Answer) -> Result<Vec<String>> {
        let answer = &self.answer;
        let of_mode = &answer[mode.as_str()];
        let mut wrong = Vec::new();
        let mut check = |what: &str, is_right: bool| {
            if !is_right {
                wrong.push(format!("{what} of {} without {:?}, {}", self.edge, self.inoperable, mode.as_str()));
            }
        };
        check("segment", self.segment.as_ref().is_none_or(|segment| *segment == found.segment));
        check("boundary valves", ids(&answer["boundary_valves"])? == found.boundary);
        check("valves to close", ids(&of_mode["valves_with_water_on_far_side"])? == found.to_close);
        check("sources", ids(&answer["sources_inside"])? == found.sources);
        check("unintended edges", is_list(&of_mode["unintended_links"], &found.unintended[0])?);
        check("unintended nodes", is_list(&of_mode["unintended_nodes"], &found.unintended[1])?);
        let length = answer["segment_pipe_length_m"].as_f64().context("a length")?;
        check("length", (length - found.length).abs() <= 0.01);
        Ok(wrong)
    }
}

impl Answer {
    /// Of what the core answers.
    pub(super) fn of(graph: &Graph, found: &Isolation) -> Self {
        let edges = |ids: &[FeatureId]| named(ids, |id| graph.edge_code(id));
        let nodes = |ids: &[FeatureId]| named(ids, |id| graph.node_code(id));
        let devices = |ids: &[FeatureId]| named(ids, |id| graph.device_code(id));
        Self {
            segment: [edges(&found.segment.edges), nodes(&found.segment.nodes)],
            length: found.segment.length,
            boundary: devices(&found.boundary_valves),
            to_close: devices(&found.valves_to_close),
            unintended: [edges(&found.unintended.edges), nodes(&found.unintended.nodes)],
            sources: nodes(&found.sources_inside),
        }
    }

    /// Of a document of the server or the command line.
    pub(super) fn read(document: &Json) -> Result<Self> {
        let part = |part: &Json| Ok::<_, anyhow::Error>([ids(&part["edges"])?, ids(&part["nodes"])?]);
        Ok(Self {
            segment: part(&document["segment"])?,
            length: document["segment"]["length_m"].as_f64().context("a length")?,
            boundary: ids(&document["boundary_valves"])?,
            to_close: ids(&document["valves_to_close"])?,
            unintended: part(&document["unintended"])?,
            sources: ids(&document["sources_inside"])?,
        })
    }
}

pub(super) fn list(value: &Json) -> Result<&Vec<Json>> {
    value.as_array().with_context(|| format!("a list: {value}"))
}

pub(super) fn ids(value: &Json) -> Result<BTreeSet<String>> {
    let id = |value: &Json| value.as_str().map(str::to_owned).context("an id");
    list(value)?.iter().map(id).collect()
}

fn named<'g>(ids: &[FeatureId], name: impl Fn(FeatureId) -> Option<&'g str>) -> BTreeSet<String> {
    ids.iter().filter_map(|id| name(*id)).map(str::to_owned).collect()
}

/// True for the list the oracle tells. It tells all of those up to 300 ids, and no network here has a longer one.
fn is_list(told: &Json, found: &BTreeSet<String>) -> Result<bool> {
    Ok(told["count"].as_u64() == Some(found.len() as u64) && ids(&told["ids"])? == *found)
}
