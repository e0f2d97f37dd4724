//! How much a plan allows on a part of a lot: whether a building at all, the largest footprint, and the largest floor area.

use spatial_core::units::SquareMetres;

use crate::draft::IndicatorTexts;
use crate::function::{Use, use_of};
use crate::indicator::{Certainty, Indicator, IndicatorKind};

/// What may be built at most; none where the plan sets no bound, or none that is read.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Allowance {
    /// The largest footprint.
    pub footprint: Option<(SquareMetres, AllowanceMethod)>,
    /// The largest floor area.
    pub floor_area: Option<(SquareMetres, AllowanceMethod)>,
}

/// How a bound was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AllowanceMethod {
    /// Building density times the area of the part.
    Density,
    /// Floor area ratio times the area of the part.
    FloorAreaRatio,
    /// The largest footprint on as many storeys as there may be: of a plan that sets no floor area ratio.
    DensityAndStoreys,
}

impl AllowanceMethod {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Density => "density",
            Self::FloorAreaRatio => "far",
            Self::DensityAndStoreys => "density_storeys",
        }
    }
}

/// What the indicators of a zone allow on the part of a lot that lies in it. Parts of several zones are not added up: each has its own.
/// A floor area ratio that a person has to read bounds the floor area by a number we do not know: then there is none.
///
/// ```
/// use planning::{IndicatorTexts, allowance};
/// use spatial_core::units::SquareMetres;
///
/// let texts = IndicatorTexts { density: Some("40-60".into()), far: Some("2,4 lần".into()), ..IndicatorTexts::default() };
/// let allowed = allowance(SquareMetres(200.0), &texts);
/// assert_eq!(allowed.footprint.map(|(area, _)| area.0), Some(120.0));
/// assert_eq!(allowed.floor_area.map(|(area, _)| area.0), Some(480.0));
/// ```
pub fn allowance(part: SquareMetres, texts: &IndicatorTexts) -> Allowance {
    let read = |kind, text: &Option<String>| Indicator::read(kind, text.as_deref().unwrap_or_default());
    let most = |kind, text| read(kind, text).max;
    let density = most(IndicatorKind::Density, &texts.density).map(|percent| SquareMetres(part.0 * percent / 100.0));
    let ratio = read(IndicatorKind::FloorAreaRatio, &texts.far);
    let floor_area = match ratio.certainty {
        Certainty::Read => ratio.max.map(|times| (SquareMetres(part.0 * times), AllowanceMethod::FloorAreaRatio)),
        Certainty::Unreadable => None,
        // The method says that no ratio was known.
        Certainty::NotRegulated | Certainty::NotRecorded => density
            .zip(most(IndicatorKind::Storeys, &texts.storeys))
            .map(|(area, storeys)| (SquareMetres(area.0 * storeys), AllowanceMethod::DensityAndStoreys)),
    };
    Allowance { footprint: density.map(|area| (area, AllowanceMethod::Density)), floor_area }
}

/// Whether something may be built in a zone at all: its function says so, or its indicators do. The extract of a parcel and the check of a
/// building both ask here, so that neither says otherwise than the other.
pub(crate) fn building_use(function: Option<&str>, texts: &IndicatorTexts) -> Use {
    let most = |kind, text: &Option<String>| Indicator::read(kind, text.as_deref()?).max;
    let bounds = [
        most(IndicatorKind::Density, &texts.density),
        most(IndicatorKind::FloorAreaRatio, &texts.far),
        most(IndicatorKind::Storeys, &texts.storeys),
        most(IndicatorKind::Height, &texts.height),
    ];
    let mut bounds = bounds.into_iter().flatten().peekable();
    match (use_of(function.unwrap_or_default()), bounds.peek().is_some()) {
        (closed @ (Use::Road | Use::Closed), _) => closed,
        (_, true) if bounds.any(|most| most <= 0.0) => Use::Closed,
        (_, true) => Use::Buildable,
        (function, false) => function,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(density: &str, storeys: &str, far: &str) -> IndicatorTexts {
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        IndicatorTexts { density: said(density), storeys: said(storeys), far: said(far), height: None }
    }

    #[test]
    fn what_may_be_built_follows_from_what_the_plan_writes() {
        use AllowanceMethod::{DensityAndStoreys, FloorAreaRatio};
        for (density, storeys, far, footprint, floor_area) in [
            ("60", "", "2,4", Some(240.0), Some((960.0, FloorAreaRatio))),
            ("40-60", "3–5 tầng", "1,8-3,0", Some(240.0), Some((1200.0, FloorAreaRatio))),
            ("≤ 55%", "≤ 25", "", Some(220.0), Some((5500.0, DensityAndStoreys))),
            ("60", "5", "không quy định", Some(240.0), Some((1200.0, DensityAndStoreys))),
            ("60", "5", "theo quy chuẩn", Some(240.0), None),
            ("60/80", "5", "2", None, Some((800.0, FloorAreaRatio))),
            ("60/80", "5", "", None, None),
            ("≥ 40%", "5", "", None, None),
            ("không xây dựng", "", "", Some(0.0), None),
            ("không xây dựng", "1", "", Some(0.0), Some((0.0, DensityAndStoreys))),
            ("", "", "", None, None),
        ] {
            let found = allowance(SquareMetres(400.0), &texts(density, storeys, far));
            assert_eq!(found.footprint.map(|(area, _)| area.0), footprint, "{density:?}");
            assert_eq!(found.floor_area.map(|(area, method)| (area.0, method)), floor_area, "{density:?} {far:?}");
        }
    }

    #[test]
    fn whether_anything_may_be_built_is_told_by_the_function_or_else_by_the_indicators() {
        for (function, [density, storeys, far], expected) in [
            ("Nhóm nhà ở", ["60", "5", "2"], Use::Buildable),
            ("Nhóm nhà ở", ["", "", ""], Use::Buildable),
            ("Nhóm nhà ở", ["không xây dựng", "", ""], Use::Closed),
            ("ODT", ["60", "0", ""], Use::Closed),
            ("DGT", ["", "", ""], Use::Road),
            ("Đường giao thông", ["80", "6", "4"], Use::Road),
            ("Sông, suối, kênh", ["5", "1", ""], Use::Closed),
            ("Cây xanh công cộng", ["≤ 5%", "", ""], Use::Buildable),
            ("Cây xanh công cộng", ["", "", ""], Use::Unclear),
            ("", ["40", "", ""], Use::Buildable),
            ("", ["", "", ""], Use::Unclear),
        ] {
            let found = building_use(Some(function), &texts(density, storeys, far));
            assert_eq!(found, expected, "{function} {density} {storeys} {far}");
        }
    }

    proptest! {
        #[test]
        fn two_parts_of_one_zone_allow_together_what_the_whole_does(
            one in 0.0..5_000.0f64, other in 0.0..5_000.0f64, percent in 2u32..=100, times in 1u32..15,
        ) {
            let texts = texts(&percent.to_string(), "", &times.to_string());
            let of = |part| allowance(SquareMetres(part), &texts);
            let sum = |pick: fn(Allowance) -> f64| pick(of(one)) + pick(of(other)) - pick(of(one + other));
            let footprint = |allowed: Allowance| allowed.footprint.map_or(f64::NAN, |(area, _)| area.0);
            let floor_area = |allowed: Allowance| allowed.floor_area.map_or(f64::NAN, |(area, _)| area.0);
            prop_assert!(sum(footprint).abs() < 1e-6 && sum(floor_area).abs() < 1e-6);
        }
    }
}
