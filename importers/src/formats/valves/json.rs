//! Valves as JSON: features of GeoJSON, or a list of objects, alone or as the member `valves`.

use crate::formats::json::{Cursor, JsonError, JsonResult};

use super::{Said, Unread, field};

/// The valves of a text.
pub(super) fn said(text: &str) -> Result<Vec<Said>, Unread> {
    let mut reading =
        Reading { lines: Lines { text: text.as_bytes(), at: 0, line: 1 }, valves: Vec::new(), is_found: false };
    let mut cursor = Cursor::new(text.as_bytes());
    let read = reading.whole(&mut cursor).and_then(|()| cursor.end());
    match read {
        Ok(()) if reading.is_found => Ok(reading.valves),
        Ok(()) => Err(Unread::Broken(1)),
        Err(JsonError { at, .. }) => Err(Unread::Broken(Lines { text: text.as_bytes(), at: 0, line: 1 }.line_of(at))),
    }
}

/// Lines of a text whose places are asked in order.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn line_of(&mut self, at: usize) -> u64 {
        let between = self.text.get(self.at..at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.at = self.at.max(at);
        self.line
    }
}

struct Reading<'t> {
    lines: Lines<'t>,
    valves: Vec<Said>,
    is_found: bool,
}

impl Reading<'_> {
    fn whole<'t>(&mut self, cursor: &mut Cursor<'t>) -> JsonResult<()> {
        if cursor.peek()? == b'[' {
            return self.list(cursor);
        }
        cursor.object(|cursor, key| match &*key {
            "valves" | "features" => self.list(cursor),
            _ => cursor.any().map(drop),
        })
    }

    fn list(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<()> {
        self.is_found = true;
        cursor.array(|cursor| {
            cursor.peek()?;
            let mut said = Said { line: self.lines.line_of(cursor.position()), ..Said::default() };
            let mut own = None;
            cursor.object(|cursor, key| match &*key {
                "properties" if cursor.peek()? == b'{' => cursor.object(|cursor, key| value(cursor, &key, &mut said)),
                // A feature's own id, if its properties have none.
                "id" => {
                    own = text(cursor)?;
                    Ok(())
                }
                key => value(cursor, key, &mut said),
            })?;
            let [id, ..] = &mut said.values;
            *id = id.take().or(own);
            self.valves.push(said);
            Ok(())
        })
    }
}

/// Takes a member if it is one that is needed.
fn value(cursor: &mut Cursor<'_>, key: &str, said: &mut Said) -> JsonResult<()> {
    match field(key) {
        Some(at) => said.values[at] = text(cursor)?,
        None => {
            cursor.any()?;
        }
    }
    Ok(())
}

/// A text or a number as text; nothing for all else.
fn text(cursor: &mut Cursor<'_>) -> JsonResult<Option<String>> {
    let text = match cursor.peek()? {
        b'"' => cursor.string()?.trim().to_owned(),
        b'-' | b'0'..=b'9' => String::from_utf8_lossy(cursor.any()?).into_owned(),
        _ => {
            cursor.any()?;
            String::new()
        }
    };
    Ok((!text.is_empty()).then_some(text))
}
