//! Readers of networks: EPANET's files, and the files of isolation valves beside them.

use importers::inp::{read, write};
use importers::{LineFindings, valves};
use spatial_core::message::Say;

use crate::fuzz::readers::{Reader, short, shown};

/// A network with one of everything.
const NETWORK: &str = "[TITLE]\nx\n[JUNCTIONS]\n;ID\n J1 10 5 ;c\n; d\n J2 12.5\n[RESERVOIRS]\n R 50 1\n[TANKS]\n T 20 3 1 6 15 0\n\
    [PIPES]\n P1 R J1 100 200 120 0 Open\n P2 J1 J2 50 100 110\n P3 J2 T 80 150 100 0.5 CV\n[PUMPS]\n M J1 T HEAD 1\n\
    [VALVES]\n V J2 J1 100 PRV 40 0\n[DEMANDS]\n J2 3 1\n[STATUS]\n M Closed\n P1 P2 Open\n[TAGS]\n NODE J1 a b\n[CURVES]\n 1 10 20\n\
    [COORDINATES]\n J1 1.5 2\n \"R\" 0 0\n[VERTICES]\n P1 0.5 1\n[OPTIONS]\n Units LPS\n Headloss D-W\n[END]\n";

pub(super) fn readers() -> Vec<Reader> {
    let utf16 = NETWORK.encode_utf16().flat_map(u16::to_le_bytes);
    let networks = vec![NETWORK.as_bytes().to_vec(), [0xFF, 0xFE].into_iter().chain(utf16).collect()];
    let list = br#"{"valves":[{"id":"V1","link":"p","node":"A"},{"id":2,"link":"p","node":"B"}]}"#.to_vec();
    let features = br#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"V1","geometry":null,"properties":{"link":"p","node":"A"}}]}"#.to_vec();
    let table = b"sep=;\nid;link;node;x\nV1;p;A;\"a\n\"\"b\"\n".to_vec();
    vec![
        Reader { name: "inp", seeds: networks, read: Box::new(takes_network) },
        Reader { name: "valves", seeds: vec![list, features, table], read: Box::new(takes_valves) },
    ]
}

/// What was read can be written, and is then read and written with the same lines. Rows of a section that stood in two places come together,
/// so that their order may change once more.
fn takes_network(input: &[u8]) -> bool {
    match read("a.inp", input, None) {
        Ok((network, findings)) => {
            told(&findings, input);
            let written = write(&network);
            let again = read("a.inp", written.as_bytes(), None).map(|(again, _)| sorted(&write(&again)));
            assert_eq!(again, Ok(sorted(&written)), "{}", shown(input));
            true
        }
        Err(error) => {
            short(&error.message().params, input);
            false
        }
    }
}

fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> =
        text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    lines.sort();
    lines
}

fn takes_valves(input: &[u8]) -> bool {
    let ends = |link: &str| (link == "p").then(|| ["A", "B"].map(str::to_owned));
    let known = valves::Known { ends: &ends, has_node: &|node| node == "C" };
    match valves::read("a.csv", input, None, &known) {
        Ok((_, findings)) => {
            told(&findings, input);
            true
        }
        Err(error) => {
            short(&error.message().params, input);
            false
        }
    }
}

fn told(findings: &LineFindings, input: &[u8]) {
    findings.kept.iter().for_each(|finding| short(&finding.params, input));
}
