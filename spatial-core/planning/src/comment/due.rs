//! By when comments must be answered.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::workflow::is_over;

/// Days from the day a comment or a request came to the day by which it must be answered: 15, as the law on urban planning of 2009 (30/2009/QH12)
/// had it for written information. (unverified: what Law 47/2024/QH15 says in its place, and whether working days are counted)
pub const USUAL_ANSWER_DAYS: u32 = 15;

/// Comments that wait for an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: usize,
    /// The day by which the first of them must be answered (ISO 8601); none if nobody knows when they came.
    pub due: Option<String>,
    /// How many of them are past their day.
    pub overdue: usize,
}

/// The day by which what came on a day must be answered, both in ISO 8601; `None` of what is no day, and beyond the calendar (year 9999).
/// Calendar days: the day it came is not counted.
pub fn answer_due(received: &str, answer_days: u32) -> Option<String> {
    let received: Date = received.parse().ok()?;
    Some(received.checked_add(i64::from(answer_days).days()).ok()?.to_string())
}

/// Of comments without an answer, by the days on which they came.
pub fn waiting<'a>(received: impl IntoIterator<Item = Option<&'a str>>, answer_days: u32, today: &str) -> Waiting {
    let mut all = Waiting::default();
    for day in received {
        all.count += 1;
        let Some(due) = day.and_then(|day| answer_due(day, answer_days)) else { continue };
        all.overdue += usize::from(is_over(&due, today));
        all.due = Some(all.due.filter(|first| *first <= due).unwrap_or(due));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_must_be_answered_so_many_days_after_it_came() {
        assert_eq!(answer_due("2026-11-20", 15).as_deref(), Some("2026-12-05"));
        assert_eq!(answer_due("2024-02-15", 15).as_deref(), Some("2024-03-01"));
        for none in ["", "soon", "9999-12-31"] {
            assert_eq!(answer_due(none, 15), None, "{none}");
        }
    }

    #[test]
    fn what_waits_is_counted_and_told_by_the_first_day_it_is_due() {
        let days = [Some("2026-11-20"), Some("2026-11-05"), None, Some("2026-11-21")];
        let told = |today| waiting(days, 15, today);
        let of = |overdue| Waiting { count: 4, due: Some("2026-11-20".to_owned()), overdue };
        assert_eq!((told("2026-11-20"), told("2026-11-21"), told("2026-12-06")), (of(0), of(1), of(2)));
        assert_eq!(waiting([], 15, "2026-11-20"), Waiting::default());
    }
}
