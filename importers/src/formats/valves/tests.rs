//! Files of valves in all their forms, and what is wrong with some.

use super::*;

type Found = (Vec<String>, Vec<(u64, &'static str)>);

/// The valves of a file, as `id link node line`, and the codes of findings with their lines. The network is A -p- B -q- C, and D.
fn found(bytes: &[u8]) -> Result<Found, ValvesError> {
    let ends = |link: &str| match link {
        "p" => Some(["A", "B"].map(str::to_owned)),
        "q" => Some(["B", "C"].map(str::to_owned)),
        _ => None,
    };
    let has_node = |node: &str| ["A", "B", "C", "D"].contains(&node);
    let (valves, findings) = read("van.csv", bytes, None, &Known { ends: &ends, has_node: &has_node })?;
    let valves = valves.iter().map(|v| format!("{} {} {} {}", v.id, v.link, v.node, v.line)).collect();
    Ok((valves, findings.kept.iter().map(|finding| (finding.line, finding.code)).collect()))
}

#[test]
fn tables_are_read_as_spreadsheets_write_them() {
    for (text, valves) in [
        ("id,link,node\nV1,p,A\nV2,q,C\n", vec!["V1 p A 2", "V2 q C 3"]),
        ("\u{feff}Node;note;ID;Link\r\nA;\"x;\r\ny\";V1;p\r\n\r\nB;;\"V\"\"2\";q", vec!["V1 p A 2", "V\"2 q B 5"]),
        ("sep=;\nid;link;node\nV1;p;A\n", vec!["V1 p A 3"]),
        ("link\tnode\tid\rp\tA\tV1\r", vec!["V1 p A 2"]),
        ("id,link,node", vec![]),
    ] {
        assert_eq!(
            found(text.as_bytes()).unwrap(),
            (valves.iter().map(ToString::to_string).collect(), vec![]),
            "{text}"
        );
    }
}

#[test]
fn json_is_read_in_all_its_forms() {
    for text in [
        r#"[{"id":"V1","link":"p","node":"A"}]"#,
        r#"{"network":"x.inp","valves":[{"node":"A","id":"V1","more":[1],"link":"p"}]}"#,
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"V1","geometry":null,"properties":{"link":"p","node":"A"}}]}"#,
    ] {
        assert_eq!(found(text.as_bytes()).unwrap(), (vec!["V1 p A 1".to_owned()], vec![]), "{text}");
    }
    let lines = "[\n{\"id\":1,\"link\":\"p\",\"node\":\"A\"},\n\n{\"id\":\"2\",\"link\":\"q\",\"node\":null}]";
    assert_eq!(found(lines.as_bytes()).unwrap(), (vec!["1 p A 2".to_owned()], vec![(4, "valve-field-missing")]));
}

#[test]
fn what_is_wrong_with_a_valve_is_told_with_its_line() {
    let text = "id,link,node\nV1,p,A\nV1,q,B\nV2,r,A\nV3,p,E\nV4,p,D\nV5,p,A\n,p,B\nV6,p\n";
    let (valves, findings) = found(text.as_bytes()).unwrap();
    assert_eq!(valves, ["V1 p A 2", "V5 p A 7"]);
    let expected = [
        (3, "valve-id-twice"),
        (4, "valve-link-unknown"),
        (5, "valve-node-unknown"),
        (6, "valve-node-elsewhere"),
        (7, "valve-place-twice"),
        (8, "valve-field-missing"),
        (9, "valve-field-missing"),
    ];
    assert_eq!(findings, expected);
}

#[test]
fn files_without_valves_are_refused_with_a_line() {
    let file = || "van.csv".to_owned();
    for (text, error) in [
        ("", ValvesError::ColumnMissing { file: file(), line: 1, column: "id" }),
        ("\nid,pipe,node\n", ValvesError::ColumnMissing { file: file(), line: 2, column: "link" }),
        ("id,link,node\nV1,\"p,A\n", ValvesError::Broken { file: file(), line: 2 }),
        ("[\n{\"id\":1,}]", ValvesError::Broken { file: file(), line: 2 }),
        ("{\"pipes\":[]}", ValvesError::Broken { file: file(), line: 1 }),
    ] {
        assert_eq!(found(text.as_bytes()).unwrap_err(), error, "{text}");
    }
}
