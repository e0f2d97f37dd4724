//! The parts of a topology, found in its text: where each arc begins, its objects, and how positions are quantised.

use std::cell::Cell;

use crate::error::ImportError;
use crate::formats::json::{Cursor, JsonErrorKind, JsonResult};
use crate::formats::source::SourceFile;

/// Most arcs: a text of the largest size whose arcs have two positions each. Each costs four bytes.
const MAX_ARCS: usize = 40_000_000;
/// Most objects that are remembered; each is a layer to choose from.
const MAX_OBJECTS: usize = 10_000;
/// How often the text may be read again for the arcs that shapes share. In a coverage each arc is used twice, in one of several
/// levels (province, district, commune) twice a level; a file that repeats one arc for ever would never end.
const MAX_REPEATS: u64 = 32;
/// Small files may repeat what they like: so many bytes more.
const FREE_BYTES: u64 = 16 << 20;

/// The parts of a topology, as text.
pub(super) struct Topology<'a> {
    pub(super) text: &'a [u8],
    /// Where each arc begins.
    pub(super) arcs: Vec<u32>,
    objects: Vec<(String, &'a [u8])>,
    pub(super) crs: Option<&'a [u8]>,
    /// Scale and translation of quantised positions, which are then differences.
    pub(super) transform: Option<([f64; 2], [f64; 2])>,
    /// Bytes of arcs that may still be read.
    pub(super) left: Cell<u64>,
}

impl<'a> Topology<'a> {
    pub(super) fn read(text: &'a [u8]) -> JsonResult<Self> {
        let left = Cell::new(MAX_REPEATS * text.len() as u64 + FREE_BYTES);
        let mut topology = Self { text, arcs: Vec::new(), objects: Vec::new(), crs: None, transform: None, left };
        let mut cursor = Cursor::new(text);
        cursor.object(|cursor, key| {
            match &*key {
                "arcs" => cursor.array(|cursor| {
                    cursor.peek()?;
                    // The text is shorter than 2^32 bytes.
                    topology.arcs.push(cursor.position() as u32);
                    if topology.arcs.len() > MAX_ARCS {
                        return Err(cursor.error_in_text(JsonErrorKind::TooLarge));
                    }
                    cursor.any().map(drop)
                })?,
                "objects" => cursor.object(|cursor, name| {
                    let object = cursor.any()?;
                    if topology.objects.len() < MAX_OBJECTS {
                        topology.objects.push((name.into_owned(), object));
                    }
                    Ok(())
                })?,
                "transform" => topology.transform = transform(cursor)?,
                "crs" => topology.crs = Some(cursor.any()?),
                _ => cursor.any().map(drop)?,
            }
            Ok(())
        })?;
        cursor.end()?;
        Ok(topology)
    }

    /// The object asked for, the one called like the layer, or the only one.
    pub(super) fn object(&self, source: SourceFile<'_>) -> Result<&'a [u8], ImportError> {
        let names: Vec<&str> = self.objects.iter().map(|(name, _)| name.as_str()).collect();
        Ok(self.objects[source.chosen(&names)?].1)
    }
}

fn transform(cursor: &mut Cursor<'_>) -> JsonResult<Option<([f64; 2], [f64; 2])>> {
    if cursor.null()? {
        return Ok(None);
    }
    let (mut scale, mut translate) = ([1.0; 2], [0.0; 2]);
    cursor.object(|cursor, key| match &*key {
        "scale" => pair(cursor).map(|(read, _)| scale = read),
        "translate" => pair(cursor).map(|(read, _)| translate = read),
        _ => cursor.any().map(drop),
    })?;
    Ok(Some((scale, translate)))
}

/// Two numbers, and whether more followed.
pub(super) fn pair(cursor: &mut Cursor<'_>) -> JsonResult<([f64; 2], bool)> {
    let mut numbers = [f64::NAN; 2];
    let mut count = 0;
    cursor.array(|cursor| {
        match numbers.get_mut(count) {
            Some(number) => *number = cursor.float()?,
            None => drop(cursor.any()?),
        }
        count += 1;
        Ok(())
    })?;
    if count < 2 { Err(cursor.error(JsonErrorKind::Unexpected)) } else { Ok((numbers, count > 2)) }
}
