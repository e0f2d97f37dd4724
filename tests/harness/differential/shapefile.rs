//! A Shapefile as bytes, laid out as programs do that write it once, edit it in place, or leave something behind; and spoilt.

use std::path::Path;

use crate::differential::{shapes, spoil, tables};
use crate::fuzz::Mutator;

/// A Shapefile.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) parts: Parts,
    /// Nothing is wrong with it, so that nothing is to be told of it.
    pub(super) is_clean: bool,
    /// What was done to it.
    pub(super) story: Vec<&'static str>,
}

/// Its parts as bytes.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) shp: Vec<u8>,
    pub(super) shx: Option<Vec<u8>>,
    pub(super) dbf: Vec<u8>,
}

impl Made {
    /// Writes the parts beside each other.
    pub(super) fn write(&self, path: &Path) {
        let write =
            |end: &str, bytes: &[u8]| std::fs::write(path.with_extension(end), bytes).expect("it can be written");
        write("shp", &self.parts.shp);
        write("dbf", &self.parts.dbf);
        write("cpg", b"UTF-8");
        if let Some(shx) = &self.parts.shx {
            write("shx", shx);
        }
    }
}

/// Any Shapefile.
pub(super) fn made(dice: &mut Mutator) -> Made {
    let mut story = Vec::new();
    let kind = shapes::any_type(dice);
    let (mut records, mut is_clean) = (Vec::new(), kind != 31);
    for _ in 0..dice.below(9) {
        let (record, is_right) = shapes::record(kind, dice);
        // Nothing there is told, too.
        is_clean &= is_right && record.len() > 4 && kind < 10;
        records.push(record);
    }
    let table = tables::made(records.len(), dice);
    let mut laid = Layout { kind, ..Layout::default() };
    let (shp, shx) = laid.file(&records, dice, &mut story);
    let has_index = dice.below(12) > 0 || laid.needs_index;
    let mut parts = Parts { shp, shx: has_index.then_some(shx), dbf: table.bytes };
    is_clean &= table.is_clean && !laid.is_told;
    if dice.below(8) == 0 {
        is_clean &= counts(&mut parts.dbf, dice, &mut story);
    }
    if dice.below(2) == 0 {
        is_clean = false;
        damage(&mut parts, dice, &mut story);
    }
    Made { parts, is_clean, story }
}

/// How records lie in the file.
#[derive(Default)]
struct Layout {
    kind: i32,
    /// Only the index tells which records count.
    needs_index: bool,
    /// Something about it is to be told.
    is_told: bool,
}

impl Layout {
    /// The `.shp` and its `.shx`.
    fn file(&mut self, records: &[Vec<u8>], dice: &mut Mutator, story: &mut Vec<&'static str>) -> (Vec<u8>, Vec<u8>) {
        let (mut shp, mut entries) = (vec![0; 100], vec![(0, 0); records.len()]);
        let mut order: Vec<usize> = (0..records.len()).collect();
        let way = dice.below(8);
        if way == 0 && records.len() > 1 {
            story.push("edited in place");
            self.needs_index = true;
            self.put(&mut shp, dice.below(3), &records[1]);
            let first = order.remove(0);
            order.push(first);
        }
        for at in order {
            if way == 1 {
                story.push("bytes between records");
                self.needs_index = true;
                let gap = 2 * dice.below(20);
                shp.extend((0..gap).map(|_| dice.below(256) as u8));
            }
            let number = if way == 2 { 0 } else { at + 1 };
            entries[at] = (shp.len(), records[at].len());
            self.put(&mut shp, number, &records[at]);
        }
        if way == 5 && !entries.is_empty() {
            story.push("a shape deleted in the index");
            (self.needs_index, self.is_told) = (true, true);
            let deleted = dice.below(entries.len());
            entries[deleted] = (0, 0);
        }
        let length = shp.len();
        if way == 3 {
            story.push("bytes behind the end");
            let rest = dice.below(80);
            shp.extend((0..rest).map(|_| dice.below(256) as u8));
        }
        let longer = if way == 4 { 8 } else { 0 };
        let mut shx = vec![0; 100];
        for (at, length) in entries {
            let longer = if at == 0 { 0 } else { longer };
            shx.extend((at as u32 / 2).to_be_bytes());
            shx.extend(((length + longer) as u32 / 2).to_be_bytes());
        }
        self.head(&mut shp, length);
        let length = shx.len();
        self.head(&mut shx, length);
        (shp, shx)
    }

    fn put(&self, shp: &mut Vec<u8>, number: usize, record: &[u8]) {
        shp.extend((number as u32).to_be_bytes());
        shp.extend((record.len() as u32 / 2).to_be_bytes());
        shp.extend(record);
    }

    fn head(&self, file: &mut [u8], length: usize) {
        file[..4].copy_from_slice(&9994_u32.to_be_bytes());
        file[24..28].copy_from_slice(&(length as u32 / 2).to_be_bytes());
        file[28..32].copy_from_slice(&1000_u32.to_le_bytes());
        file[32..36].copy_from_slice(&self.kind.to_le_bytes());
    }
}

/// A table with rows behind those that its header counts, or with fewer or more than there are shapes. True if nothing is to be told.
fn counts(dbf: &mut Vec<u8>, dice: &mut Mutator, story: &mut Vec<&'static str>) -> bool {
    let row = usize::from(u16::from_le_bytes([dbf[10], dbf[11]]));
    match dice.below(4) {
        0 => {
            story.push("rows behind the end of the table");
            let more = vec![b' '; row * (1 + dice.below(3))];
            dbf.extend(more);
            true
        }
        1 => {
            story.push("rows beyond the header's count");
            dbf.pop();
            let more = vec![b' '; row * (1 + dice.below(3))];
            dbf.extend(more);
            false
        }
        2 => {
            story.push("fewer rows than shapes");
            let is_empty = dbf[4] == 0;
            dbf[4] = dbf[4].saturating_sub(1);
            is_empty
        }
        _ => {
            story.push("more rows than shapes");
            dbf.pop();
            dbf[4] += 2;
            dbf.extend(vec![b' '; 2 * row]);
            dbf.push(0x1A);
            false
        }
    }
}

fn damage(parts: &mut Parts, dice: &mut Mutator, story: &mut Vec<&'static str>) {
    match (dice.below(5), &mut parts.shx) {
        (0 | 1, _) => {
            story.push("shapes damaged");
            spoil::spoil(&mut parts.shp, 100, dice);
        }
        (2, Some(shx)) => {
            story.push("index damaged");
            spoil::spoil(shx, 100, dice);
        }
        _ => {
            story.push("table damaged");
            spoil::spoil(&mut parts.dbf, 32, dice);
        }
    }
}
