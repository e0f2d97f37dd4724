//! Lines: from point to point along `-` and `|`, turning at `+`.

use geo_types::LineString;

use crate::{Place, Sketch, is_point};

/// East, north, west, south: a turn to the left is one further.
const WAYS: [Place; 4] = [[1, 0], [0, 1], [-1, 0], [0, -1]];

/// All lines, each once, in order of the points they begin and end at.
pub(crate) fn all(sketch: &Sketch) -> Vec<(char, char, LineString<f64>)> {
    let mut found: Vec<(char, char, Vec<Place>)> = Vec::new();
    for name in sketch.names(is_point) {
        for line in
            sketch.places(name).into_iter().flat_map(|start| WAYS.map(|way| follow(sketch, start, way))).flatten()
        {
            let is_new = !found.iter().any(|(_, _, known)| known.iter().rev().eq(&line));
            if let Some(end) = line.last().filter(|_| is_new) {
                found.push((name, sketch.cell(*end), line.clone()));
            }
        }
    }
    found.sort();
    let drawn = |line: Vec<Place>| line.into_iter().map(|place| sketch.middle(place)).collect();
    found.into_iter().map(|(from, to, line)| (from, to, drawn(line))).collect()
}

/// The cells of a line where it begins, turns and ends. None if no line leaves that way, or it ends nowhere.
fn follow(sketch: &Sketch, start: Place, mut way: Place) -> Option<Vec<Place>> {
    let mut line = vec![start];
    let mut at = step(start, way);
    while !is_point(sketch.cell(at)) {
        if sketch.cell(at) == '+' {
            if line.contains(&at) {
                return None;
            }
            line.push(at);
            let turns = [way, [-way[1], way[0]], [way[1], -way[0]]];
            way = turns.into_iter().find(|way| leads_on(sketch.cell(step(at, *way)), *way))?;
        } else if !leads_on(sketch.cell(at), way) {
            return None;
        }
        at = step(at, way);
    }
    line.push(at);
    (line.len() > 2 || step(start, way) != at).then_some(line)
}

fn leads_on(cell: char, way: Place) -> bool {
    match cell {
        '-' => way[0] != 0,
        '|' => way[1] != 0,
        cell => cell == '+' || is_point(cell),
    }
}

fn step([column, row]: Place, way: Place) -> Place {
    [column + way[0], row + way[1]]
}
