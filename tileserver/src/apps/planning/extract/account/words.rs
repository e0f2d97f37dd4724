//! Sentences of single things: a parcel, a plan, a number, a day.

use planning::extract::Reason;
use spatial_core::message::Message;

use super::super::wire::{GovernsTold, IndicatorTold, IndicatorsTold, ParcelTold, PlanTold};
use crate::text::{Language, clock};

/// How they are said in a language.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Words {
    pub(in super::super) language: Language,
}

impl Words {
    pub(in super::super) fn text(&self, id: &'static str) -> String {
        self.language.text(id)
    }

    pub(in super::super) fn say(&self, message: &Message) -> String {
        self.language.say(message)
    }

    /// By sheet and number, else by its identifier, else by our number.
    pub(in super::super) fn parcel(&self, parcel: &ParcelTold) -> String {
        let keys = &parcel.keys;
        let message = match (&keys.number, &keys.sheet, &keys.commune, &keys.identifier) {
            (Some(number), Some(sheet), Some(commune), _) => {
                let message = match &parcel.commune_name {
                    Some(name) => Message::new("parcel-page-parcel-ward").with("ward", name),
                    None => Message::new("parcel-page-parcel").with("commune", commune),
                };
                message.with("number", number).with("sheet", sheet)
            }
            (Some(number), Some(sheet), None, _) => {
                Message::new("parcel-page-parcel-sheet").with("number", number).with("sheet", sheet)
            }
            (.., Some(identifier)) => Message::new("parcel-page-parcel-identifier").with("identifier", identifier),
            (.., None) => Message::new("parcel-page-parcel-id").with("id", parcel.id),
        };
        self.say(&message)
    }

    /// To 0.01 m² where the answer has it so, else to 0.1 m².
    pub(in super::super) fn number(&self, number: f64) -> String {
        let tenths = number * 10.0;
        let decimals = if (tenths - tenths.round()).abs() < 1e-6 { 1 } else { 2 };
        self.language.number(number, decimals)
    }

    pub(in super::super) fn area(&self, square_metres: f64) -> String {
        format!("{} m²", self.number(square_metres))
    }

    pub(in super::super) fn percent(&self, percent: f64) -> String {
        format!("{} %", self.language.number(percent, 1))
    }

    /// An area with its share of the parcel.
    pub(in super::super) fn part(&self, square_metres: f64, percent: f64) -> String {
        format!("{} ({})", self.area(square_metres), self.percent(percent))
    }

    /// `2026-03-02` as people here write it in either language: `02/03/2026`. Anything else as it is.
    pub(in super::super) fn day(&self, day: &str) -> String {
        clock::shown(day)
    }

    /// What it is called; its number in the register without a name.
    pub(in super::super) fn plan(&self, plan: &PlanTold) -> String {
        let name = plan.name.clone().or_else(|| plan.code.clone());
        name.unwrap_or_else(|| self.say(&Message::new("parcel-page-plan-id").with("plan", plan.plan_id)))
    }

    /// What kind of plan it is, and how detailed.
    pub(in super::super) fn sort(&self, plan: &PlanTold) -> String {
        let kind = plan.kind.as_deref().unwrap_or("none");
        let kind = self.say(&Message::new("parcel-page-kind").with("kind", kind));
        match plan.level.as_deref() {
            Some(level) => {
                let level = self.say(&Message::new("parcel-page-level").with("level", level));
                self.say(&Message::new("parcel-page-sort").with("level", level).with("kind", kind))
            }
            None => kind,
        }
    }

    /// Why it goes before the next.
    pub(in super::super) fn reason(&self, governs: &GovernsTold) -> String {
        self.text(match governs.reason {
            word if word == Reason::LocalAdjustment.as_str() => "parcel-page-reason-local",
            word if word == Reason::Level.as_str() => "parcel-page-reason-level",
            word if word == Reason::Date.as_str() => "parcel-page-reason-date",
            word if word == Reason::Recorded.as_str() => "parcel-page-reason-recorded",
            _ => "parcel-page-reason-only",
        })
    }

    /// How it stands in law on the day.
    pub(in super::super) fn law(&self, plan: &PlanTold) -> String {
        self.say(&Message::new("parcel-page-law").with("law", plan.law_state))
    }

    /// By which decision, and by whom.
    pub(in super::super) fn decision(&self, plan: &PlanTold) -> String {
        let decision = &plan.decision;
        let said = match (&decision.number, &decision.date) {
            (Some(number), Some(date)) => {
                self.say(&Message::new("parcel-page-decision-of").with("number", number).with("date", self.day(date)))
            }
            (Some(number), None) => self.say(&Message::new("parcel-page-decision-bare").with("number", number)),
            (None, _) => self.text("parcel-page-decision-none"),
        };
        match &decision.issuer {
            Some(issuer) => format!("{said}, {issuer}"),
            None => said,
        }
    }

    /// Since when, and until when.
    pub(in super::super) fn span(&self, plan: &PlanTold) -> Option<String> {
        let from = plan.from.as_ref().or(plan.published.as_ref()).or(plan.decision.date.as_ref());
        let message = match (from, &plan.until) {
            (Some(from), Some(until)) => {
                Message::new("parcel-page-from-until").with("from", self.day(from)).with("until", self.day(until))
            }
            (Some(from), None) => Message::new("parcel-page-from").with("from", self.day(from)),
            (None, Some(until)) => Message::new("parcel-page-until").with("until", self.day(until)),
            (None, None) => return None,
        };
        Some(self.say(&message))
    }

    /// What an indicator allows, with its unit: the range that was read, and the plan's own text where it says more.
    pub(in super::super) fn limit(&self, limit: Option<&IndicatorTold>, unit: &'static str) -> String {
        let Some(IndicatorTold { text, min, max, open, certainty }) = limit else { return "–".to_owned() };
        let bound = |number: f64| {
            let decimals = (0..3).find(|decimals| is_whole(number * 10_f64.powi(*decimals))).unwrap_or(2);
            self.language.number(number, usize::try_from(decimals).unwrap_or(0))
        };
        let read = match (certainty, min, max) {
            (&"read", Some(min), Some(max)) if (min - max).abs() < f64::EPSILON => bound(*max),
            (&"read", Some(min), Some(max)) => format!("{}–{}", bound(*min), bound(*max)),
            (&"read", None, Some(max)) => format!("{} {}", if *open { "<" } else { "≤" }, bound(*max)),
            (&"read", Some(min), None) => format!("{} {}", if *open { ">" } else { "≥" }, bound(*min)),
            (&"not_regulated", ..) => return self.text("parcel-page-not-regulated"),
            (&"not_recorded", ..) => return "–".to_owned(),
            // A person has to read it.
            _ => return self.say(&Message::new("parcel-page-as-written").with("text", text)),
        };
        let bare = numbers(&read);
        let read = format!("{read} {}", self.text(unit));
        if [bare, numbers(&read)].contains(&numbers(text)) {
            return read;
        }
        self.say(&Message::new("parcel-page-limit").with("read", read).with("text", text))
    }

    /// All of them: density, storeys, floor area ratio, height.
    pub(in super::super) fn limits(&self, told: &IndicatorsTold) -> [String; 4] {
        [
            self.limit(told.density_percent.as_ref(), "parcel-page-unit-percent"),
            self.limit(told.storeys.as_ref(), "parcel-page-unit-storeys"),
            self.limit(told.far.as_ref(), "parcel-page-unit-times"),
            self.limit(told.height_m.as_ref(), "parcel-page-unit-metres"),
        ]
    }
}

/// A text without what one may write around a range or leave out.
fn numbers(text: &str) -> String {
    text.chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '%')
        .map(|sign| if sign == '–' { '-' } else { sign })
        .collect()
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use planning::{Indicator, IndicatorKind};

    use super::*;

    const VI: Words = Words { language: Language::Vi };

    #[test]
    fn numbers_and_days_are_written_as_people_here_do() {
        for (number, expected) in [(2159.6, "2.159,6"), (371.0, "371,0"), (12.35, "12,35"), (0.0, "0,0")] {
            assert_eq!(VI.number(number), expected);
        }
        assert_eq!((VI.day("2026-03-02").as_str(), VI.day("soon").as_str()), ("02/03/2026", "soon"));
        assert_eq!(VI.percent(12.903), "12,9 %");
    }

    #[test]
    fn a_limit_is_its_range_with_a_unit_and_the_plans_own_words_where_they_say_more() {
        for (kind, text, unit, expected) in [
            (IndicatorKind::Density, "40-60", "parcel-page-unit-percent", "40–60 %"),
            (IndicatorKind::Density, "≤ 40%", "parcel-page-unit-percent", "≤ 40 %"),
            (IndicatorKind::Density, "<Null>", "parcel-page-unit-percent", "–"),
            (IndicatorKind::Storeys, "3–5 tầng", "parcel-page-unit-storeys", "3–5 tầng"),
            (IndicatorKind::Storeys, "không quy định", "parcel-page-unit-storeys", "không quy định"),
        ] {
            let told = Indicator::read(kind, text).into();
            assert_eq!(VI.limit(Some(&told), unit), expected);
        }
        assert_eq!(VI.limit(None, "parcel-page-unit-percent"), "–");
    }
}
