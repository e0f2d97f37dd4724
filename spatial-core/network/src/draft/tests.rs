//! What a draft becomes.

use geo_types::{Line, LineString, Point};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{Change, Layer};

use super::*;
use crate::tables::{NetworkLayers, TABLES};

fn layers() -> Vec<Layer> {
    let layer = |table: &&spatial_core::layer::DeclaredTable| {
        table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap()
    };
    TABLES.iter().map(layer).collect()
}

fn drafted_in(layers: &[Layer], draft: &NetworkDraft) -> Result<Vec<Change>, NetworkDraftError> {
    drafted(draft, NetworkLayers::of(layers).unwrap())
}

fn one_pipe(device_on: usize) -> NetworkDraft {
    let node = |x: f64| NodeDraft {
        code: format!("N{x}"),
        kind: "junction".to_owned(),
        geometry: Some(Point::new(x, 0.0).into()),
        ..NodeDraft::default()
    };
    let course: LineString = Line::new((0.0, 0.0), (9.0, 0.0)).into();
    let edge = EdgeDraft {
        code: "P1".to_owned(),
        kind: "pipe".to_owned(),
        ends: [0, 1],
        diameter: Some(110.0),
        geometry: Some(course.into()),
        ..EdgeDraft::default()
    };
    let device = DeviceDraft {
        code: "V1".to_owned(),
        kind: "valve".to_owned(),
        place: DraftPlace::End { edge: device_on, node: 1 },
        geometry: Some(Point::new(9.0, 0.0).into()),
        ..DeviceDraft::default()
    };
    NetworkDraft {
        name: "M1".to_owned(),
        nodes: vec![node(0.0), node(9.0)],
        edges: vec![edge],
        devices: vec![device],
        ..NetworkDraft::default()
    }
}

#[test]
fn edges_refer_to_their_nodes_and_devices_to_their_edge() {
    let layers = layers();
    let changes = drafted_in(&layers, &one_pipe(0)).unwrap();
    let links = |change: &Change| match change {
        Change::Insert { links, .. } => links.iter().map(|link| link.to.0).collect::<Vec<_>>(),
        _ => unreachable!(),
    };
    assert_eq!(changes.iter().map(links).collect::<Vec<_>>(), [vec![], vec![], vec![], vec![0, 1], vec![2, 1]]);
}

#[test]
fn what_names_something_that_is_not_there_is_refused() {
    let layers = layers();
    let missing = NetworkDraftError::Missing { code: "V1".to_owned(), list: "edges", number: 4 };
    assert_eq!(drafted_in(&layers, &one_pipe(4)), Err(missing));
    let nameless = NetworkDraft { name: String::new(), ..one_pipe(0) };
    assert_eq!(drafted_in(&layers, &nameless), Err(NetworkDraftError::Nameless));
    let named = |name: String| drafted_in(&layers, &NetworkDraft { name, ..one_pipe(0) });
    assert!(named("ạ".repeat(85)).is_ok(), "255 bytes");
    assert_eq!(named("ạ".repeat(86)), Err(NetworkDraftError::LongName { length: 258 }));
}
