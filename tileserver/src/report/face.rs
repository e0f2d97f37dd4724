//! The typeface of sheets, Be Vietnam Pro (SIL Open Font License 1.1, `tileserver/fonts/OFL.txt`), in two weights, and how wide a text is.
//!
//! A letter is one glyph with its own advance, and nothing is moved for the sake of pairs: Vietnamese needs no more once its letters are
//! composed (NFC), and what is measured is what is drawn.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use krilla::Data;
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    /// For reading.
    Regular,
    /// For what stands out.
    SemiBold,
}

/// One weight: its letters, and the file a document takes them from.
pub(super) struct Face {
    pub(super) font: Font,
    glyphs: HashMap<char, Letter>,
    unknown: Letter,
}

/// A letter's glyph, and its advance in sizes of the letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub(super) glyph: u32,
    pub(super) advance: f32,
}

const FILES: [&[u8]; 2] =
    [include_bytes!("../../fonts/BeVietnamPro-Regular.ttf"), include_bytes!("../../fonts/BeVietnamPro-SemiBold.ttf")];

impl Face {
    /// One of the two; `None` if its file is broken.
    pub(super) fn of(weight: Weight) -> Option<&'static Self> {
        static FACES: OnceLock<[Option<Face>; 2]> = OnceLock::new();
        let faces = FACES.get_or_init(|| FILES.map(Self::read));
        match weight {
            Weight::Regular => faces[0].as_ref(),
            Weight::SemiBold => faces[1].as_ref(),
        }
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let file = FontRef::new(bytes).ok()?;
        let metrics = file.glyph_metrics(Size::unscaled(), LocationRef::default());
        let font = Font::new(Data::from(bytes.to_vec()), 0)?;
        let em = font.units_per_em();
        let letter = |glyph: skrifa::GlyphId| Letter {
            glyph: glyph.to_u32(),
            advance: metrics.advance_width(glyph).unwrap_or(em / 2.0) / em,
        };
        let charmap = file.charmap();
        let known = charmap.mappings().filter_map(|(code, glyph)| Some((char::from_u32(code)?, letter(glyph))));
        Some(Self { font, glyphs: known.collect(), unknown: letter(skrifa::GlyphId::new(0)) })
    }

    /// The letter of a sign; an empty box if the typeface has none.
    pub(super) fn letter(&self, sign: char) -> Letter {
        self.glyphs.get(&sign).copied().unwrap_or(self.unknown)
    }
}

#[cfg(test)]
impl Face {
    pub(super) fn has(&self, sign: char) -> bool {
        self.glyphs.contains_key(&sign)
    }
}

/// How wide a text is, in millimetres, at a size in points. It must be composed.
pub(crate) fn width(text: &str, weight: Weight, size: f32) -> f32 {
    let Some(face) = Face::of(weight) else { return 0.0 };
    text.chars().map(|sign| face.letter(sign).advance).sum::<f32>() * size * MM_PER_POINT
}

/// Millimetres of a point.
pub(super) const MM_PER_POINT: f32 = 25.4 / 72.0;

/// A text as it is set: composed, and without signs that no page has.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    let is_plain = text.chars().all(|sign| sign.is_ascii_graphic() || sign == ' ');
    if is_plain {
        return Cow::Borrowed(text);
    }
    let shown = |sign: char| if sign.is_control() { ' ' } else { sign };
    Cow::Owned(text.nfc().map(shown).collect())
}

/// Lines no wider than so many millimetres, broken between words, and within one that is wider by itself. At most so many lines: the last
/// one then ends in an ellipsis.
pub(super) fn lines(text: &str, (weight, size): (Weight, f32), widest: f32, most: usize) -> Vec<String> {
    let text = composed(text);
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let together = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&together, weight, size) <= widest {
            line = together;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for sign in word.chars() {
            line.push(sign);
            if width(&line, weight, size) > widest && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, sign.to_string()));
            }
        }
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(&format!("{last}…"), weight, size) > widest && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}
