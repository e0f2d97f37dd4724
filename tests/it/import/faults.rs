//! Sixty faults drawn by lot, twenty kinds three times over, each in a file that is otherwise right: all are told, by the name of their kind;
//! and the same sixty files without the fault raise no alarm. Faults of other formats, and of letters, are in `faults_elsewhere`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use spatial_core::message::Say;
use system_tests::fuzz::Mutator;
use system_tests::importing::{empty_store, import, request};

use crate::import::points::DEGREES;

/// Files of each kind.
const SEEDS: u64 = 3;
/// Fields of the table: name, type, width, decimals.
const FIELDS: [(&str, u8, u8, u8); 4] =
    [("SO_THUA", b'N', 8, 0), ("TEN", b'C', 24, 0), ("NGAY", b'D', 8, 0), ("DT", b'N', 10, 2)];
const NAMES: [&str; 4] = ["Phường Rạch Dừa", "Nguyễn Văn Trỗi", "Đường Lê Lợi", "Xã Long Sơn"];
/// Bytes of the table before its first row, of a row, and of the record of a square in the `.shp`.
const HEADER: usize = 32 + 32 * FIELDS.len() + 1;
const ROW: usize = 1 + 8 + 24 + 8 + 10;
const RECORD: usize = 8 + 128;

/// A parcel layer as bytes: squares beside each other, a row for each.
struct Parcels {
    count: usize,
    shp: Vec<u8>,
    shx: Option<Vec<u8>>,
    dbf: Vec<u8>,
    cpg: Option<String>,
    prj: String,
}

impl Parcels {
    fn drawn(dice: &mut Mutator) -> Self {
        let count = 3 + dice.below(6);
        let (mut shp, mut shx) = (head(100 + count * RECORD), head(100 + 8 * count));
        let mut dbf = table(count);
        let (west, south) = (107.0 + dice.below(50) as f64 / 100.0, 10.4 + dice.below(20) as f64 / 100.0);
        for at in 0..count {
            shx.extend([shp.len() as u32 / 2, 64].iter().flat_map(|word| word.to_be_bytes()));
            shp.extend([at as u32 + 1, 64].iter().flat_map(|word| word.to_be_bytes()));
            square(&mut shp, west + at as f64 * 0.002, south);
            let day = format!("20{:02}{:02}{:02}", dice.below(27), 1 + dice.below(12), 1 + dice.below(28));
            let name = NAMES[dice.below(NAMES.len())];
            let area = format!("{:.2}", 50.0 + dice.below(90_000) as f64 / 100.0);
            dbf.push(b' ');
            dbf.extend(format!("{:>8}", 1 + dice.below(900)).bytes());
            dbf.extend(name.bytes().chain(std::iter::repeat(b' ')).take(24));
            dbf.extend(format!("{day}{area:>10}").bytes());
        }
        dbf.push(0x1A);
        Self { count, shp, shx: Some(shx), dbf, cpg: Some("UTF-8".to_owned()), prj: DEGREES.to_owned() }
    }

    /// What stands in a field of a row.
    fn cell(&mut self, row: usize, field: usize) -> &mut [u8] {
        let before: usize = FIELDS[..field].iter().map(|field| usize::from(field.2)).sum();
        let from = HEADER + row * ROW + 1 + before;
        &mut self.dbf[from..from + usize::from(FIELDS[field].2)]
    }

    fn fill(&mut self, row: usize, field: usize, text: &[u8]) {
        let cell = self.cell(row, field);
        cell.fill(b' ');
        cell[..text.len()].copy_from_slice(text);
    }

    /// A corner of a square.
    fn corner(&mut self, shape: usize, corner: usize) -> &mut [u8] {
        let from = 100 + shape * RECORD + 8 + 48 + 16 * corner;
        &mut self.shp[from..from + 16]
    }

    fn write(&self, folder: &Path) -> PathBuf {
        let write = |end: &str, bytes: &[u8]| {
            std::fs::write(folder.join(format!("thua.{end}")), bytes).expect("a file can be written");
        };
        write("shp", &self.shp);
        write("dbf", &self.dbf);
        write("prj", self.prj.as_bytes());
        self.shx.iter().for_each(|bytes| write("shx", bytes));
        self.cpg.iter().for_each(|text| write("cpg", text.as_bytes()));
        folder.join("thua.shp")
    }
}

fn head(length: usize) -> Vec<u8> {
    let mut head = vec![0; 100];
    head[..4].copy_from_slice(&9994_u32.to_be_bytes());
    head[24..28].copy_from_slice(&(length as u32 / 2).to_be_bytes());
    head[28..32].copy_from_slice(&1000_u32.to_le_bytes());
    head[32] = 5;
    head
}

fn square(shp: &mut Vec<u8>, x: f64, y: f64) {
    let side = 0.001;
    shp.extend(5_u32.to_le_bytes());
    shp.extend([x, y, x + side, y + side].iter().flat_map(|number| number.to_le_bytes()));
    shp.extend([1_u32, 5, 0].iter().flat_map(|number| number.to_le_bytes()));
    let ring = [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]];
    shp.extend(ring.iter().flatten().flat_map(|number| number.to_le_bytes()));
}

fn table(rows: usize) -> Vec<u8> {
    let mut dbf = vec![3, 126, 11, 28, rows as u8, 0, 0, 0, HEADER as u8, 0, ROW as u8, 0];
    dbf.resize(32, 0);
    for (name, kind, width, decimals) in FIELDS {
        let mut field = [0; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        (field[11], field[16], field[17]) = (kind, width, decimals);
        dbf.extend(field);
    }
    dbf.push(0x0D);
    dbf
}

/// A kind of fault: what is done, and under which name it is told, as a finding or as the reason of a refusal.
type Kind = (&'static str, fn(&mut Parcels, &mut Mutator));

const KINDS: [Kind; 21] = [
    ("length-absurd", |parcels, dice| {
        parcels.shx = None;
        parcels.shp[24..28].copy_from_slice(&(dice.below(50) as u32).to_be_bytes());
    }),
    ("index-missing", |parcels, _| {
        // Edited in place: the first shape lies at the end once more, and nobody says so.
        parcels.shx = None;
        let first = parcels.shp[100..100 + RECORD].to_vec();
        parcels.shp.extend(first);
        let words = parcels.shp.len() as u32 / 2;
        parcels.shp[24..28].copy_from_slice(&words.to_be_bytes());
    }),
    ("index-unreadable", |parcels, dice| {
        parcels.shx.iter_mut().for_each(|bytes| bytes.truncate(20 + dice.below(70)));
    }),
    ("index-astray", |parcels, dice| {
        let at = 100 + 8 * dice.below(parcels.count);
        parcels.shx.iter_mut().for_each(|bytes| bytes[at..at + 4].copy_from_slice(&0x00FF_FFFF_u32.to_be_bytes()));
    }),
    ("rows-beyond", |parcels, dice| parcels.dbf[4] -= 1 + dice.below(2) as u8),
    ("rows-missing", |parcels, _| {
        let end = HEADER + (parcels.count - 1) * ROW;
        parcels.dbf.truncate(end);
        parcels.dbf.push(0x1A);
        parcels.dbf[4] -= 1;
    }),
    ("shapes-missing", |parcels, dice| {
        let row = HEADER + dice.below(parcels.count) * ROW;
        let more = parcels.dbf[row..row + ROW].to_vec();
        parcels.dbf.pop();
        parcels.dbf.extend(more);
        parcels.dbf.push(0x1A);
        parcels.dbf[4] += 1;
    }),
    ("rows-deleted", |parcels, dice| {
        let row = HEADER + dice.below(parcels.count) * ROW;
        parcels.dbf[row] = b'*';
    }),
    ("field-renamed", |parcels, _| parcels.dbf.copy_within(32..43, 32 + 32)),
    ("field-name-cut", |parcels, _| {
        // Ten bytes are what a name may have; the last letter has two, and one of them is left.
        parcels.dbf[64..74]
            .copy_from_slice(&"TEN_CHU_Đ".as_bytes()[..9].iter().copied().chain([0]).collect::<Vec<u8>>());
    }),
    ("text-cut", |parcels, dice| {
        let row = dice.below(parcels.count);
        parcels.fill(row, 1, &"Phường Thắng Tam ở ở".as_bytes()[..24]);
    }),
    ("value-unreadable", |parcels, dice| {
        let row = dice.below(parcels.count);
        parcels.fill(row, 0, b"12a4");
    }),
    ("value-unreadable", |parcels, dice| {
        let row = dice.below(parcels.count);
        parcels.fill(row, 2, b"20261332");
    }),
    ("value-unreadable", |parcels, dice| {
        let row = dice.below(parcels.count);
        parcels.fill(row, 3, b"1.2.3");
    }),
    ("self-intersection", |parcels, dice| {
        let shape = dice.below(parcels.count);
        let (one, other) = (parcels.corner(shape, 1).to_vec(), parcels.corner(shape, 2).to_vec());
        parcels.corner(shape, 1).copy_from_slice(&other);
        parcels.corner(shape, 2).copy_from_slice(&one);
    }),
    ("coordinate-not-finite", |parcels, dice| {
        let shape = dice.below(parcels.count);
        let corner = dice.below(5);
        parcels.corner(shape, corner)[..8].copy_from_slice(&f64::NAN.to_le_bytes());
    }),
    ("ring-not-closed", |parcels, dice| {
        let shape = dice.below(parcels.count);
        let inner = parcels.corner(shape, 2).to_vec();
        let x = f64::from_le_bytes(inner[..8].try_into().expect("eight bytes")) - 0.0003;
        parcels.corner(shape, 4)[..8].copy_from_slice(&x.to_le_bytes());
    }),
    ("self-intersection", |parcels, dice| {
        let shape = dice.below(parcels.count);
        // All on one line.
        let x: [u8; 8] = parcels.corner(shape, 0)[..8].try_into().expect("eight bytes");
        (1..4).for_each(|corner| parcels.corner(shape, corner)[..8].copy_from_slice(&x));
        let y = f64::from_le_bytes(parcels.corner(shape, 2)[8..].try_into().expect("eight bytes")) - 0.0004;
        parcels.corner(shape, 2)[8..].copy_from_slice(&y.to_le_bytes());
        parcels.corner(shape, 3)[8..].copy_from_slice(&(y - 0.0003).to_le_bytes());
    }),
    ("geometry-missing", |parcels, dice| {
        let from = 100 + dice.below(parcels.count) * RECORD + 8;
        parcels.shp[from..from + 4].fill(0);
    }),
    ("text-recognised", |parcels, _| parcels.cpg = Some("1252".to_owned())),
    ("import-truncated", |parcels, dice| parcels.dbf.truncate(HEADER - 1 - dice.below(100))),
];

/// Under which names something was told, of an import of its own.
async fn told(parcels: &Parcels) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let store = empty_store(folder.path()).await;
    let file = parcels.write(folder.path());
    match import(&store, request(file, "thua")).await {
        Ok(report) => report.counts.keys().map(|code| (*code).to_owned()).collect(),
        Err(error) => BTreeSet::from([error.message().code.to_owned()]),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_faults_are_told_and_without_them_nothing_is() {
    let (mut silent, mut alarms) = (Vec::new(), Vec::new());
    for (number, (name, spoil)) in (0_u64..).zip(KINDS) {
        for seed in 0..SEEDS {
            let mut dice = Mutator::new(0x6661_756c_7473 ^ (number * SEEDS + seed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let mut parcels = Parcels::drawn(&mut dice);
            let clean = told(&parcels).await;
            if !clean.is_empty() {
                alarms.push(format!("{name} {seed}: {clean:?}"));
            }
            spoil(&mut parcels, &mut dice);
            let found = told(&parcels).await;
            if !found.contains(name) {
                silent.push(format!("{name} {seed}: {found:?}"));
            }
        }
    }
    assert!(
        silent.is_empty() && alarms.is_empty(),
        "silent or called otherwise: {silent:#?}\nfalse alarms: {alarms:#?}"
    );
}
