//! A network of ten pipes cut from the city's water pipes, with a valve at each end of the first.

use std::collections::BTreeMap;

use geo_types::{Geometry, LineString, Point};
use network::{DeviceDraft, DraftPlace, EdgeDraft, NetworkDraft, NetworkLayers, NodeDraft, TITLES, drafted};
use spatial_core::layer::{Revision, Value};
use spatial_core::store::{Staged, Store};

use crate::city::City;
use crate::error::SampleError;
use crate::layers::SampleLayer;
use crate::networks::district_pipes;
use crate::write::subjects::desk::Desk;

/// What the network is called.
const NAME: &str = "cap-nuoc-mau";
const PIPES: usize = 10;

/// Declares the tables of networks and writes one.
pub(super) async fn write(store: &Store, city: &City) -> Result<Revision, SampleError> {
    let desk = Desk::open(store, city, network::TABLES, TITLES).await?;
    let pipes = city.sites().first().map(|site| district_pipes(city.lattice(), site)).unwrap_or_default();
    let draft = draft(&pipes, diameter(city));
    let layers = NetworkLayers::of(&desk.layers).expect("all tables are declared");
    let changes = drafted(&draft, layers).expect("a network that was cut from pipes holds together");
    Ok(desk.commit(changes).await?.revision)
}

/// The field of a pipe's diameter.
fn diameter(city: &City) -> Option<usize> {
    city.layer(SampleLayer::WaterPipes).schema.position("duong_kinh")
}

/// The first pipes that hang together, in the order in which they are reached.
fn draft(pipes: &[Staged], diameter: Option<usize>) -> NetworkDraft {
    let mut cut = Cut {
        draft: NetworkDraft { name: NAME.to_owned(), ..NetworkDraft::default() },
        diameter,
        nodes: BTreeMap::new(),
    };
    let courses: Vec<(&Staged, &LineString)> = pipes.iter().filter_map(|pipe| Some((pipe, course(pipe)?))).collect();
    let mut is_taken = vec![false; courses.len()];
    while cut.draft.edges.len() < PIPES {
        let next = (0..courses.len()).find(|&at| !is_taken[at] && cut.meets(courses[at].1));
        let Some(at) = next else { break };
        is_taken[at] = true;
        cut.take(courses[at]);
    }
    cut.close_in();
    cut.draft
}

fn course(pipe: &Staged) -> Option<&LineString> {
    match &pipe.geometry {
        Some(Geometry::LineString(line)) if line.0.len() > 1 => Some(line),
        _ => None,
    }
}

/// What was cut so far.
struct Cut {
    draft: NetworkDraft,
    /// The field of a pipe's diameter.
    diameter: Option<usize>,
    /// The node at a place.
    nodes: BTreeMap<[u64; 2], usize>,
}

impl Cut {
    /// True if a pipe hangs together with what was cut; the first does.
    fn meets(&self, course: &LineString) -> bool {
        self.nodes.is_empty() || ends(course).iter().any(|end| self.nodes.contains_key(&key(*end)))
    }

    fn take(&mut self, (pipe, course): (&Staged, &LineString)) {
        let ends = ends(course).map(|end| self.node(end));
        let diameter = self.diameter.and_then(|at| match pipe.values.get(at) {
            Some(Value::Integer(diameter)) => i32::try_from(*diameter).ok().map(f64::from),
            _ => None,
        });
        self.draft.edges.push(EdgeDraft {
            code: format!("O-{:02}", self.draft.edges.len() + 1),
            kind: "pipe".to_owned(),
            ends,
            diameter,
            geometry: Some(course.clone().into()),
            ..EdgeDraft::default()
        });
    }

    fn node(&mut self, at: Point) -> usize {
        let next = self.draft.nodes.len();
        let number = *self.nodes.entry(key(at)).or_insert(next);
        if number == next {
            let code = format!("N-{:02}", next + 1);
            self.draft.nodes.push(NodeDraft {
                code,
                kind: "junction".to_owned(),
                geometry: Some(at.into()),
                ..NodeDraft::default()
            });
        }
        number
    }

    /// A valve at both ends of the first pipe.
    fn close_in(&mut self) {
        let Some(first) = self.draft.edges.first() else { return };
        for (number, node) in (1..).zip(first.ends) {
            self.draft.devices.push(DeviceDraft {
                code: format!("V-{number:02}"),
                kind: "valve".to_owned(),
                place: DraftPlace::End { edge: 0, node },
                geometry: self.draft.nodes[node].geometry.clone(),
                ..DeviceDraft::default()
            });
        }
    }
}

fn ends(course: &LineString) -> [Point; 2] {
    [course.0[0].into(), course.0[course.0.len() - 1].into()]
}

/// Places that are the same to the last bit.
fn key(at: Point) -> [u64; 2] {
    [at.x().to_bits(), at.y().to_bits()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_pipes_hang_together_with_two_valves() {
        let city = City::new(1000, 7).unwrap();
        let draft = draft(&district_pipes(city.lattice(), &city.sites()[0]), diameter(&city));
        assert_eq!((draft.edges.len(), draft.devices.len()), (PIPES, 2));
        assert!(draft.nodes.len() <= PIPES + 1);
        assert_eq!(TITLES.len(), network::TABLES.len());
    }
}
