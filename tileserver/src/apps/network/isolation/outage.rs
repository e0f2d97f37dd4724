//! The ground around the pipes that go dry, for everybody who asks: as the public will read it on the map, should a job be made of it.

use network::shutdown::outline_on_map;
use network::{EDGES, Isolation, LonLat, NODES, course, place};
use spatial_core::layer::Audience;
use spatial_core::snapshot::World;

use super::wire::OutageDocument;
use crate::apps::network::wire::degrees;

/// Of more edges no ground is drawn for whoever asks what if: each costs some tenths of a millisecond, and an answer is to stand there at once.
/// A job draws it whatever its size.
pub(super) const MOST_OUTLINED: usize = 500;

/// True if so much goes dry that its ground is not drawn.
pub(super) fn is_too_large(found: &Isolation) -> bool {
    found.segment.edges.len() + found.unintended.edges.len() > MOST_OUTLINED
}

/// Where all lies that goes dry: the courses of edges; of a node alone, its place.
pub(in crate::apps::network) fn dry(
    world: &World,
    found: &Isolation,
    audience: Audience,
) -> (Vec<Vec<LonLat>>, Vec<LonLat>) {
    let reaches = [&found.segment, &found.unintended];
    let courses: Vec<Vec<LonLat>> = reaches.iter().flat_map(|reach| course(world, reach, audience)).collect();
    let nodes = reaches.iter().flat_map(|reach| &reach.nodes).filter(|_| courses.is_empty());
    let places = nodes.filter_map(|&id| place(world, &NODES, id, audience)).collect();
    (courses, places)
}

/// The ground, if it is on the map.
pub(super) fn outage(world: &World, found: &Isolation, audience: Audience) -> Option<OutageDocument> {
    let crs = world.declared(&EDGES, audience).filter(|_| !is_too_large(found))?.layer().crs;
    let (courses, places) = dry(world, found, audience);
    let mut coordinates = outline_on_map(&courses, &places, crs)?;
    coordinates.iter_mut().flatten().flatten().flatten().for_each(|number| *number = degrees(*number));
    Some(OutageDocument { kind: "MultiPolygon", coordinates })
}
