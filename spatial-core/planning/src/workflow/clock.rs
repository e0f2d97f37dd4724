//! Days that a step must be taken by.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::workflow::PlanState;

/// Days from the day of the decision that approved a plan to the day by which it must be public: 15, by Law 47/2024/QH15 (urban and rural
/// planning) on making approved plans public. (unverified: clause and way of counting are to be checked against the text of the law)
pub const USUAL_PUBLISH_DAYS: u32 = 15;

/// The day by which an approved plan must be public, in ISO 8601; `None` in every other state, without a day of decision, and beyond the
/// calendar (year 9999). Calendar days: the day of the decision is not counted.
pub fn due_day(state: PlanState, decided: Option<&str>, publish_days: u32) -> Option<String> {
    if state != PlanState::Approved {
        return None;
    }
    let decided: Date = decided?.parse().ok()?;
    Some(decided.checked_add(i64::from(publish_days).days()).ok()?.to_string())
}

/// True if a day is over on another; both in ISO 8601.
pub fn is_over(due: &str, today: &str) -> bool {
    due < today
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_due_so_many_days_after_it_was_approved() {
        let due = |decided, days| due_day(PlanState::Approved, Some(decided), days);
        assert_eq!(due("2026-11-20", 15).as_deref(), Some("2026-12-05"));
        assert_eq!(due("2024-02-15", 15).as_deref(), Some("2024-03-01"));
        assert_eq!(due("2026-11-20", 0).as_deref(), Some("2026-11-20"));
        for none in ["", "soon", "9999-12-31"] {
            assert_eq!(due(none, 15), None, "{none}");
        }
        assert_eq!(due_day(PlanState::Approved, None, 15), None);
    }

    #[test]
    fn only_what_waits_to_be_made_public_is_due() {
        for state in PlanState::ALL {
            let is_due = due_day(state, Some("2026-11-20"), 15).is_some();
            assert_eq!(is_due, state == PlanState::Approved, "{}", state.as_str());
        }
    }

    #[test]
    fn a_plan_is_overdue_from_the_day_after_it_was_due() {
        assert!(!is_over("2026-12-05", "2026-12-05") && !is_over("2026-12-05", "2026-12-04"));
        assert!(is_over("2026-12-05", "2026-12-06"));
    }
}
