//! Where the nodes lie that something is made of: two sorted lists, 16 bytes a node, instead of all nodes of the file.

use geo_types::Coord;

/// Most nodes kept: 320 MB, four times what all of Vietnam's roads need; the layer with most comes from a file of about a gigabyte.
pub(super) const MOST_NODES: usize = 20_000_000;

/// What no place is.
const NOWHERE: [i32; 2] = [i32::MAX; 2];

/// Nodes by id.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    ids: Vec<i64>,
    places: Vec<[i32; 2]>,
    /// How many ids are known to be sorted and each there once.
    settled: usize,
}

/// There are more nodes than can be kept.
#[derive(Debug)]
pub(super) struct TooMany;

impl Nodes {
    /// Asks for the places of these nodes.
    pub(super) fn want(&mut self, ids: &[i64]) -> Result<(), TooMany> {
        /// Sorting anew after fewer costs more than it saves.
        const LEAST: usize = 1 << 20;
        self.ids.extend_from_slice(ids);
        if self.ids.len() > 2 * self.settled + LEAST {
            self.settle()?;
        }
        Ok(())
    }

    /// All nodes are asked for: their places may come.
    pub(super) fn settle(&mut self) -> Result<(), TooMany> {
        self.ids.sort_unstable();
        self.ids.dedup();
        self.settled = self.ids.len();
        if self.settled > MOST_NODES { Err(TooMany) } else { Ok(()) }
    }

    /// Where a node lies, if it was asked for.
    pub(super) fn put(&mut self, id: i64, place: [i32; 2]) {
        if self.places.len() < self.ids.len() {
            self.places.resize(self.ids.len(), NOWHERE);
        }
        if let Ok(at) = self.ids.binary_search(&id) {
            self.places[at] = place;
        }
    }

    /// The places of nodes in order, without those that are not in the file; `missing` counts these.
    pub(super) fn line(&self, ids: &[i64], missing: &mut u64) -> Vec<Coord<f64>> {
        let place = |id: &i64| {
            let at = self.ids.binary_search(id).ok()?;
            self.places.get(at).copied().filter(|place| *place != NOWHERE).map(degrees)
        };
        let line: Vec<Coord<f64>> = ids.iter().filter_map(place).collect();
        *missing += (ids.len() - line.len()) as u64;
        line
    }
}

/// Ten-millionths of a degree as degrees.
pub(super) fn degrees([lon, lat]: [i32; 2]) -> Coord<f64> {
    Coord { x: f64::from(lon) / 1e7, y: f64::from(lat) / 1e7 }
}
