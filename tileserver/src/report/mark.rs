//! What can stand on a page. Places are millimetres from its upper left corner, to the right and down.

use super::face::Weight;

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Colour(pub(crate) [u8; 3]);

/// How an area is filled: a colour, or none.
pub(crate) type Tint = Option<Colour>;

/// A line's colour and width in millimetres; dashed in pieces of so many millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pen {
    pub(crate) colour: Colour,
    pub(crate) width: f32,
    pub(crate) dash: Option<f32>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// A line of text from a place on its baseline.
    Text { at: [f32; 2], weight: Weight, size: f32, colour: Colour, text: String },
    /// Rings, filled by the even-odd rule and drawn around.
    Area { rings: Vec<Vec<[f32; 2]>>, tint: Tint, pen: Option<Pen> },
    /// A line through places.
    Line { points: Vec<[f32; 2]>, pen: Pen },
    /// A box (left, top, right, bottom) that leads to an address.
    Link { area: [f32; 4], address: String },
}

impl Colour {
    pub(crate) const BLACK: Self = Self([0, 0, 0]);
    pub(crate) const WHITE: Self = Self([255, 255, 255]);
    /// For what is said beside the matter; on white it has a contrast of 7:1.
    pub(crate) const GREY: Self = Self([85, 85, 85]);
    /// For rules of tables.
    pub(crate) const RULE: Self = Self([190, 190, 190]);

    /// The same on white, of a strength from 0 to 1: paper and old viewers know no transparency.
    pub(crate) fn at(self, strength: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255")]
        Self(self.0.map(|part| (255.0 - (255.0 - f32::from(part)) * strength).round().clamp(0.0, 255.0) as u8))
    }

    /// `#cc9900`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Pen {
    pub(crate) const fn new(colour: Colour, width: f32) -> Self {
        Self { colour, width, dash: None }
    }
}

impl Mark {
    /// A box that is filled.
    pub(crate) fn filled([left, top, right, bottom]: [f32; 4], colour: Colour) -> Self {
        let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        Self::Area { rings: vec![ring], tint: Some(colour), pen: None }
    }

    /// A box that is drawn around.
    pub(crate) fn framed([left, top, right, bottom]: [f32; 4], pen: Pen) -> Self {
        let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        Self::Area { rings: vec![ring], tint: None, pen: Some(pen) }
    }
}
