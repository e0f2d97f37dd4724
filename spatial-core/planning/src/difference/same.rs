//! When two zones say the same.

use crate::draft::IndicatorTexts;
use crate::indicator::{Certainty, Indicator, IndicatorKind};

/// True if two functions are one, however they are spaced and whether they are written in capitals.
pub(super) fn functions(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(one) == plain(other)
}

/// True if indicators set the same limits: `40-60` and `40 – 60 %` do. Of texts that cannot be read the words decide.
pub(super) fn indicators(one: &IndicatorTexts, other: &IndicatorTexts) -> bool {
    let pairs = [
        (IndicatorKind::Density, &one.density, &other.density),
        (IndicatorKind::Storeys, &one.storeys, &other.storeys),
        (IndicatorKind::FloorAreaRatio, &one.far, &other.far),
        (IndicatorKind::Height, &one.height, &other.height),
    ];
    pairs.into_iter().all(|(kind, one, other)| {
        let [one, other] = [one, other].map(|text| text.as_deref().unwrap_or_default().trim());
        one == other || {
            let [one, other] = [one, other].map(|text| Indicator::read(kind, text));
            let is_read = one.certainty != Certainty::Unreadable && other.certainty != Certainty::Unreadable;
            is_read
                && one.certainty == other.certainty
                && (one.min, one.max, one.is_open) == (other.min, other.max, other.is_open)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_compared_and_not_the_way_they_are_written() {
        let density = |text: &str| IndicatorTexts { density: Some(text.to_owned()), ..IndicatorTexts::default() };
        assert!(indicators(&density("40-60"), &density("40 – 60 %")));
        assert!(indicators(&density(""), &IndicatorTexts::default()));
        assert!(!indicators(&density("40-60"), &density("40-70")));
        assert!(!indicators(&density("60"), &IndicatorTexts::default()));
        assert!(indicators(&density("60/80"), &density(" 60/80")));
        assert!(!indicators(&density("60/80"), &density("theo quy chuẩn")));
        assert!(functions(" Nhóm nhà  ở", "nhóm nhà ở") && !functions("ODT", "DGT"));
    }
}
