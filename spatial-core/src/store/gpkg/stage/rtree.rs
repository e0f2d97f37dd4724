//! Fills an empty R-tree in one go, packed in Hilbert order: each node is written once and full.
//!
//! It writes the tree's own tables (`_node`, `_rowid`, `_parent`), whose form SQLite documents (rtree.c, "Database Format of
//! R-Tree Tables") and `rtreecheck` verifies.

use rusqlite::{Connection, Result, params};

use crate::geometry::{DrawingBox, Envelope};
use crate::index::hilbert_key;
use crate::store::form::ident::quoted;

/// Bytes before the cells of a node.
const HEADER: usize = 4;
/// Bytes of a cell in two dimensions: id and four sides.
const CELL: usize = 24;

/// A feature's box as the tree keeps it: rounded outward to 32 bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Boxed {
    pub id: u64,
    min: [f32; 2],
    max: [f32; 2],
}

impl Boxed {
    pub(super) fn new(id: u64, envelope: Envelope) -> Self {
        Self { id, min: envelope.min.map(rounded_down), max: envelope.max.map(rounded_up) }
    }

    fn merged(self, other: &Self) -> Self {
        let min = |axis: usize| self.min[axis].min(other.min[axis]);
        let max = |axis: usize| self.max[axis].max(other.max[axis]);
        Self { id: self.id, min: [min(0), min(1)], max: [max(0), max(1)] }
    }
}

fn rounded_down(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) > value { near.next_down() } else { near }
}

fn rounded_up(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) < value { near.next_up() } else { near }
}

/// Makes the R-tree table.
pub(in crate::store::gpkg) fn create(connection: &Connection, tree: &str) -> Result<()> {
    connection.execute_batch(&format!("CREATE VIRTUAL TABLE {} USING rtree(id, minx, maxx, miny, maxy)", quoted(tree)))
}

/// Fills an empty tree with boxes in order of the curve.
pub(super) fn fill(connection: &Connection, tree: &str, boxes: &[Boxed]) -> Result<()> {
    if boxes.is_empty() {
        return Ok(());
    }
    let mut nodes = Nodes::new(connection, tree)?;
    let mut homes: Vec<(u64, i64)> = Vec::with_capacity(boxes.len());
    let mut level = nodes.level(boxes, 0, |id, node| homes.push((id, node)))?;
    let mut depth = 0;
    while level.len() > 1 {
        depth += 1;
        let mut parents = Vec::with_capacity(level.len());
        let next = nodes.level(&level, depth, |child, node| parents.push((child, node)))?;
        nodes.link("_parent", &parents)?;
        level = next;
    }
    homes.sort_unstable();
    nodes.link("_rowid", &homes)
}

/// Adds to a tree that may have nodes already, one by one.
pub(super) fn add(connection: &Connection, tree: &str, boxes: &[Boxed]) -> Result<()> {
    let mut insert = connection.prepare(&format!("INSERT INTO {} VALUES (?1, ?2, ?3, ?4, ?5)", quoted(tree)))?;
    for boxed in boxes {
        insert.execute(params![boxed.id, boxed.min[0], boxed.max[0], boxed.min[1], boxed.max[1]])?;
    }
    Ok(())
}

/// Sorts boxes along the Hilbert curve.
pub(super) fn along_the_curve(boxes: &mut [Boxed]) {
    let Some(whole) = boxes.iter().copied().reduce(|whole, next| whole.merged(&next)) else { return };
    let side = (0..2).map(|axis| whole.max[axis] - whole.min[axis]).fold(f32::MIN_POSITIVE, f32::max);
    let within = DrawingBox { min: [0; 2], max: [u32::from(u16::MAX); 2] };
    let cell = |boxed: &Boxed, axis: usize| {
        let middle = (boxed.min[axis] - whole.min[axis]) + (boxed.max[axis] - boxed.min[axis]) / 2.0;
        (middle / side * f32::from(u16::MAX)) as u32
    };
    boxes.sort_by_cached_key(|boxed| (hilbert_key([cell(boxed, 0), cell(boxed, 1)], &within), boxed.id));
}

struct Nodes<'a> {
    connection: &'a Connection,
    tree: &'a str,
    /// Bytes of a node; SQLite derives it from the page size when the tree is made, and every node has it.
    size: usize,
    last: i64,
}

impl<'a> Nodes<'a> {
    /// The root is node 1, so others begin at 2.
    fn new(connection: &'a Connection, tree: &'a str) -> Result<Self> {
        let sql = format!("SELECT length(data) FROM {} WHERE nodeno = 1", quoted(&format!("{tree}_node")));
        Ok(Self { connection, tree, size: connection.query_row(&sql, [], |row| row.get(0))?, last: 1 })
    }

    /// Writes the nodes over one level of cells; returns the cells of the level above. A level with one node is the root.
    fn level(&mut self, cells: &[Boxed], depth: u16, mut housed: impl FnMut(u64, i64)) -> Result<Vec<Boxed>> {
        let table = quoted(&format!("{}_node", self.tree));
        let mut put =
            self.connection.prepare(&format!("INSERT OR REPLACE INTO {table} (nodeno, data) VALUES (?1, ?2)"))?;
        let most = (self.size - HEADER) / CELL;
        let is_root = cells.len() <= most;
        let mut above = Vec::with_capacity(cells.len().div_ceil(most));
        for group in cells.chunks(most) {
            let number = if is_root { 1 } else { self.last + 1 };
            self.last = self.last.max(number);
            put.execute(params![number, self.node(group, if is_root { depth } else { 0 })])?;
            group.iter().for_each(|cell| housed(cell.id, number));
            let whole = group.iter().copied().reduce(|whole, next| whole.merged(&next));
            above.extend(whole.map(|whole| Boxed { id: number.unsigned_abs(), ..whole }));
        }
        Ok(above)
    }

    /// A node: depth of the tree (root only), number of cells, cells; big-endian, padded to its fixed size.
    fn node(&self, cells: &[Boxed], depth: u16) -> Vec<u8> {
        let mut data = Vec::with_capacity(self.size);
        data.extend_from_slice(&depth.to_be_bytes());
        data.extend_from_slice(&(cells.len() as u16).to_be_bytes());
        for cell in cells {
            data.extend_from_slice(&cell.id.to_be_bytes());
            for value in [cell.min[0], cell.max[0], cell.min[1], cell.max[1]] {
                data.extend_from_slice(&value.to_be_bytes());
            }
        }
        data.resize(self.size, 0);
        data
    }

    /// Writes which node holds which cell.
    fn link(&self, suffix: &str, pairs: &[(u64, i64)]) -> Result<()> {
        let table = quoted(&format!("{}{suffix}", self.tree));
        let mut put = self.connection.prepare(&format!("INSERT INTO {table} VALUES (?1, ?2)"))?;
        for (cell, node) in pairs {
            put.execute(params![cell, node])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_tree_is_sound_and_answers_like_a_grown_one() {
        let connection = Connection::open_in_memory().unwrap();
        for count in [0_u64, 1, 51, 52, 2601, 2602, 30_000] {
            let mut boxes: Vec<Boxed> = (1..=count)
                .map(|id| {
                    let (x, y) = ((id * 7919 % 10_007) as f64 * 1.37, (id * 104_729 % 10_009) as f64);
                    Boxed::new(id, Envelope { min: [x, y], max: [x + 15.3, y + 9.1] })
                })
                .collect();
            for tree in ["packed", "grown"] {
                connection.execute_batch(&format!("DROP TABLE IF EXISTS {tree}")).unwrap();
                create(&connection, tree).unwrap();
            }
            along_the_curve(&mut boxes);
            fill(&connection, "packed", &boxes).unwrap();
            add(&connection, "grown", &boxes).unwrap();
            let check: String = connection.query_row("SELECT rtreecheck('packed')", [], |row| row.get(0)).unwrap();
            assert_eq!(check, "ok", "{count}");
            let window = |tree: &str| -> Vec<u64> {
                let sql = format!(
                    "SELECT id FROM {tree} WHERE maxx >= 3000 AND minx <= 5000 AND maxy >= 100 AND miny <= 4000 ORDER BY id"
                );
                connection.prepare(&sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
            };
            assert_eq!(window("packed"), window("grown"));
            connection.execute("DELETE FROM packed WHERE id % 3 = 0", []).unwrap();
            add(&connection, "packed", &[Boxed::new(40_000, Envelope { min: [1.0, 1.0], max: [2.0, 2.0] })]).unwrap();
            let check: String = connection.query_row("SELECT rtreecheck('packed')", [], |row| row.get(0)).unwrap();
            assert_eq!(check, "ok", "{count} edited");
        }
    }
}
