//! For how long it is kept how the authors of comments can be reached.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days from the end of a consultation until it is forgotten how those can be reached who commented: two years. By then the plan is decided on,
/// and who disagreed with that has complained or sued (within a year of the decision, Law 93/2015/QH13; unverified) or has not.
pub const USUAL_CONTACT_DAYS: u32 = 730;

/// True if that time is over; `until` is the last day of the consultation, both days are ISO 8601. Without such a day it never is.
pub fn is_forgotten(until: Option<&str>, today: &str, days: u32) -> bool {
    let last = until.and_then(|until| until.parse::<Date>().ok()?.checked_add(i64::from(days).days()).ok());
    last.zip(today.parse::<Date>().ok()).is_some_and(|(last, today)| today > last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_forgotten_the_day_after_their_time() {
        let forgotten = |until, today| is_forgotten(until, today, 730);
        assert!(!forgotten(Some("2026-12-31"), "2026-12-31") && !forgotten(Some("2026-12-31"), "2028-12-30"));
        assert!(forgotten(Some("2026-12-31"), "2028-12-31"));
        for none in [None, Some(""), Some("soon"), Some("9999-12-31")] {
            assert!(!forgotten(none, "2099-01-01"), "{none:?}");
        }
    }
}
