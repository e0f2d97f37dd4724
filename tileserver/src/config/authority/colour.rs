//! A colour white letters can be read on, and what is made of it for pages in light and dark.
//!
//! Contrast is that of WCAG 2.2 (relative luminance): 4.5 for letters.

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// Why a text is no colour for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColourMistake {
    /// Not `#rrggbb`.
    NotAColour,
    /// White letters cannot be read on it.
    TooBright,
}

impl ColourMistake {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::NotAColour => "colour",
            Self::TooBright => "bright",
        }
    }
}

/// What letters need (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;
const WHITE: Colour = Colour([255; 3]);
const BLACK: Colour = Colour([0; 3]);
/// The lightest paper letters in the colour stand on in the dark (`tokens.css`, `--paper-soft`).
const DARK_PAPER: Colour = Colour([0x27, 0x2e, 0x34]);
/// The darkest in the light (`--ground`).
const LIGHT_GROUND: Colour = Colour([0xf4, 0xf2, 0xec]);

impl Colour {
    /// Reads `#rrggbb`, on which white letters can be read.
    pub(super) fn parse(text: &str) -> Result<Self, ColourMistake> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
        let part = |at: usize| u8::from_str_radix(&digits?[at..at + 2], 16).ok();
        let (Some(red), Some(green), Some(blue)) = (part(0), part(2), part(4)) else {
            return Err(ColourMistake::NotAColour);
        };
        let colour = Self([red, green, blue]);
        if colour.contrast(WHITE) >= READABLE { Ok(colour) } else { Err(ColourMistake::TooBright) }
    }

    /// As style sheets write it.
    pub(crate) fn css(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// A breath of it on white.
    pub(crate) fn soft(self) -> Self {
        self.towards(WHITE, 0.9)
    }

    /// The same for dark pages, below white letters.
    pub(crate) fn deep(self) -> Self {
        self.towards(BLACK, 0.45)
    }

    /// Of links on light pages.
    pub(crate) fn link(self) -> Self {
        self.until_read_on(LIGHT_GROUND, BLACK).until_read_on(self.soft(), BLACK)
    }

    /// Of links on dark pages.
    pub(crate) fn link_in_the_dark(self) -> Self {
        self.until_read_on(DARK_PAPER, WHITE)
    }

    fn until_read_on(self, ground: Self, aim: Self) -> Self {
        let steps = (0..=20).map(|step| self.towards(aim, f64::from(step) / 20.0));
        steps.into_iter().find(|colour| colour.contrast(ground) >= READABLE + 0.3).unwrap_or(aim)
    }

    /// On the way to another colour.
    fn towards(self, aim: Self, share: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
        let between = |at: usize| {
            let (from, to) = (f64::from(self.0[at]), f64::from(aim.0[at]));
            (from + (to - from) * share).round() as u8
        };
        Self([between(0), between(1), between(2)])
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_on_which_white_cannot_be_read_is_refused() {
        for (text, expected) in [
            ("#00595b", Ok(Colour([0, 0x59, 0x5b]))),
            ("#B3001B", Ok(Colour([0xb3, 0, 0x1b]))),
            ("#ffcc00", Err(ColourMistake::TooBright)),
            ("teal", Err(ColourMistake::NotAColour)),
            ("#12", Err(ColourMistake::NotAColour)),
            ("#é1234", Err(ColourMistake::NotAColour)),
            ("#12345g", Err(ColourMistake::NotAColour)),
        ] {
            assert_eq!(Colour::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_made_of_a_colour_can_be_read_where_it_stands() {
        for text in ["#00595b", "#b3001b", "#1f4e9c", "#767676", "#000000", "#5a2d82"] {
            let colour = Colour::parse(text).unwrap();
            assert!(colour.deep().contrast(WHITE) >= READABLE, "{text}");
            assert!(colour.link().contrast(LIGHT_GROUND) >= READABLE, "{text}");
            assert!(colour.link().contrast(colour.soft()) >= READABLE, "{text}");
            assert!(colour.link_in_the_dark().contrast(DARK_PAPER) >= READABLE, "{text}");
        }
    }
}
