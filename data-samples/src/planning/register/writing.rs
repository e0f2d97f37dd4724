//! How plans write their indicators: the same limits in the styles of many offices, and sometimes none.

use ::planning::IndicatorTexts;

use crate::dice::Dice;
use crate::planning::functions::most_storeys;
use crate::planning::zones::Indicators;

/// In so many of a hundred zones that limit something, one indicator is left open.
const OPEN: u32 = 6;
const NOT_REGULATED: &str = "không quy định";
/// Height of a storey and of what lies on the last, in metres.
const STOREY: i64 = 4;
const ROOF: i64 = 3;

/// What a plan writes for a zone; nothing where it says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Written(IndicatorTexts);

impl Written {
    /// The limits of a zone in one of the styles.
    pub(super) fn of(limits: Indicators, dice: &mut Dice) -> Self {
        let height = most_storeys(limits.storeys).map(|most| most * STOREY + ROOF);
        let height = height.map(|metres| match dice.below(4) {
            0 => format!("≤ {metres} m"),
            1 => format!("{metres}m"),
            2 => format!("tối đa {metres} m"),
            _ => NOT_REGULATED.to_owned(),
        });
        let density = said(limits.density, dice, &[("%", ""), ("", ""), ("%", "tối đa ")]);
        let storeys = said(limits.storeys, dice, &[(" tầng", ""), ("", ""), (" tầng", "")]);
        let far = said(limits.ratio, dice, &[(" lần", ""), ("", ""), (" lần", "≤ ")]);
        Self(IndicatorTexts { density, storeys, far, height })
    }

    /// Of zones nothing is built in.
    pub(super) fn nothing() -> Self {
        Self::default()
    }

    pub(super) fn texts(&self) -> IndicatorTexts {
        self.0.clone()
    }
}

/// A limit with one of these endings and beginnings. A range has no beginning: "tối đa 40-60" says nothing.
fn said(limit: &str, dice: &mut Dice, styles: &[(&str, &str)]) -> Option<String> {
    let (unit, first) = dice.pick(styles);
    let is_open = dice.chance(OPEN);
    if limit.is_empty() {
        return None;
    }
    if is_open {
        return Some(NOT_REGULATED.to_owned());
    }
    let number = limit.trim_end_matches('%').trim_end_matches(" tầng");
    let is_bare = number.chars().all(|letter| letter.is_ascii_digit() || letter == ',');
    let first = if is_bare { first } else { "" };
    Some(format!("{first}{number}{unit}"))
}

#[cfg(test)]
mod tests {
    use ::planning::{Certainty, Indicator, IndicatorKind};

    use super::*;
    use crate::dice::Purpose;

    #[test]
    fn every_text_is_read_as_the_limit_it_stands_for() {
        let limits = Indicators { density: "≤ 40%", storeys: "3–5 tầng", ratio: "1,5-2,0" };
        let mut styles = std::collections::BTreeSet::new();
        for place in 0..400 {
            let mut dice = Dice::at(1, Purpose::Zone, place, 0);
            let Written(texts) = Written::of(limits, &mut dice);
            for (kind, text, most) in [
                (IndicatorKind::Density, texts.density, 40.0),
                (IndicatorKind::Storeys, texts.storeys, 5.0),
                (IndicatorKind::FloorAreaRatio, texts.far, 2.0),
                (IndicatorKind::Height, texts.height, 23.0),
            ] {
                let text = text.unwrap();
                let read = Indicator::read(kind, &text);
                let expected = if text == NOT_REGULATED { None } else { Some(most) };
                assert_eq!(read.max, expected, "{text}");
                assert_ne!(read.certainty, Certainty::Unreadable, "{text}");
                styles.insert(text);
            }
        }
        for text in ["≤ 40%", "3–5 tầng", "1,5-2,0 lần", "không quy định"] {
            assert!(styles.contains(text), "{text}: {styles:?}");
        }
    }
}
