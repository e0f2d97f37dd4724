//! What is odd about zones that are to be a plan, as findings of the import's report, each with its record: what nobody will find them by,
//! indicators of which no bounds can be read, zones that lie on one another though the plan says that they do not.
//!
//! None of it hinders a plan: papers are odd, and the plan is what they say.

use importers::{Finding, Outcome, Report};
use planning::extract::Thresholds;
use planning::{Certainty, Indicator, IndicatorKind, ZoneDraft};
use spatial_core::geometry::{Geometry, area, overlapping};

use super::file::PlanFile;
use super::zones::Zones;

/// Adds to the report of an import what is odd about the zones it read.
pub(super) fn look(zones: &Zones, plan: &PlanFile, report: &mut Report) {
    let all: Vec<Looked<'_>> =
        zones.zones.iter().zip(&zones.records).map(|(zone, at)| Looked::of(zone, *at, report)).collect();
    for zone in &all {
        zone.names(plan, report);
        zone.indicators(plan, report);
    }
    if plan.is_exclusive == Some(true) {
        overlaps(&all, report);
    }
}

/// A zone with the record it was.
struct Looked<'z> {
    zone: &'z ZoneDraft,
    file: String,
    record: Option<u64>,
}

impl<'z> Looked<'z> {
    fn of(zone: &'z ZoneDraft, place: u64, report: &Report) -> Self {
        let origin = report.origins.of(place);
        let file = origin.map_or_else(String::new, |(file, _)| file.to_owned());
        Self { zone, file, record: origin.map(|(_, record)| record) }
    }

    fn finding(&self, code: &'static str) -> Finding {
        Finding {
            file: self.file.clone(),
            record: self.record,
            line: None,
            key: Some(self.zone.sign.clone()).filter(|sign| !sign.is_empty()),
            field: None,
            place: corner(&self.zone.geometry),
            outcome: Outcome::Noted,
            code,
            params: Vec::new(),
            elements: Vec::new(),
            mend: None,
        }
    }

    /// Without a sign nobody finds it on the map of the plan; without a function nobody knows what it is for.
    fn names(&self, plan: &PlanFile, report: &mut Report) {
        for (said, field, code) in [
            (&self.zone.sign, &plan.fields.sign, "zone-without-sign"),
            (&self.zone.function, &plan.fields.function, "zone-without-function"),
        ] {
            if said.is_empty() {
                report.find(Finding { field: Some(field.clone()), ..self.finding(code) });
            }
        }
    }

    fn indicators(&self, plan: &PlanFile, report: &mut Report) {
        let (said, fields) = (&self.zone.indicators, &plan.fields);
        for (kind, text, field) in [
            (IndicatorKind::Density, &said.density, &fields.density),
            (IndicatorKind::Storeys, &said.storeys, &fields.storeys),
            (IndicatorKind::FloorAreaRatio, &said.far, &fields.far),
            (IndicatorKind::Height, &said.height, &fields.height),
        ] {
            if let Some(text) = text.as_ref().filter(|text| is_odd(kind, text)) {
                let params = vec![("value", text.clone())];
                report.find(Finding { field: field.clone(), params, ..self.finding("indicator-unreadable") });
            }
        }
    }

    /// As people find it in the file: by sign and number.
    fn said(&self) -> String {
        match (self.record, self.zone.sign.as_str()) {
            (Some(record), "") => format!("#{record}"),
            (Some(record), sign) => format!("{sign} (#{record})"),
            (None, sign) => sign.to_owned(),
        }
    }
}

/// No bounds can be read in it, or they are less than nothing, which is read as a dash.
fn is_odd(kind: IndicatorKind, text: &str) -> bool {
    let is_negative =
        text.trim().strip_prefix(['-', '−']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_negative || Indicator::read(kind, text).certainty == Certainty::Unreadable
}

/// Each pair of zones that share more than two surveys of one border differ by.
fn overlaps(zones: &[Looked<'_>], report: &mut Report) {
    let shapes: Vec<&Geometry> = zones.iter().map(|looked| &looked.zone.geometry).collect();
    overlapping(&shapes, |[first, second], both| {
        if Thresholds::default().drops_shape(&both) {
            return;
        }
        let size = area(&both);
        let pair = format!("{} × {}: {:.2} m²", zones[first].said(), zones[second].said(), size.0);
        let params = vec![("value", pair)];
        report.find(Finding { place: corner(&both), params, ..zones[second].finding("zones-overlap") });
    });
}

fn corner(shape: &Geometry) -> Option<[f64; 2]> {
    let polygon = match shape {
        Geometry::Polygon(polygon) => polygon,
        Geometry::MultiPolygon(parts) => parts.0.first()?,
        _ => return None,
    };
    polygon.exterior().0.first().map(|corner| [corner.x, corner.y])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_an_indicator_is_odd() {
        for (kind, text, odd) in [
            (IndicatorKind::Density, "140", true),
            (IndicatorKind::Density, "khoảng sáu mươi", true),
            (IndicatorKind::Storeys, "-3", true),
            (IndicatorKind::Density, "40-60", false),
            (IndicatorKind::Density, "không quy định", false),
            (IndicatorKind::Storeys, "3–5 tầng", false),
            (IndicatorKind::Storeys, "-", false),
        ] {
            assert_eq!(is_odd(kind, text), odd, "{text}");
        }
    }
}
