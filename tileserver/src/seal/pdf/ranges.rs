//! What the signatures of a file say they cover, wherever in it they stand. Nothing else of the file is understood.

use std::ops::Range;

use memchr::memmem::find_iter;

const KEY: &[u8] = b"/ByteRange";

/// Most signatures of a file: an office's letter carries three or four, and each of ours is another look at the whole file.
pub(in crate::seal) const MOST: usize = 16;

/// What one of them says: from, how many, from, how many. None if it says nothing of the kind.
pub(in crate::seal) type Said = Option<[u64; 4]>;

/// All of a file; `None` if there are too many.
pub(in crate::seal) fn all(file: &[u8]) -> Option<Vec<Said>> {
    let mut said = Vec::new();
    for at in find_iter(file, KEY) {
        if said.len() == MOST {
            return None;
        }
        said.push(numbers(&file[at + KEY.len()..]));
    }
    Some(said)
}

fn numbers(text: &[u8]) -> Said {
    // Four numbers of ten digits, and room for another program's line breaks.
    let text = &text[..text.len().min(200)];
    let end = text.iter().position(|byte| *byte == b']')?;
    let inside = std::str::from_utf8(&text[..end]).ok()?.trim_ascii_start().strip_prefix('[')?;
    let numbers: Option<Vec<u64>> = inside.split_ascii_whitespace().map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// Where a signature stands and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seal) struct Covered {
    pub(in crate::seal) before: Range<usize>,
    /// The signature itself, with its brackets.
    pub(in crate::seal) hole: Range<usize>,
    /// Up to where it says that it covers the file, which may be beyond its end.
    pub(in crate::seal) end: Option<usize>,
}

impl Covered {
    /// Of a file of so many bytes; `None` if the signature cannot lie within.
    pub(in crate::seal) fn of(said: Said, bytes: usize) -> Option<Self> {
        let [from, many, then, rest] = said?.map(usize::try_from);
        let (from, many, then, rest) = (from.ok()?, many.ok()?, then.ok()?, rest.ok()?);
        let hole = from.checked_add(many)?..then;
        let fits = hole.start < hole.end && hole.end <= bytes;
        let end = then.checked_add(rest).filter(|end| *end <= bytes);
        fits.then_some(Self { before: from..hole.start, hole, end })
    }
}
