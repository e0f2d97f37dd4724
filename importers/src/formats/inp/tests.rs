//! Networks as files: read, changed, written, spoilt.

use super::*;
use crate::record::LineFindings;

/// A small network with one of everything.
const SMALL: &str = "[TITLE]\r\nPhường Rạch Dừa\r\n\r\n[JUNCTIONS]\r\n;ID\tElev\r\n J1\t10\t5\t;góc phố\r\n; phía tây\r\n J2  12.50\r\n\r\n\
[RESERVOIRS]\r\n R\t50\t1\r\n[TANKS]\r\n T  20  3  1  6  15  0\r\n\r\n\
[PIPES]\r\n P1 R J1 100 200 120 0 Open ;c\r\n P2 J1 J2 50.0 100 110\r\n P3 J2 T 80 150 100 0.5 CV\r\n\
[PUMPS]\r\n M J1 T HEAD 1\r\n[VALVES]\r\n V J2 J1 100 PRV 40 0\r\n\
[DEMANDS]\r\n J2 3 1 ;nhà ở\r\n J2 4\r\n[STATUS]\r\n M Closed\r\n[TAGS]\r\n NODE J1 khu A\r\n\
[CURVES]\r\n 1 10 20\r\n[COORDINATES]\r\n J1 1.50 2\r\n J2 3 4\r\n R 0 0\r\n T 9 9\r\n[VERTICES]\r\n P1 0.5 1\r\n P1 1 1\r\n\
[OPTIONS]\r\n Units LPS\r\n Headloss D-W\r\n[END]\r\n";

fn taken(text: &str) -> (InpNetwork, LineFindings) {
    read("a.inp", text.as_bytes(), None).unwrap()
}

fn codes(findings: &LineFindings) -> Vec<(u64, &'static str)> {
    findings.kept.iter().map(|finding| (finding.line, finding.code)).collect()
}

/// A network of junctions A and B, with other sections.
fn with(sections: &str) -> (InpNetwork, LineFindings) {
    taken(&format!(
        "[OPTIONS]\nUnits CMH\n[RESERVOIRS]\nA 1\n[JUNCTIONS]\nB 1\n[COORD]\nA 0 0\nB 1 1\n{sections}\n[END]"
    ))
}

#[test]
fn elements_are_read_in_metres_and_litres_per_second() {
    let (network, findings) = taken(SMALL);
    assert_eq!(codes(&findings), []);
    assert_eq!(network.title(), ["Phường Rạch Dừa"]);
    assert_eq!(network.options, InpOptions { units: FlowUnits::Lps, headloss: HeadLoss::DarcyWeisbach });
    let [j1, j2, r, t] = &network.nodes[..] else { panic!("four nodes") };
    assert_eq!(
        (j1.elevation_m, j1.demand_lps, j1.place, j1.tag.as_deref()),
        (10.0, 5.0, Some([1.5, 2.0]), Some("khu A"))
    );
    assert_eq!((j1.comment.as_deref(), j2.demand_lps, j2.pattern.as_deref()), (Some("góc phố"), 7.0, Some("1")));
    assert_eq!((r.kind, r.elevation_m, t.kind), (NodeKind::Reservoir, 50.0, NodeKind::Tank));
    assert_eq!(t.tank.as_ref().map(|tank| (tank.initial_m, tank.highest_m, tank.diameter_m)), Some((3.0, 6.0, 15.0)));
    let status: Vec<_> = network.links.iter().map(|link| (link.id.as_str(), link.status)).collect();
    let expected = [
        ("P1", LinkStatus::Open),
        ("P2", LinkStatus::Open),
        ("P3", LinkStatus::CheckValve),
        ("M", LinkStatus::Closed),
        ("V", LinkStatus::Active),
    ];
    assert_eq!(status, expected);
    assert_eq!(network.links[0].vertices, [[0.5, 1.0], [1.0, 1.0]]);
    assert_eq!(
        (network.links[4].kind, network.links[4].setting.as_deref()),
        (LinkKind::Valve(ValveKind::Prv), Some("40"))
    );
}

#[test]
fn what_nobody_changed_comes_back_character_for_character() {
    let (network, _) = taken(SMALL);
    assert_eq!(write(&network), SMALL);
    let unix = SMALL.replace("\r\n", "\n");
    assert_eq!(write(&taken(&unix).0), unix);
}

#[test]
fn a_network_comes_back_from_the_texts_that_were_kept() {
    let (network, _) = taken(SMALL);
    let options = InpNetwork::options_of(&network.sections);
    let nodes = network.nodes.iter().map(|node| InpNode::restored(&node.id, node.kind, &node.source, options));
    let links = network.links.iter().map(|link| InpLink::restored(&link.id, link.kind, &link.source, options));
    let again = InpNetwork::assembled(network.sections.clone(), nodes.collect(), links.collect());
    assert_eq!(write(&again), SMALL);
}

#[test]
fn what_changed_is_written_in_its_place_in_the_files_units() {
    let us = SMALL.replace("Units LPS", "Units GPM");
    let (mut network, _) = taken(&us);
    network.nodes[0].elevation_m = 6.096;
    network.nodes[1].place = Some([3.25, 4.0]);
    network.links[0].status = LinkStatus::Closed;
    network.links[1].diameter_mm = 203.2;
    network.links[1].status = LinkStatus::Closed;
    network.links[2].vertices = vec![[5.0, 6.0]];
    network.links[3].status = LinkStatus::Open;
    network.links[4].status = LinkStatus::Closed;
    let written = write(&network);
    for (before, after) in [
        (" J1\t10\t5\t;góc phố", Some(" J1\t20\t5\t;góc phố")),
        (" J2 3 4", Some(" J2\t3.25\t4")),
        (" P1 R J1 100 200 120 0 Open ;c", Some(" P1 R J1 100 200 120 0 Closed ;c")),
        (" P2 J1 J2 50.0 100 110", Some(" P2 J1 J2 50.0 8 110\t0\tClosed")),
        (" M Closed", None),
    ] {
        assert!(!written.lines().any(|line| line == before), "{before}\n{written}");
        assert!(after.is_none_or(|after| written.lines().any(|line| line == after)), "{after:?}\n{written}");
    }
    let (again, findings) = taken(&written);
    assert_eq!(codes(&findings), []);
    let values = |network: &InpNetwork| -> Vec<_> {
        network.links.iter().map(|link| (link.status, link.diameter_mm, link.vertices.clone())).collect()
    };
    assert_eq!(values(&again), values(&network));
    assert_eq!(write(&again), written);
}

#[test]
fn a_network_without_any_file_is_written_whole() {
    let mut network = InpNetwork::default();
    network.options.units = FlowUnits::Cmh;
    network.nodes = vec![InpNode::new("A", NodeKind::Junction), InpNode::new("Bể 1", NodeKind::Reservoir)];
    network.nodes[0].place = Some([1.0, 2.0]);
    network.links = vec![InpLink::new("p", LinkKind::Pipe, ["A", "Bể 1"])];
    network.links[0] = InpLink {
        length_m: 10.0,
        diameter_mm: 100.0,
        roughness: 120.0,
        status: LinkStatus::Closed,
        ..network.links[0].clone()
    };
    let written = write(&network);
    let (again, findings) = taken(&written);
    assert_eq!(codes(&findings), [(0, "inp-places-missing")], "{written}");
    let [link] = &again.links[..] else { panic!("one link") };
    assert_eq!((link.end.as_str(), link.length_m, link.status), ("Bể 1", 10.0, LinkStatus::Closed));
    assert_eq!(write(&again), written);
}

#[test]
fn sections_are_known_in_any_case_order_and_number() {
    let text = "[pipes]\np A B 10 100\n[reserv]\nA 1\n[Junc]\nB 1\n[COOR]\nA 0 0\n[junctions]\nC 2\n[coord]\nB 1 1\nC 1 1\n[opti]\nunits si\n[end]\n";
    let (network, findings) = taken(text);
    assert_eq!((network.nodes.len(), network.links.len(), codes(&findings)), (3, 1, vec![]));
    let (again, _) = taken(&write(&network));
    assert_eq!((again.nodes.len(), again.links.len()), (3, 1));
}

#[test]
fn trouble_is_told_with_its_line_and_what_became_of_it() {
    for (section, expected) in [
        ("[PIPES]\np A X 1 1", vec![(11, "inp-node-unknown")]),
        ("[PIPES]\np A A 1 1", vec![(11, "inp-ends-same")]),
        ("[PIPES]\np A", vec![(11, "inp-columns-missing")]),
        ("[PIPES]\np A B 1,5 100", vec![(11, "inp-number-comma")]),
        ("[PIPES]\np A B l 100", vec![(11, "inp-number")]),
        ("[PIPES]\np A B 0 100", vec![(11, "inp-number-not-positive")]),
        ("[PIPES]\np A B 1 100 1 -2", vec![(11, "inp-number-negative")]),
        ("[PIPES]\np A B 1 100 1 0 shut", vec![(11, "inp-status-unknown")]),
        ("[PIPES]\np A B\np B A", vec![(12, "inp-id-twice")]),
        ("[PIPES]\np A B 1 1 1 CV\n[STATUS]\np closed", vec![(13, "inp-status-of-check-valve")]),
        ("[PIPES]\np A B\n[STATUS]\nq closed\np", vec![(13, "inp-element-unknown"), (14, "inp-status-unknown")]),
        ("[VALVES]\nv A B 100 XYZ 3", vec![(11, "inp-valve-unknown")]),
        ("[TANKS]\nT 1 2 3", vec![(11, "inp-columns-missing"), (0, "inp-places-missing")]),
        ("[JUNC]\nA 1", vec![(11, "inp-id-twice")]),
        (
            "[JUNC]\n12345678901234567890123456789012\n[COORD]\n12345678901234567890123456789012 1 1",
            vec![(11, "inp-id-long")],
        ),
        ("[COORD]\nX 1 1", vec![(11, "inp-element-unknown")]),
        ("[COORD]\nA 1 y", vec![(11, "inp-place-unreadable")]),
        ("[COORD]\nA 5 5", vec![(11, "inp-place-twice")]),
        ("[TAGS]\nLINK x y\nNODE A y", vec![(11, "inp-element-unknown")]),
        ("[FOO]\nbar", vec![(10, "inp-section-unknown")]),
        ("[END]\nbar", vec![(10, "inp-after-end")]),
        ("[OPTIONS]\nUnits barrels", vec![(11, "inp-option-unknown")]),
    ] {
        let (network, findings) = with(section);
        assert_eq!(codes(&findings), expected, "{section}");
        let written = write(&network);
        assert_eq!(write(&taken(&written).0), written, "{section}");
    }
}

#[test]
fn a_file_may_lack_units_an_end_and_a_source() {
    let (network, findings) = taken("stray\n[JUNCTIONS]\nB 1\n[COORD]\nB 1 1");
    let expected = [(1, "inp-line-outside"), (5, "inp-end-missing"), (0, "inp-units-missing"), (0, "inp-no-source")];
    assert_eq!(codes(&findings), expected);
    assert_eq!(network.nodes[0].elevation_m, 0.3048);
}

#[test]
fn a_status_of_many_links_is_one_of_each() {
    let pipes = "[PIPES]\n1 A B\n2 A B\n10 A B\nx A B\n";
    for (status, closed) in
        [("2 10 closed", vec!["2", "10"]), ("x y closed", vec!["x"]), ("1 0", vec![]), ("1 1 closed", vec!["1"])]
    {
        let (network, findings) = with(&format!("{pipes}[STATUS]\n{status}"));
        let is_closed = |network: &InpNetwork| -> Vec<String> {
            let links = network.links.iter().filter(|link| link.status == LinkStatus::Closed);
            links.map(|link| link.id.clone()).collect()
        };
        assert_eq!((is_closed(&network), codes(&findings)), (closed.iter().map(ToString::to_string).collect(), vec![]));
        assert_eq!(is_closed(&taken(&write(&network)).0), closed, "{status}");
    }
}

#[test]
fn what_is_no_network_is_refused_with_its_line() {
    let file = || "a.inp".to_owned();
    let long = format!("[TITLE]\n{}", "x".repeat(65 << 10));
    for (text, error) in [
        ("", InpError::NoSection { file: file(), line: 1, found: String::new() }),
        ("\n; c\nid,link\n", InpError::NoSection { file: file(), line: 3, found: "id,link".to_owned() }),
        ("[core]\nbare = false", InpError::NoSection { file: file(), line: 1, found: "[core]".to_owned() }),
        ("[TITLE]\na\0b", InpError::Binary { file: file(), line: 2 }),
        (&long, InpError::LineTooLong { file: file(), line: 2, limit: 64 << 10 }),
        ("[JUNC]\n[END]\n", InpError::NoNodes { file: file(), lines: 2 }),
    ] {
        assert_eq!(read("a.inp", text.as_bytes(), None).unwrap_err(), error);
    }
}

#[test]
fn comments_are_read_in_the_encoding_they_are_in() {
    let mut bytes = b"[OPTIONS]\nUnits LPS\n[RESERVOIRS]\nA 1 ;Ph\xAD\xEAng R\xB9ch D\xF5a, \xA7\xAD\xEAng Tr\xC7n H\xADng \xA7\xB9o".to_vec();
    let (network, findings) = read("a.inp", &bytes, None).unwrap();
    assert_eq!(network.nodes[0].comment.as_deref(), Some("Phường Rạch Dừa, Đường Trần Hưng Đạo"));
    assert_eq!(findings.kept[0].code, "text-recognised");
    bytes = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.splice(..0, [0xFF, 0xFE]);
    assert_eq!(read("a.inp", &bytes, None).unwrap().0.nodes, taken(SMALL).0.nodes);
}

/// Chance that repeats itself (xorshift).
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 33).unwrap()
}

#[test]
fn spoilt_files_are_read_or_refused_and_what_is_read_is_written() {
    let pieces: [&[u8]; 16] = [
        b"[",
        b"]",
        b";",
        b"\"",
        b"\r",
        b"\n",
        b"\t",
        b"\0",
        b"\xFF\xFE",
        b"\xE1\xBA",
        b"[rows]",
        b"[PIPES]",
        b"NaN",
        b"1e999",
        b"-",
        b" A B C D E F",
    ];
    let mut state = 20_261_121;
    for _ in 0..4_000 {
        let mut bytes = SMALL.as_bytes().to_vec();
        for _ in 0..next(&mut state) % 8 {
            let (at, length) = (next(&mut state) % (bytes.len() + 1), next(&mut state) % 40);
            let end = (at + length * (next(&mut state) % 2)).min(bytes.len());
            bytes.splice(at..end, pieces[next(&mut state) % pieces.len()].iter().copied());
        }
        let Ok((network, _)) = read("a.inp", &bytes, None) else { continue };
        let written = write(&network);
        let (again, _) = read("a.inp", written.as_bytes(), None).unwrap_or_else(|error| panic!("{error}\n{written}"));
        let elements = |network: &InpNetwork| -> Vec<String> {
            let nodes = network.nodes.iter().map(|node| format!("{} {:?} {}", node.id, node.place, node.elevation_m));
            let links = network.links.iter().map(|link| format!("{} {:?} {}", link.id, link.status, link.length_m));
            // A reservoir among the tanks is written among its like.
            let mut elements: Vec<_> = nodes.chain(links).collect();
            elements.sort();
            elements
        };
        assert_eq!(elements(&again), elements(&network), "{}\n---\n{written}", String::from_utf8_lossy(&bytes));
        assert_eq!(write(&again), written);
    }
}

#[test]
fn a_heading_that_only_looks_like_one_of_epanets_holds_no_elements() {
    let text = "[OPTIONS]\nUnits LPS\n[JUNCTIONS]\nB 1\n[COORD]\nB 1 1\nT 2 2\n[]TANKS]\nA 1\n[TANKS]\nT 5\n[END]\n";
    let (network, findings) = taken(text);
    assert_eq!((network.nodes.len(), codes(&findings)), (2, vec![(8, "inp-section-unknown")]));
    let written = write(&network);
    assert_eq!(taken(&written).0.nodes.len(), 2, "{written}");
}
