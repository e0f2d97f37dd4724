//! Errors in the data near a segment: they stop no trace, and may make its answer wrong, so that they are told with it.

use rustc_hash::FxHashSet;
use spatial_core::crs::{from_drawing, to_drawing};
use spatial_core::geometry::DrawingBox;
use spatial_core::layer::{Audience, DeclaredTable, FeatureId};
use spatial_core::snapshot::{FeatureRef, World};

use super::Reach;
use crate::course::{degree_metres, near, place};
use crate::graph::Graph;
use crate::tables::{DEVICES, EDGES, NETWORK_FIELD, NODES};

/// What may be wrong near a segment. Lists ascend.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NearbyErrors {
    /// Ends of pipes that lie on a pipe, or nearly, and are not connected to it.
    pub open_ends: Vec<OpenEnd>,
    /// Nodes of the segment that edges name and that have no row.
    pub missing_nodes: Vec<FeatureId>,
    /// Devices near that stand on no edge and no node there is.
    pub stray_devices: Vec<FeatureId>,
    /// False if the segment was too large to look at all of its neighbourhood.
    pub is_whole: bool,
}

/// An end of a pipe beside a pipe of the segment, or an end of the segment beside a pipe.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenEnd {
    /// The end: one edge meets it.
    pub node: FeatureId,
    /// The edge it is not connected to.
    pub edge: FeatureId,
    /// Metres between them.
    pub distance: f64,
}

/// An end so near to a pipe, in metres, was probably meant to be connected: a pipe's own width and the error of a survey.
const NEAR: f64 = 0.5;
/// A device without a place in the network may belong to a segment so near, in metres.
const STRAY: f64 = 20.0;
/// In the neighbourhood of larger segments nobody looks in the seconds of a burst: whoever takes a network in is told of all of it.
const MOST: usize = 2000;

/// Errors near a segment, of what an audience sees. Costs a search about each end near the segment.
pub fn nearby_errors(
    world: &World,
    (network, graph): (&str, &Graph),
    segment: &Reach,
    audience: Audience,
) -> NearbyErrors {
    let rows = Rows { world, network, audience };
    let missing = |node: &&FeatureId| graph.node_code(**node).is_some_and(str::is_empty) && !rows.has_node(**node);
    let mut errors = NearbyErrors {
        missing_nodes: segment.nodes.iter().filter(missing).copied().collect(),
        is_whole: true,
        ..NearbyErrors::default()
    };
    let Some(ground) = rows.ground(segment) else { return errors };
    let (ends, all_ends) = rows.within(&NODES, &ground.grown(NEAR));
    let (devices, all_devices) = rows.within(&DEVICES, &ground.grown(STRAY));
    errors.is_whole = all_ends && all_devices;
    let strays: FxHashSet<FeatureId> = graph.stray_devices().collect();
    errors.stray_devices = devices.into_iter().filter(|device| strays.contains(device)).collect();
    let of_segment: FxHashSet<FeatureId> = segment.edges.iter().copied().collect();
    errors.open_ends = ends.into_iter().filter_map(|node| rows.open_end(graph, node, &of_segment)).collect();
    errors
}

/// What an audience sees of a network's rows.
struct Rows<'a> {
    world: &'a World,
    network: &'a str,
    audience: Audience,
}

impl Rows<'_> {
    fn has_node(&self, id: FeatureId) -> bool {
        self.world.declared(&NODES, self.audience).is_some_and(|nodes| nodes.find(id).is_some())
    }

    /// The box about the edges of a segment; `None` if they have no place, or are too many.
    fn ground(&self, segment: &Reach) -> Option<Ground> {
        let edges = self.world.declared(&EDGES, self.audience)?;
        if segment.edges.len() > MOST {
            return None;
        }
        let mut window = DrawingBox::EMPTY;
        for row in segment.edges.iter().filter_map(|&id| edges.find(id)) {
            row.points().iter().for_each(|&point| window.extend(point));
        }
        (window != DrawingBox::EMPTY).then_some(Ground(window))
    }

    /// Rows of the network in a table within a box, in order of id, and whether those are all of them.
    fn within(&self, table: &DeclaredTable, window: &DrawingBox) -> (Vec<FeatureId>, bool) {
        let Some(layer) = self.world.declared(table, self.audience) else { return (Vec::new(), true) };
        let Some(field) = layer.layer().schema.position(NETWORK_FIELD) else { return (Vec::new(), true) };
        let mut hits = Vec::new();
        layer.hits(window, &mut hits);
        let is_whole = hits.len() <= MOST;
        let rows = hits.into_iter().take(MOST).map(|hit| layer.get(hit));
        let ids = rows.filter(|row: &FeatureRef<'_>| row.text(field) == Some(self.network));
        let mut ids: Vec<FeatureId> = ids.map(|row| FeatureId(row.id())).collect();
        ids.sort_unstable();
        (ids, is_whole)
    }

    /// An end of one pipe, if it lies beside another and one of the two is in the segment.
    fn open_end(&self, graph: &Graph, node: FeatureId, segment: &FxHashSet<FeatureId>) -> Option<OpenEnd> {
        let number = graph.net.node_number(node)?;
        let [end] = graph.net.ends_at(number) else { return None };
        let own = graph.net.edge_ids[graph.net.pieces[(end.contact / 2) as usize].edge as usize];
        let at = place(self.world, &NODES, node, self.audience)?;
        let others = near(self.world, self.network, at, NEAR, self.audience).into_iter();
        let mut others = others.filter(|other| other.id != own && graph.edge_code(other.id).is_some());
        let other = others.find(|other| segment.contains(&own) || segment.contains(&other.id))?;
        Some(OpenEnd { node, edge: other.id, distance: other.distance })
    }
}

/// A box on the ground.
struct Ground(DrawingBox);

impl Ground {
    /// The same, larger by so many metres on each side.
    fn grown(&self, metres: f64) -> DrawingBox {
        let mut window = DrawingBox::EMPTY;
        for (corner, sign) in [(self.0.min, -1.0), (self.0.max, 1.0)] {
            let (lon, lat) = from_drawing(corner);
            let scale = degree_metres(lat);
            // In drawing coordinates the second axis points south.
            window.extend(to_drawing(lon + sign * metres / scale[0], lat - sign * metres / scale[1]));
        }
        window
    }
}
