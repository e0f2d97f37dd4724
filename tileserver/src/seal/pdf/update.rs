//! An update behind a file that `report` wrote (ISO 32000-1, 7.5.6): the signature, an invisible field that holds it, and what names the
//! field: the first page and the catalogue.
//!
//! Our own hundred lines and no library that reads PDF: what is read is only what krilla wrote a moment ago (a table of objects, dictionaries
//! as plain text), and whatever is laid out otherwise is refused, which the tests would notice.

use std::ops::Range;

use super::signing::Signing;
use crate::seal::error::SealError;

/// Numbers of the widest range: files are far smaller than ten digits.
const RANGE_WIDE: usize = 40;

/// A file of ours, read as far as it takes to add to it.
#[derive(Debug)]
pub(super) struct Update {
    file: Vec<u8>,
    /// Where its table of objects begins.
    table: usize,
    /// Number of the next object.
    next: u32,
    catalogue: Object,
    page: Object,
    /// The rest of its trailer: `/Info 27 0 R/ID[…]`.
    rest: String,
}

/// An object's number, and its dictionary without the brackets around it.
#[derive(Debug)]
struct Object {
    number: u32,
    inside: String,
}

impl Update {
    /// Reads it.
    pub(super) fn of(file: Vec<u8>) -> Result<Self, SealError> {
        let missing = |missing| SealError::NotOurs { missing };
        let table = start(&file).ok_or_else(|| missing("startxref"))?;
        let text = file.get(table..).and_then(|tail| std::str::from_utf8(tail).ok()).ok_or_else(|| missing("xref"))?;
        let trailer = between(text, "trailer\n<<", ">>\nstartxref").ok_or_else(|| missing("trailer"))?;
        let read = |number| object(&file, text, number);
        let number = |dictionary: &str, key: &str| reference(dictionary, key);
        let catalogue = number(trailer, "/Root ").and_then(read).ok_or_else(|| missing("catalogue"))?;
        let pages = number(&catalogue.inside, "/Pages ").and_then(read).ok_or_else(|| missing("pages"))?;
        let page = number(&pages.inside, "/Kids[").and_then(read).filter(|page| page.inside.contains("/Type/Page/"));
        let page = page.ok_or_else(|| missing("page"))?;
        let next = reference(trailer, "/Size ").ok_or_else(|| missing("size"))?;
        let rest = trailer.find("/Info ").and_then(|at| trailer.get(at..)).ok_or_else(|| missing("info"))?.to_owned();
        if catalogue.inside.contains("/AcroForm") {
            return Err(missing("room for a form"));
        }
        Ok(Self { table, next, catalogue, page, rest, file })
    }

    /// The file with all of it, and the place of the signature in brackets, which is zeros yet.
    pub(super) fn written(
        self,
        name: &str,
        signing: &Signing,
        room: usize,
    ) -> Result<(Vec<u8>, Range<usize>), SealError> {
        let Self { mut file, table, next, catalogue, page, rest } = self;
        let (signature, field) = (next, next + 1);
        let mut places: Vec<(u32, usize)> = Vec::new();
        let mut begin = |file: &mut Vec<u8>, number: u32| {
            places.push((number, file.len()));
            file.extend_from_slice(format!("{number} 0 obj\n<<").as_bytes());
        };
        let end = b">>\nendobj\n";
        file.push(b'\n');

        begin(&mut file, signature);
        file.extend_from_slice(b"/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange");
        let range = file.len();
        file.extend(std::iter::repeat_n(b' ', RANGE_WIDE));
        file.extend_from_slice(b"/Contents");
        let from = file.len();
        file.push(b'<');
        file.extend(std::iter::repeat_n(b'0', 2 * room));
        file.push(b'>');
        let hole = from..file.len();
        let day = signing.day.replace('-', "");
        let said = format!("/M(D:{day})/Name{}/Reason{}", text(name), text(&signing.reason));
        file.extend_from_slice(said.as_bytes());
        file.extend_from_slice(end);

        begin(&mut file, field);
        let Object { number: on, inside: shown } = page;
        // Printed and locked, and without extent: nothing of it is seen.
        let widget =
            format!("/FT/Sig/T(Signature1)/V {signature} 0 R/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/F 132/P {on} 0 R");
        file.extend_from_slice(widget.as_bytes());
        file.extend_from_slice(end);

        begin(&mut file, on);
        file.extend_from_slice(annotated(&shown, field).as_bytes());
        file.extend_from_slice(end);

        begin(&mut file, catalogue.number);
        // Signed, and to be changed by adding behind it only (12.7.2).
        let form = format!("{}/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>", catalogue.inside);
        file.extend_from_slice(form.as_bytes());
        file.extend_from_slice(end);

        places.sort_unstable();
        let second = file.len();
        let lines: String = places.iter().map(|(number, at)| format!("{number} 1\n{at:010} 00000 n \n")).collect();
        let root = catalogue.number;
        let size = next + 2;
        let tail = format!(
            "xref\n{lines}trailer\n<</Size {size}/Root {root} 0 R/Prev {table}{rest}>>\nstartxref\n{second}\n%%EOF\n"
        );
        file.extend_from_slice(tail.as_bytes());

        let covered = format!("[0 {} {} {}]", hole.start, hole.end, file.len() - hole.end);
        if covered.len() > RANGE_WIDE {
            return Err(SealError::TooLarge { bytes: file.len() });
        }
        file[range..range + covered.len()].copy_from_slice(covered.as_bytes());
        Ok((file, hole))
    }
}

/// Where the last table of objects begins.
fn start(file: &[u8]) -> Option<usize> {
    let tail = std::str::from_utf8(file.get(file.len().saturating_sub(64)..)?);
    // Within the last bytes nothing but digits and keywords stands; a stream before them may be no text.
    let tail = tail.ok()?;
    let (_, number) = tail.rsplit_once("startxref\n")?;
    number.split('\n').next()?.parse().ok()
}

/// An object by its number.
fn object(file: &[u8], table: &str, number: u32) -> Option<Object> {
    let (head, entries) = table.strip_prefix("xref\n0 ")?.split_once('\n')?;
    let at = usize::try_from(number).ok().filter(|at| head.trim().parse().is_ok_and(|all: usize| *at < all))?;
    // Each line has twenty bytes (7.5.4).
    let offset: usize = entries.get(at * 20..at * 20 + 10)?.parse().ok()?;
    let from = file.get(offset..)?.strip_prefix(format!("{number} 0 obj\n<<").as_bytes())?;
    let end = b">>\nendobj";
    let to = from.windows(end.len()).position(|window| window == end)?;
    Some(Object { number, inside: std::str::from_utf8(&from[..to]).ok()?.to_owned() })
}

/// The number behind a key.
fn reference(dictionary: &str, key: &str) -> Option<u32> {
    let (_, rest) = dictionary.split_once(key)?;
    let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    rest.get(..digits)?.parse().ok()
}

fn between<'a>(text: &'a str, before: &str, behind: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(behind).map(|(inside, _)| inside)
}

/// A page's dictionary with one more annotation.
fn annotated(page: &str, field: u32) -> String {
    match page.split_once("/Annots[") {
        Some((before, behind)) => format!("{before}/Annots[{field} 0 R {behind}"),
        None => format!("{page}/Annots[{field} 0 R]"),
    }
}

/// A text as files hold it (7.9.2.2): as it is if all viewers read it so, else in UTF-16.
fn text(text: &str) -> String {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        let escaped = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        return format!("({escaped})");
    }
    let digits: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{digits}>")
}
