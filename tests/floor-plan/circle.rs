//! Knots: sets of nodes each of which reaches every other.

use std::collections::{BTreeMap, BTreeSet};

/// Who uses whom.
pub(crate) type Graph = BTreeMap<String, BTreeSet<String>>;

/// All knots of two nodes or more, the largest first.
pub(crate) fn knots(graph: &Graph) -> Vec<BTreeSet<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = graph.keys().map(|node| (node, reached(graph, node))).collect();
    let mut found = BTreeSet::new();
    for (node, others) in &reach {
        let back = |other: &&&String| reach.get(**other).is_some_and(|theirs| theirs.contains(node));
        let knot: BTreeSet<String> = others.iter().filter(back).map(|other| (*other).clone()).collect();
        if knot.len() > 1 {
            found.insert(knot);
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|knot| std::cmp::Reverse(knot.len()));
    found
}

/// Everything that can be reached from a node in one step or more.
fn reached<'a>(graph: &'a Graph, from: &String) -> BTreeSet<&'a String> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&String> = graph.get(from).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if seen.insert(next) {
            open.extend(graph.get(next).into_iter().flatten());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::{Graph, knots};

    fn graph(uses: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::new();
        for (from, to) in uses {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    }

    #[test]
    fn a_line_is_no_knot() {
        assert!(knots(&graph(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
    }

    #[test]
    fn two_knots_joined_by_one_way_stay_two() {
        let found = knots(&graph(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "d")]));
        let sizes: Vec<usize> = found.iter().map(std::collections::BTreeSet::len).collect();
        assert_eq!(sizes, [3, 2]);
    }
}
