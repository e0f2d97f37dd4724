//! Indicators (chỉ tiêu) of a zone or line: what a plan writes, and the bounds it means.
//!
//! The text is the law and is kept as it is; bounds are read only where it can be read in one way. What refers to a regulation, an average or
//! the present state is not worked out here. Files in reading order: `words` (a text in tokens), `grammar` (tokens as values), `bounds`
//! (values as the bounds of one indicator); `labelled.txt` has texts and their meaning.

mod bounds;
mod grammar;
mod words;

use crate::indicator::bounds::Bounds;
use crate::indicator::words::Token;

/// Longest text that is read, in characters; the longest that says one thing has about sixty.
const MOST_CHARACTERS: usize = 200;

/// What an indicator limits, and in which unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IndicatorKind {
    /// Building density (mật độ xây dựng): footprint in percent of the lot.
    Density,
    /// Storeys (tầng cao), without basements.
    Storeys,
    /// Floor area ratio (hệ số sử dụng đất): floor area in multiples of the lot.
    FloorAreaRatio,
    /// Height (chiều cao) in metres.
    Height,
    /// Setback (khoảng lùi) from the red line in metres.
    Setback,
}

/// How sure the bounds of an indicator are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// They are what the text means.
    Read,
    /// The plan sets none: the text says so. A regulation may set one all the same.
    NotRegulated,
    /// There is no text, or only what stands in a cell that holds nothing (`-`, `<Null>`): what the plan sets is not known.
    NotRecorded,
    /// The text sets or may set some that are not read: a person has to.
    Unreadable,
}

impl Certainty {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::NotRegulated => "not_regulated",
            Self::NotRecorded => "not_recorded",
            Self::Unreadable => "unreadable",
        }
    }
}

/// An indicator as a plan writes it, and as it was read.
///
/// ```
/// use planning::{Certainty, Indicator, IndicatorKind};
///
/// let storeys = Indicator::read(IndicatorKind::Storeys, "3–5 tầng");
/// assert_eq!((storeys.min, storeys.max), (Some(3.0), Some(5.0)));
/// let density = Indicator::read(IndicatorKind::Density, "60/80");
/// assert_eq!((density.text.as_str(), density.certainty), ("60/80", Certainty::Unreadable));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// The text, to the letter; empty if there is none.
    pub text: String,
    /// The least that is allowed, in the unit of the kind.
    pub min: Option<f64>,
    /// The most that is allowed, likewise.
    pub max: Option<f64>,
    /// True if the bound itself is not allowed: above `min` (`trên 3 m`), below `max` (`dưới 20 m`).
    pub is_open: bool,
    /// Whether these bounds are all there is; both are absent unless they were read.
    pub certainty: Certainty,
}

impl Indicator {
    /// Reads what a plan writes: `40-60`, `≤ 40%`, `tối đa 5 tầng`, `1,5-2,0 lần`, `không quy định`. Points and commas are both decimal signs.
    ///
    /// A number alone is the most that is allowed, of a setback the least. Basements (tầng hầm), roof stairs (tum) and mezzanines (tầng lửng)
    /// written beside storeys are not added to them; a ground floor (trệt) is added to the floors above it (lầu). `dưới 5 tầng` is four at
    /// most; of what can be measured finer, the bound
    /// itself is not allowed ([`Indicator::is_open`]). A range may stand upside down. `không xây dựng` is 0 at most.
    ///
    /// Unreadable is what can be read in two ways (`60/80`, `4+1`, a density of `0,4`), what has several values, an average (trung bình) or a
    /// gross density (gộp), a range of setbacks, what refers elsewhere (`theo quy chuẩn`, `theo hiện trạng`), the unit of another kind, and what cannot be
    /// (a density of 400). A value of another kind beside one of this kind is passed over: `5 tầng (≤ 21m)` are 5 storeys, and 21 m.
    pub fn read(kind: IndicatorKind, text: &str) -> Self {
        let (certainty, Bounds { min, max, is_open }) = meaning(kind, text);
        Self { text: text.to_owned(), min, max, is_open, certainty }
    }
}

type Meaning = (Certainty, Bounds);

const UNREADABLE: Meaning = (Certainty::Unreadable, Bounds::NONE);

fn meaning(kind: IndicatorKind, text: &str) -> Meaning {
    if text.chars().nth(MOST_CHARACTERS).is_some() {
        return UNREADABLE;
    }
    let plain = words::plain(text);
    if words::is_blank(&plain) {
        return (Certainty::NotRecorded, Bounds::NONE);
    }
    let tokens = words::tokens(&plain);
    if let Some(meaning) = said_in_words(kind, &tokens) {
        return meaning;
    }
    match grammar::values(kind, &tokens).and_then(|values| bounds::of(kind, &values)) {
        Some(bounds) => (Certainty::Read, bounds),
        None => UNREADABLE,
    }
}

/// What a text means that says it without a number.
fn said_in_words(kind: IndicatorKind, tokens: &[Token<'_>]) -> Option<Meaning> {
    let mut told = tokens.iter().filter(|token| !matches!(token, Token::Label(kinds) if kinds.contains(&kind)));
    let (Some(only), None) = (told.next(), told.next()) else { return None };
    Some(match (only, kind) {
        (Token::Unregulated, _) => (Certainty::NotRegulated, Bounds::NONE),
        (Token::OnRedLine, IndicatorKind::Setback) => (Certainty::Read, Bounds { min: Some(0.0), ..Bounds::NONE }),
        (Token::Unbuilt, IndicatorKind::Setback) => UNREADABLE,
        (Token::Unbuilt, _) => (Certainty::Read, Bounds { max: Some(0.0), ..Bounds::NONE }),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
