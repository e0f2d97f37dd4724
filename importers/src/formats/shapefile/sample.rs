//! Texts out of a table, taken before it is read, for the encoding to be judged by.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use crate::formats::shapefile::cell::filled;
use crate::formats::shapefile::table::lengths;
use crate::text::TextSample;

/// Rows that are looked at, spread over the table: tables pieced together from several sources change on the way.
const ROWS: u64 = 4_000;
/// Largest header and row we look into: those of a table that can be read.
const LARGEST: usize = 1 << 16;

/// A sample of a table's texts, and the encoding byte of its header; what is no table gives nothing, and is refused by who reads it. Stands
/// at the start again.
pub(super) fn sampled(table: &mut File) -> io::Result<(TextSample, u8)> {
    let mut sample = TextSample::default();
    let mut head = [0; 32];
    let language = match table.read_exact(&mut head) {
        Ok(()) => {
            let _cut_short = look(table, head, &mut sample);
            head[29]
        }
        Err(_) => 0,
    };
    table.seek(SeekFrom::Start(0))?;
    Ok((sample, language))
}

fn look(table: &mut File, head: [u8; 32], sample: &mut TextSample) -> io::Result<()> {
    let number = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
    let (header, length) = (number(8), number(10));
    if !(33..=LARGEST).contains(&header) || length == 0 {
        return Ok(());
    }
    let mut descriptors = vec![0; header - 32];
    table.read_exact(&mut descriptors)?;
    let mut texts = Vec::new();
    let mut at = 1;
    for (field, width) in lengths(&descriptors, length) {
        sample.take(field[..11].split(|byte| *byte == 0).next().unwrap_or_default());
        texts.extend((field[11] == b'C').then_some(at..at + width));
        at += width;
    }
    let bytes = table.metadata()?.len().saturating_sub(header as u64);
    let rows = bytes / length as u64;
    let step = rows.div_ceil(ROWS).max(1);
    let mut input = BufReader::new(table);
    let mut row = vec![0; length];
    for number in (0..rows).step_by(usize::try_from(step).unwrap_or(usize::MAX)) {
        let start = header as u64 + number * length as u64;
        let from = input.stream_position()?;
        input.seek_relative(i64::try_from(start).unwrap_or(i64::MAX).saturating_sub_unsigned(from))?;
        input.read_exact(&mut row)?;
        if row[0] == b'*' {
            continue;
        }
        for text in texts.iter().filter_map(|place| row.get(place.clone())) {
            sample.take(without_cut_letter(filled(text)));
        }
    }
    Ok(())
}

/// Without a last letter of UTF-8 that did not fit into its field: it is no evidence against UTF-8.
fn without_cut_letter(text: &[u8]) -> &[u8] {
    match std::str::from_utf8(text) {
        Err(error) if error.error_len().is_none() => &text[..error.valid_up_to()],
        _ => text,
    }
}
