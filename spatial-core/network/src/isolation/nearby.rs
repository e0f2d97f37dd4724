//! Errors in the data near a segment: they stop no trace, and may make its answer wrong, so that they are told with it.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;
use spatial_core::crs::{from_drawing, to_drawing};
use spatial_core::geometry::{DrawingBox, DrawingPoint};
use spatial_core::layer::{Audience, DeclaredTable, FeatureId};
use spatial_core::snapshot::World;

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
/// Boxes along a segment: one for each edge, and as many again for long ones, which is some hundred kilometres.
const MOST_BOXES: usize = 2 * MOST;
/// About three hundred metres on the drawing grid: the box of a longer diagonal would hold a whole town.
const LONGEST: u32 = 1 << 15;

/// Errors near a segment, of what an audience sees. Costs a search about each end near the segment.
pub fn nearby_errors(
    world: &World,
    (network, graph): (&str, &Graph),
    segment: &Reach,
    audience: Audience,
) -> NearbyErrors {
    let rows = Rows { world, network, audience };
    let missing = |node: &&FeatureId| graph.node_code(**node).is_some_and(str::is_empty) && !rows.has_node(**node);
    let (ground, all_ground) = rows.ground(segment);
    let (ends, all_ends) = rows.within(&NODES, &ground, NEAR);
    let (devices, all_devices) = rows.within(&DEVICES, &ground, STRAY);
    let of_segment: FxHashSet<FeatureId> = segment.edges.iter().copied().collect();
    NearbyErrors {
        open_ends: ends.into_iter().filter_map(|node| rows.open_end(graph, node, &of_segment)).collect(),
        missing_nodes: segment.nodes.iter().filter(missing).copied().collect(),
        stray_devices: devices.into_iter().filter(|device| is_stray(graph, *device)).collect(),
        is_whole: all_ground && all_ends && all_devices,
    }
}

fn is_stray(graph: &Graph, device: FeatureId) -> bool {
    let number = graph.fittings.number(device);
    number.is_some_and(|number| graph.fittings.stray.binary_search(&number).is_ok())
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

    /// Boxes along the edges of a segment that have a place, and whether those are all of them: of one with too many edges there are none.
    fn ground(&self, segment: &Reach) -> (Vec<DrawingBox>, bool) {
        let mut boxes = Vec::new();
        let Some(edges) = self.world.declared(&EDGES, self.audience) else { return (boxes, true) };
        if segment.edges.len() > MOST {
            return (boxes, false);
        }
        for row in segment.edges.iter().filter_map(|&id| edges.find(id)) {
            row.rings().for_each(|line| boxes_along(line.points, &mut boxes));
            if boxes.len() > MOST_BOXES {
                boxes.truncate(MOST_BOXES);
                return (boxes, false);
            }
        }
        (boxes, true)
    }

    /// Rows of the network in a table within so many metres of boxes, and whether those are all of them: it stops where it has met too many
    /// rows, whosever they are.
    fn within(&self, table: &DeclaredTable, ground: &[DrawingBox], metres: f64) -> (BTreeSet<FeatureId>, bool) {
        let mut ids = BTreeSet::new();
        let Some(layer) = self.world.declared(table, self.audience) else { return (ids, true) };
        let Some(field) = layer.layer().schema.position(NETWORK_FIELD) else { return (ids, true) };
        let (mut hits, mut met) = (Vec::new(), FxHashSet::default());
        for place in ground {
            layer.hits(&grown(place, metres), &mut hits);
            for &hit in &hits {
                if !met.insert(hit.id) {
                    continue;
                }
                if met.len() > MOST {
                    return (ids, false);
                }
                if layer.get(hit).text(field) == Some(self.network) {
                    ids.insert(FeatureId(hit.id));
                }
            }
        }
        (ids, true)
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

/// Appends boxes that together hold a line, none of them much longer than [`LONGEST`].
fn boxes_along(line: &[DrawingPoint], boxes: &mut Vec<DrawingBox>) {
    let Some((&first, rest)) = line.split_first() else { return };
    let at = |point| DrawingBox { min: point, max: point };
    let (mut last, mut place) = (first, at(first));
    for &next in rest {
        for point in steps(last, next) {
            place.extend(point);
            if (0..2).any(|axis| place.max[axis] - place.min[axis] > LONGEST) {
                boxes.push(place);
                place = at(point);
            }
        }
        last = next;
    }
    boxes.push(place);
}

/// Points on the way from one point to another, which is the last, [`LONGEST`] apart at most.
fn steps(from: DrawingPoint, to: DrawingPoint) -> impl Iterator<Item = DrawingPoint> {
    let count = from[0].abs_diff(to[0]).max(from[1].abs_diff(to[1])) / LONGEST + 1;
    let along = move |axis: usize, step: u32| {
        let [first, last] = [from[axis], to[axis]].map(i64::from);
        let way = (last - first) * i64::from(step) / i64::from(count);
        u32::try_from(first + way).unwrap_or(to[axis])
    };
    (1..=count).map(move |step| [along(0, step), along(1, step)])
}

/// A box on the ground, larger by so many metres on each side.
fn grown(place: &DrawingBox, metres: f64) -> DrawingBox {
    let mut window = DrawingBox::EMPTY;
    for (corner, sign) in [(place.min, -1.0), (place.max, 1.0)] {
        let (lon, lat) = from_drawing(corner);
        let scale = degree_metres(lat);
        // In drawing coordinates the second axis points south.
        window.extend(to_drawing(lon + sign * metres / scale[0], lat - sign * metres / scale[1]));
    }
    window
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_diagonal_lies_in_small_boxes_that_leave_nothing_out() {
        let [from, to]: [DrawingPoint; 2] = [[3_000_000_000, 2_000_000_000], [3_000_900_000, 1_999_100_000]];
        let mut boxes = Vec::new();
        boxes_along(&[from, to], &mut boxes);
        let is_small = |place: &DrawingBox| (0..2).all(|axis| place.max[axis] - place.min[axis] <= 2 * LONGEST);
        assert!(boxes.iter().all(is_small), "{boxes:?}");
        assert!(boxes.windows(2).all(|pair| pair[0].intersects(&pair[1])), "{boxes:?}");
        let mut all = DrawingBox::EMPTY;
        boxes.iter().for_each(|place| all.merge(place));
        assert_eq!(all, DrawingBox { min: [from[0], to[1]], max: [to[0], from[1]] });
    }

    #[test]
    fn what_is_short_lies_in_one_box() {
        let mut boxes = Vec::new();
        boxes_along(&[[700, 500], [900, 400], [800, 600]], &mut boxes);
        boxes_along(&[[7, 7]], &mut boxes);
        boxes_along(&[], &mut boxes);
        let expected = [([700, 400], [900, 600]), ([7, 7], [7, 7])];
        assert_eq!(boxes, expected.map(|(min, max)| DrawingBox { min, max }));
    }
}
