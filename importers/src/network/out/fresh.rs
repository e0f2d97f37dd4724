//! Elements of an `.inp` for rows that never stood in one: valid for EPANET, with its own usual values where the rows say nothing.

use network::{DIAMETER_FIELD, LENGTH_FIELD, NAME_FIELD};

use super::outgoing::Outgoing;
use crate::formats::inp::{InpLink, InpNode, InpOptions, InpSection, LinkKind, NodeKind};
use crate::network::stored::Row;

/// EPANET's usual diameter, in millimetres.
const USUAL_DIAMETER_MM: f64 = 254.0;
/// EPANET refuses pipes without length.
const LEAST_LENGTH_M: f64 = 0.1;
/// A tank of which nothing is known: levels above its bottom and diameter, in metres.
const TANK: [f64; 4] = [1.0, 0.0, 2.0, 10.0];

/// The sections of a file that is made anew: what the network is called, its reference system, litres per second and Hazen-Williams.
pub(super) fn sections(outgoing: &Outgoing<'_>) -> Vec<InpSection> {
    let title = outgoing.head().and_then(|row| row.text(NAME_FIELD)).unwrap_or(outgoing.name);
    let (title, name) = (line(title), line(outgoing.name));
    let crs = outgoing.file_crs();
    let text = format!("[TITLE]\r\n{title}\r\n{name}\r\nCRS: {crs}\r\n\r\n");
    let options = "[OPTIONS]\r\n Units\tLPS\r\n Headloss\tH-W\r\n\r\n".to_owned();
    let section = |name: &str, text| InpSection { name: name.to_owned(), text };
    vec![section("TITLE", text), section("OPTIONS", options), section("END", "[END]\r\n".to_owned())]
}

/// A text as one line that begins no section and no comment.
fn line(text: &str) -> String {
    let text = text.replace(['\r', '\n', '\0'], " ");
    if text.trim_start().starts_with(['[', ';']) { format!("- {text}") } else { text }
}

pub(super) fn node(id: &str, kind: NodeKind) -> InpNode {
    let mut node = InpNode::new(id, kind);
    if let Some(tank) = &mut node.tank {
        [tank.initial_m, tank.lowest_m, tank.highest_m, tank.diameter_m] = TANK;
    }
    node
}

/// A link, and what its row does not say, each with the code of the note about it. A pump without a curve is none for EPANET: it becomes a
/// pipe that lets through as it does.
pub(super) fn link(
    row: &Row<'_>,
    id: &str,
    kind: LinkKind,
    options: InpOptions,
) -> (InpLink, [(bool, &'static str); 3]) {
    let is_pump = kind == LinkKind::Pump;
    let mut link = InpLink::new(id, if is_pump { LinkKind::Pipe } else { kind }, [""; 2]);
    link.diameter_mm = USUAL_DIAMETER_MM;
    link.roughness = options.headloss.usual_roughness();
    link.length_m = LEAST_LENGTH_M;
    let is_known = |field| row.real(field).is_some_and(|number| number > 0.0);
    let is_pipe = kind == LinkKind::Pipe;
    let lacks = [
        (is_pump, "network-out-pumps-as-pipes"),
        (is_pipe && !is_known(DIAMETER_FIELD), "network-out-usual-diameters"),
        (is_pipe && !is_known(LENGTH_FIELD), "network-out-least-lengths"),
    ];
    (link, lacks)
}
