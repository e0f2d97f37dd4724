//! Tables as `.dbf`: fields of all types with the values that programs write into them.

use crate::fuzz::Mutator;

/// A table as bytes.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) bytes: Vec<u8>,
    /// Nothing about it is to be told.
    pub(super) is_clean: bool,
}

struct Field {
    name: Vec<u8>,
    kind: u8,
    length: u8,
    decimals: u8,
}

const NAMES: [&str; 12] = [
    "so_thua",
    "SO_THUA",
    "TEN",
    "dientich",
    "DIEN_TICH",
    "ngay",
    "co_nha",
    "id",
    "tên",
    "geom",
    "source_id",
    "ghi chu",
];
const TEXTS: [&str; 9] =
    ["A", "Phường Rạch Dừa", "12/45", " trước", "sau ", "O'Neill", "Đường số 3, tổ 12", "x\ty", "ＡＢ"];

/// A table of so many rows.
pub(super) fn made(rows: usize, dice: &mut Mutator) -> Table {
    let mut is_clean = true;
    let fields: Vec<Field> = (0..1 + dice.below(6)).map(|at| field(at, dice, &mut is_clean)).collect();
    let names: Vec<&[u8]> = fields.iter().map(|field| &field.name[..]).collect();
    is_clean &= (0..names.len()).all(|at| !names[..at].contains(&names[at]));
    let row: usize = 1 + fields.iter().map(|field| usize::from(field.length)).sum::<usize>();
    let mut bytes = vec![0; 32];
    (bytes[0], bytes[1], bytes[2], bytes[3]) = (3, 126, 11, 28);
    bytes[4..8].copy_from_slice(&(rows as u32).to_le_bytes());
    bytes[8..10].copy_from_slice(&(32 * fields.len() as u16 + 33).to_le_bytes());
    bytes[10..12].copy_from_slice(&(row as u16).to_le_bytes());
    for field in &fields {
        let mut descriptor = [0; 32];
        descriptor[..field.name.len()].copy_from_slice(&field.name);
        (descriptor[11], descriptor[16], descriptor[17]) = (field.kind, field.length, field.decimals);
        bytes.extend(descriptor);
    }
    bytes.push(0x0D);
    for _ in 0..rows {
        let is_deleted = dice.below(15) == 0;
        is_clean &= !is_deleted;
        bytes.push(if is_deleted { b'*' } else { b' ' });
        for field in &fields {
            let length = usize::from(field.length);
            let mut value = value(field, dice, &mut is_clean);
            value.resize(length, b' ');
            bytes.extend(value);
        }
    }
    bytes.push(0x1A);
    Table { bytes, is_clean }
}

fn field(at: usize, dice: &mut Mutator, is_clean: &mut bool) -> Field {
    let mut name = match dice.below(3) {
        0 => format!("f{at}").into_bytes(),
        _ => NAMES[dice.below(NAMES.len())].as_bytes().to_vec(),
    };
    if dice.below(30) == 0 {
        // The name ends within a letter, as one does that is longer than ten bytes.
        name = "chủ sử".as_bytes()[..9].to_vec();
        *is_clean = false;
    }
    let (kind, length, decimals) = match dice.below(7) {
        0 | 1 => (b'C', 1 + dice.below(40) as u8, 0),
        2 => (b'N', 1 + dice.below(20) as u8, 0),
        3 => (b'N', 8 + dice.below(16) as u8, 1 + dice.below(6) as u8),
        4 => (b'F', 19, 11),
        5 => (b'D', 8, 0),
        _ => (b'L', 1, 0),
    };
    Field { name, kind, length, decimals }
}

fn value(field: &Field, dice: &mut Mutator, is_clean: &mut bool) -> Vec<u8> {
    let length = usize::from(field.length);
    let right = |text: String| format!("{text:>length$}").into_bytes();
    let mut value = match (field.kind, dice.below(8)) {
        (b'N' | b'F', 0) => vec![b'*'; length],
        (_, 0) => vec![b' '; length],
        (_, 1) => vec![0; length],
        (b'C', _) => TEXTS[dice.below(TEXTS.len())].repeat(1 + dice.below(3)).into_bytes(),
        (b'N', 2) if field.decimals == 0 && length > 4 => right(format!("{}.0", dice.below(99))),
        (b'N', 3) if length > 6 => right(format!("-{}", dice.below(9999))),
        (b'N', _) if field.decimals == 0 => right(dice.below(10_usize.pow(length.min(15) as u32)).to_string()),
        (b'N', _) => {
            let decimals = usize::from(field.decimals).min(length - 3);
            right(format!("{:.decimals$}", dice.below(99_999_999) as f64 / 1e7))
        }
        (b'F', _) => right(format!("{:.11e}", dice.below(1_000_000) as f64 / 77.0)),
        (b'D', 2) => vec![b'0'; length],
        (b'D', _) => {
            format!("{}{:02}{:02}", 1990 + dice.below(40), 1 + dice.below(12), 1 + dice.below(28)).into_bytes()
        }
        _ => vec![b"TFtfYyNn?"[dice.below(9)]],
    };
    if value.len() > length {
        value.truncate(length);
        // A letter or a number may be cut.
        *is_clean &= std::str::from_utf8(&value).is_ok();
        if field.kind != b'C' {
            value = vec![b' '; length];
        }
    }
    value
}
