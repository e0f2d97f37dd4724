//! A decoder for tests that shares no code with the encoder and refuses what the specification (MVT 2.1) forbids or we promise not to do.

use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct StrictLayer {
    pub(super) name: String,
    pub(super) features: Vec<StrictFeature>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct StrictFeature {
    pub(super) id: Option<u64>,
    pub(super) kind: u64,
    /// Rings (not closed), lines, or one list of points.
    pub(super) parts: Vec<Vec<[i64; 2]>>,
    pub(super) tags: Vec<(String, String)>,
}

impl StrictFeature {
    /// Twice the area, holes taken off.
    pub(super) fn twice_area(&self) -> i64 {
        self.parts.iter().map(|ring| shoelace(ring)).sum()
    }

    pub(super) fn tag(&self, key: &str) -> Option<&str> {
        self.tags.iter().find(|tag| tag.0 == key).map(|tag| tag.1.as_str())
    }
}

enum Wire<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

fn varint(rest: &mut &[u8]) -> u64 {
    let mut value = 0;
    for shift in (0..).step_by(7) {
        let (byte, others) = rest.split_first().expect("a varint ends");
        *rest = others;
        value |= u64::from(byte & 127) << shift;
        if byte & 128 == 0 {
            assert!(shift == 0 || *byte != 0, "a varint is as short as it can be");
            return value;
        }
    }
    unreachable!()
}

fn message(mut rest: &[u8]) -> Vec<(u64, Wire<'_>)> {
    let mut fields = Vec::new();
    while !rest.is_empty() {
        let key = varint(&mut rest);
        let value = match key & 7 {
            0 => Wire::Number(varint(&mut rest)),
            wire => {
                let length = if wire == 1 { 8 } else { usize::try_from(varint(&mut rest)).unwrap() };
                assert!(wire == 1 || wire == 2, "wire type {wire}");
                let (content, others) = rest.split_at(length);
                rest = others;
                Wire::Bytes(content)
            }
        };
        fields.push((key >> 3, value));
    }
    fields
}

fn numbers(mut rest: &[u8]) -> Vec<u64> {
    let mut all = Vec::new();
    while !rest.is_empty() {
        all.push(varint(&mut rest));
    }
    all
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("texts are UTF-8")
}

fn shoelace(ring: &[[i64; 2]]) -> i64 {
    (0..ring.len())
        .map(|at| {
            let (a, b) = (ring[at], ring[(at + 1) % ring.len()]);
            a[0] * b[1] - b[0] * a[1]
        })
        .sum()
}

fn value(bytes: &[u8]) -> String {
    let [(field, content)] = &message(bytes)[..] else { panic!("a value holds one thing") };
    match (field, content) {
        (1, Wire::Bytes(bytes)) => format!("{:?}", text(bytes)),
        (3, Wire::Bytes(bytes)) => format!("{:?}", f64::from_le_bytes((*bytes).try_into().unwrap())),
        (5, Wire::Number(number)) => format!("{number}"),
        (6, Wire::Number(number)) => {
            let number = (*number >> 1).cast_signed() ^ -(*number & 1).cast_signed();
            assert!(number < 0, "only numbers below zero are sint");
            format!("{number}")
        }
        (7, Wire::Number(yes)) => format!("{}", *yes == 1),
        _ => panic!("value field {field}"),
    }
}

/// Decodes a tile, or panics with what is wrong.
pub(super) fn decode(bytes: &[u8]) -> Vec<StrictLayer> {
    let layers: Vec<StrictLayer> = message(bytes)
        .into_iter()
        .map(|(field, content)| match (field, content) {
            (3, Wire::Bytes(bytes)) => layer(bytes),
            (field, _) => panic!("tile field {field}"),
        })
        .collect();
    let names: BTreeSet<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
    assert_eq!(names.len(), layers.len(), "each name once");
    layers
}

fn layer(bytes: &[u8]) -> StrictLayer {
    let fields = message(bytes);
    assert!(matches!(fields[0], (15, Wire::Number(2))), "version 2 comes first");
    let (mut name, mut keys, mut values, mut features) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut extent, mut seen) = (None, BTreeSet::new());
    for (field, content) in &fields[1..] {
        match (field, content) {
            (1, Wire::Bytes(bytes)) => name = text(bytes),
            (2, Wire::Bytes(bytes)) => features.push(*bytes),
            (3, Wire::Bytes(bytes)) => keys.push(text(bytes)),
            (4, Wire::Bytes(bytes)) => {
                assert!(seen.insert(*bytes), "no value twice");
                values.push(value(bytes));
            }
            (5, Wire::Number(number)) => extent = Some(*number),
            _ => panic!("layer field {field}"),
        }
    }
    assert_eq!(extent, Some(4096));
    assert!(!features.is_empty(), "a layer without features is left out");
    let mut used = (BTreeSet::new(), BTreeSet::new());
    let features: Vec<_> = features.into_iter().map(|bytes| feature(bytes, &keys, &values, &mut used)).collect();
    assert_eq!((used.0.len(), used.1.len()), (keys.len(), values.len()), "no key or value without use");
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "no key twice");
    let ids: Vec<u64> = features.iter().filter_map(|feature| feature.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "ids ascend");
    StrictLayer { name, features }
}

fn feature(
    bytes: &[u8],
    keys: &[String],
    values: &[String],
    used: &mut (BTreeSet<usize>, BTreeSet<usize>),
) -> StrictFeature {
    let mut feature = StrictFeature { id: None, kind: 0, parts: Vec::new(), tags: Vec::new() };
    for (field, content) in message(bytes) {
        match (field, content) {
            (1, Wire::Number(id)) => feature.id = Some(id),
            (2, Wire::Bytes(bytes)) => {
                for pair in numbers(bytes).chunks(2) {
                    let (key, value) = (usize::try_from(pair[0]).unwrap(), usize::try_from(pair[1]).unwrap());
                    used.0.insert(key);
                    used.1.insert(value);
                    assert_eq!(feature.tag(&keys[key]), None, "no key twice in a feature");
                    feature.tags.push((keys[key].clone(), values[value].clone()));
                }
            }
            (3, Wire::Number(kind)) => feature.kind = kind,
            (4, Wire::Bytes(bytes)) => feature.parts = geometry(feature.kind, &numbers(bytes)),
            (field, _) => panic!("feature field {field}"),
        }
    }
    assert!(!feature.parts.is_empty(), "a feature has a shape");
    feature
}

fn geometry(kind: u64, commands: &[u64]) -> Vec<Vec<[i64; 2]>> {
    let (mut cursor, mut at, mut parts) = ([0_i64; 2], 0, Vec::<Vec<[i64; 2]>>::new());
    while at < commands.len() {
        let (command, count) = (commands[at] & 7, usize::try_from(commands[at] >> 3).unwrap());
        at += 1;
        match command {
            1 => assert!(kind == 1 && parts.is_empty() || kind != 1 && count == 1, "moves"),
            2 => assert!(kind == 2 && count >= 1 || kind == 3 && count >= 2, "lines"),
            7 => {
                assert!(kind == 3 && count == 1, "close");
                let ring = parts.last().expect("something to close");
                let area = shoelace(ring);
                assert_ne!(area, 0, "a ring has an area");
                assert!(parts.len() > 1 || area > 0, "an exterior ring comes first");
                continue;
            }
            _ => panic!("command {command}"),
        }
        if command == 1 {
            parts.push(Vec::new());
        }
        for _ in 0..count {
            let step =
                [0, 1].map(|axis| (commands[at + axis] >> 1).cast_signed() ^ -(commands[at + axis] & 1).cast_signed());
            assert!(command == 1 || step != [0, 0], "a line goes somewhere");
            cursor = [cursor[0] + step[0], cursor[1] + step[1]];
            assert!(cursor.iter().all(|part| (-64..=4160).contains(part)), "inside the buffer: {cursor:?}");
            parts.last_mut().expect("a move comes first").push(cursor);
            at += 2;
        }
    }
    parts
}
