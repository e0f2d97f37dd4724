//! What goes dark when a part fails.

use spatial_core::layer::FeatureId;

use super::build::Lights;
use super::rows::LightPart;
use super::tree::{NONE, Stand};

/// What is dark. Lists ascend.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Darkened {
    /// Spans without power, the failed one included.
    pub spans: Vec<FeatureId>,
    /// Poles without power.
    pub poles: Vec<FeatureId>,
    /// Their lamps.
    pub lamps: Vec<FeatureId>,
}

/// What the fault of a part darkens: nothing if it carries no power, or is not there. Linear in the answer.
pub fn darkened(lights: &Lights, part: LightPart) -> Darkened {
    let net = &*lights.graph.net;
    let mut found = Darkened::default();
    match part {
        LightPart::Lamp(lamp) => found.lamps.extend(lights.lamps.node(lamp).map(|_| lamp)),
        LightPart::Pole(pole) => {
            if let Some(node) = net.node_number(pole) {
                found.poles.push(pole);
                found.lamps.extend(lights.lamps.on(node));
            }
        }
        _ => {
            for place in lights.place(part).into_iter().flat_map(|place| lights.tree.below(place)) {
                if let Stand::Span { piece, node } = lights.tree.stands[place as usize] {
                    found.spans.push(net.edge_ids[net.pieces[piece as usize].edge as usize]);
                    found.poles.extend(net.node_ids.get(node as usize));
                    found.lamps.extend(lights.lamps.on(node));
                }
            }
        }
    }
    for list in [&mut found.spans, &mut found.poles, &mut found.lamps] {
        list.sort_unstable();
        list.dedup();
    }
    found
}

impl Lights {
    /// Where a cabinet, circuit or span stands in the tree; of a span that is cut in two, its part nearer to the cabinet.
    fn place(&self, part: LightPart) -> Option<u32> {
        let (net, tree) = (&*self.graph.net, &self.tree);
        let of_node = |id: FeatureId| Some(tree.places[net.node_number(id)? as usize]).filter(|&place| place != NONE);
        match part {
            LightPart::Cabinet(cabinet) => of_node(cabinet),
            LightPart::Circuit { cabinet, .. } => tree.below(of_node(cabinet)?).find(|&place| {
                matches!(tree.stands[place as usize], Stand::Circuit(_)) && tree.part(net, place) == part
            }),
            LightPart::Span(span) => {
                let pieces = net.pieces_of(net.edge_number(span)?);
                let ends = pieces.clone().flat_map(|piece| net.pieces[piece as usize].nodes);
                let places = ends.map(|node| tree.places[node as usize]).filter(|&place| place != NONE);
                let is_fed_by_it = |place: &u32| match tree.stands[*place as usize] {
                    Stand::Span { piece, .. } => pieces.contains(&piece),
                    _ => false,
                };
                places.filter(is_fed_by_it).min()
            }
            LightPart::Pole(_) | LightPart::Lamp(_) => None,
        }
    }
}
