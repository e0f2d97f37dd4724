//! Why a check came out as it did, in words.

use planning::check::{Check, CheckKind, CheckReason, Verdict};
use spatial_core::message::Message;

use crate::text::Language;

/// The sentence of a check in a zone that the plan calls so.
pub(super) fn reason(check: &Check, zone: &str, language: Language) -> Message {
    let amount = |number: Option<f64>| number.map(|number| amount(check.kind, number, language)).unwrap_or_default();
    let measured = || amount(check.measured);
    let least = || amount(check.limit.as_ref().and_then(|limit| limit.min));
    let most = || amount(check.limit.as_ref().and_then(|limit| limit.max));
    let there = || amount(check.lies_there.map(|area| area.0));
    let text = || check.limit.as_ref().map(|limit| limit.text.clone()).unwrap_or_default();
    match check.reason {
        CheckReason::WithinLimit if check.is_at_most => {
            Message::new("check-at-most-within").with("measured", measured()).with("limit", limit(check, language))
        }
        CheckReason::WithinLimit => {
            Message::new("check-within").with("measured", measured()).with("limit", limit(check, language))
        }
        CheckReason::AboveMost => Message::new("check-above").with("measured", measured()).with("most", most()),
        CheckReason::BelowLeast => Message::new("check-below").with("measured", measured()).with("least", least()),
        CheckReason::NotRegulated => Message::new("check-not-regulated").with("text", text()),
        CheckReason::NotRecorded => Message::new("check-not-recorded"),
        CheckReason::Unreadable => Message::new("check-unreadable").with("text", text()),
        CheckReason::NotSent => Message::new("check-not-sent").with("member", member(check.kind)),
        CheckReason::FloorAreaShared => Message::new("check-floor-area-shared"),
        CheckReason::NoParcel => Message::new("check-no-parcel"),
        CheckReason::NoPlan => Message::new("check-no-plan"),
        CheckReason::NoZone => Message::new("check-no-zone").with("measured", measured()),
        CheckReason::WithinParcel => Message::new("check-within-parcel"),
        CheckReason::OutsideParcel => Message::new("check-outside-parcel").with("measured", measured()),
        CheckReason::ZoneAllows => Message::new("check-zone-allows").with("zone", zone).with("measured", there()),
        CheckReason::ZoneForbids => Message::new("check-zone-forbids").with("zone", zone).with("measured", there()),
        CheckReason::ZoneUnclear => Message::new("check-zone-unclear").with("zone", zone).with("measured", there()),
        CheckReason::RoadTakes => Message::new("check-road-takes").with("measured", measured()),
        CheckReason::NoLines => Message::new("check-no-lines"),
        CheckReason::NoRedLine => Message::new("check-no-red-line"),
        CheckReason::NoSetback => Message::new("check-no-setback").with("measured", measured()),
        CheckReason::CrossesRedLine => Message::new("check-crosses-red-line"),
        CheckReason::BeyondRedLine => Message::new("check-beyond-red-line"),
        CheckReason::SideUnknown => Message::new("check-side-unknown").with("measured", measured()),
        CheckReason::CrossesBuildingLine => Message::new("check-crosses-building-line"),
    }
}

/// How a number of the regulation is marked that nobody has compared with the gazette.
pub(super) const UNVERIFIED: &str = "unverified";

/// What the regulation says where no plan sets a limit.
pub(super) fn by_standard(check: &Check, language: Language) -> Option<Message> {
    let by = check.standard.as_ref()?;
    let code = match check.verdict {
        Verdict::PassByStandard => "check-by-standard-pass",
        Verdict::FailByStandard => "check-by-standard-fail",
        _ => "check-by-standard-open",
    };
    let amount = |number: Option<f64>| number.map(|number| amount(check.kind, number, language)).unwrap_or_default();
    let name = by.name.clone().or_else(|| by.kind.clone()).unwrap_or_default();
    let message = Message::new(code)
        .with("regulation", &by.regulation)
        .with("clause", if by.clause.is_empty() { "none" } else { by.clause.as_str() })
        .with("building", by.kind.as_deref().unwrap_or("all"))
        .with("name", name)
        .with("bound", if by.max.is_some() { "most" } else { "least" })
        .with("limit", amount(by.max.or(by.min)))
        .with("measured", amount(check.measured));
    Some(message.with("mark", if by.mark == UNVERIFIED { "unverified" } else { "other" }))
}

/// A limit as the plan writes it; one that it only draws, as a distance.
fn limit(check: &Check, language: Language) -> String {
    let Some(limit) = &check.limit else { return String::new() };
    if !limit.text.is_empty() {
        return limit.text.clone();
    }
    limit.min.or(limit.max).map(|number| amount(check.kind, number, language)).unwrap_or_default()
}

/// A number with its unit, with as many decimals as it has.
fn amount(kind: CheckKind, number: f64, language: Language) -> String {
    let decimals = (0..3).find(|decimals| is_told_by(number, *decimals)).unwrap_or(3);
    let number = language.number(number, decimals);
    language.say(&Message::new("check-amount").with("kind", kind.as_str()).with("number", number))
}

fn is_told_by(number: f64, decimals: usize) -> bool {
    let parts = [1.0, 10.0, 100.0][decimals];
    ((number * parts).round() / parts - number).abs() < 1e-9
}

/// What has to be sent for a check.
fn member(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::FloorAreaRatio => "floor_area_m2",
        CheckKind::Storeys => "storeys",
        CheckKind::Height => "height_m",
        CheckKind::Density | CheckKind::Setback | CheckKind::Encroachment => "footprint",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_with_their_unit_as_people_write_them() {
        for (kind, number, vietnamese, english) in [
            (CheckKind::Density, 60.05, "60,05 %", "60.05%"),
            (CheckKind::FloorAreaRatio, 2.403, "2,403 lần", "2.403 times the lot"),
            (CheckKind::Storeys, 5.0, "5 tầng", "5 storeys"),
            (CheckKind::Height, 21.5, "21,5 m", "21.5 m"),
            (CheckKind::Encroachment, 1234.5, "1.234,5 m²", "1,234.5 m²"),
        ] {
            assert_eq!(amount(kind, number, Language::Vi), vietnamese);
            assert_eq!(amount(kind, number, Language::En), english);
        }
    }
}
