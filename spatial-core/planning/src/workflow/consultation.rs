//! How long a plan is laid out for everybody's opinion (lấy ý kiến), and that nobody closes that before the day that was announced without
//! saying why.

use jiff::Unit;
use jiff::civil::Date;

use super::{Occasion, PlanAt, Step, StepAsked, StepError};
use crate::tables::CONSULT_UNTIL_FIELD;

/// Least days of a consultation, the first and the last among them: 30, the time Law 30/2009/QH12 (urban planning), article 21, left
/// residents for their opinion; Law 47/2024/QH15 (urban and rural planning) has opinions of residents in article 37, clause 7.
/// (unverified: whether the number of days still stands there is to be checked against the text of the law)
pub const USUAL_CONSULTATION_DAYS: u32 = 30;

/// Refuses a consultation that ends before it begins, or is shorter than it may be. Both days count, and so do only days that are yet to
/// come: on those before nobody knew of it.
pub(super) fn announced(from: &str, until: &str, occasion: Occasion<'_>) -> Result<(), StepError> {
    if from > until {
        return Err(StepError::DaysReversed);
    }
    let days = days(from.max(occasion.today), until);
    if days >= occasion.consultation_days {
        return Ok(());
    }
    Err(StepError::TooShort { days, least: occasion.consultation_days })
}

/// The last day that was announced, as long as it is not over: people may still say something on it.
pub fn open_until<'a>(last_day: Option<&'a str>, today: &str) -> Option<&'a str> {
    last_day.filter(|last| !last.is_empty() && *last >= today)
}

/// Why a consultation is closed by this step before its last day is over, if it is.
///
/// # Errors
/// [`StepError::StillOpen`] if nobody says why.
pub(super) fn closed_early<'a>(
    at: &PlanAt<'_>,
    step: Step,
    asked: &'a StepAsked,
    today: &str,
) -> Result<Option<&'a str>, StepError> {
    let open = open_until(at.text(CONSULT_UNTIL_FIELD), today).filter(|_| step == Step::Appraise);
    let Some(until) = open else { return Ok(None) };
    let reason = asked.early.as_deref().filter(|reason| !reason.trim().is_empty());
    reason.map(Some).ok_or_else(|| StepError::StillOpen { until: until.to_owned() })
}

/// Days from one to another, both among them; none if the last is before the first or either is no day.
fn days(first: &str, last: &str) -> u32 {
    let (Ok(first), Ok(last)) = (first.parse::<Date>(), last.parse::<Date>()) else { return 0 };
    let between = first.until((Unit::Day, last)).map_or(-1, |span| span.get_days());
    u32::try_from(between.saturating_add(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, until: &str, least: u32) -> Result<(), StepError> {
        let occasion =
            Occasion { who: "lan", when: "2026-11-29T07:04:00Z", today: "2026-11-29", consultation_days: least };
        announced(from, until, occasion)
    }

    #[test]
    fn the_first_and_the_last_day_of_a_consultation_count() {
        assert_eq!(check("2026-12-01", "2026-12-30", 30), Ok(()));
        assert_eq!(check("2026-12-01", "2026-12-29", 30), Err(StepError::TooShort { days: 29, least: 30 }));
        assert_eq!(check("2026-12-01", "2026-12-01", 1), Ok(()), "one day is a day");
        assert_eq!(check("2026-12-01", "2026-12-01", 2), Err(StepError::TooShort { days: 1, least: 2 }));
        assert_eq!(check("2026-12-02", "2026-12-01", 0), Err(StepError::DaysReversed));
    }

    #[test]
    fn days_that_are_over_were_nobodys_to_say_something_on() {
        assert_eq!(check("2026-10-01", "2026-12-28", 30), Ok(()));
        assert_eq!(check("2026-10-01", "2026-11-29", 30), Err(StepError::TooShort { days: 1, least: 30 }));
        assert_eq!(check("2026-10-01", "2026-11-28", 1), Err(StepError::TooShort { days: 0, least: 1 }));
    }

    #[test]
    fn a_consultation_is_open_to_the_end_of_its_last_day() {
        assert_eq!(open_until(Some("2026-11-29"), "2026-11-29"), Some("2026-11-29"));
        assert_eq!(open_until(Some("2026-11-28"), "2026-11-29"), None);
        assert_eq!(open_until(None, "2026-11-29"), None, "no day was announced");
    }
}
