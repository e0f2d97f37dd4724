//! Whether the log of a plan is as it was written.
//!
//! # What is found
//! - a row that was **edited**: its hash does not follow from what it says ([`Fault::Edited`]);
//! - rows that were **removed, put in or put in another order** before the last one: a number or the hash of the row before does not fit
//!   ([`Fault::OutOfPlace`]);
//! - a log **cut at its end**, or one with rows more than steps: the plan's own row counts its steps ([`Fault::Cut`]);
//! - a plan whose **state was changed beside the log**: it does not stand where its last step led, or a step did not begin where the one
//!   before led ([`Fault::Strayed`]).
//!
//! # What is not
//! Whoever may write all of the store and knows this form can write a row anew with all hashes behind it, or cut the log and set the
//! plan's count and state back: no key is involved that they would not have. Against that helps a copy of the last hash kept elsewhere
//! (`/v1/plans/{planId}/steps` tells it; so do backups). A log that begins later than its plan, as in stores of programs before
//! it, is whole from there on.

use spatial_core::layer::FeatureId;

use crate::workflow::LogRow;

/// What a plan's own row says of its log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The plan.
    pub plan: FeatureId,
    /// The word of the state it is in.
    pub state: &'a str,
    /// How many steps it counts; none as long as it took none with a log.
    pub steps: u64,
}

/// Where a chain breaks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// Which row of the log as it is now, from 1; one more than there are, if it is what behind them is missing.
    pub place: u64,
    /// Its id in the table, if there is such a row.
    pub row: Option<FeatureId>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The row says something else than it was hashed with.
    Edited,
    /// The row is not the one that belongs there.
    OutOfPlace,
    /// The plan counts more rows than there are, or fewer.
    Cut,
    /// The plan stands elsewhere than its log says.
    Strayed,
}

impl Fault {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::OutOfPlace => "out-of-place",
            Self::Cut => "cut",
            Self::Strayed => "strayed",
        }
    }
}

/// Looks through all rows the log has of a plan, in order of their ids, which is that of writing.
///
/// # Errors
/// [`Broken`] naming the first row that does not fit.
pub fn verified(rows: &[LogRow], standing: Standing<'_>) -> Result<(), Broken> {
    let mut before: Option<&LogRow> = None;
    for (row, place) in rows.iter().zip(1..) {
        if let Some(fault) = fault(row, before, place, standing.plan) {
            return Err(Broken { place, row: row.id, fault });
        }
        before = Some(row);
    }
    let there = rows.len() as u64;
    if there != standing.steps {
        let first_wrong = there.min(standing.steps) + 1;
        let row = usize::try_from(first_wrong - 1).ok().and_then(|at| rows.get(at)).and_then(|row| row.id);
        return Err(Broken { place: first_wrong, row, fault: Fault::Cut });
    }
    match before {
        Some(last) if last.to.as_deref() != Some(standing.state) => {
            Err(Broken { place: there, row: last.id, fault: Fault::Strayed })
        }
        _ => Ok(()),
    }
}

/// What is wrong with one row behind another.
fn fault(row: &LogRow, before: Option<&LogRow>, place: u64, plan: FeatureId) -> Option<Fault> {
    if row.hash != Some(row.hashed()) {
        return Some(Fault::Edited);
    }
    let follows = row.plan == Some(plan.0)
        && row.number == Some(place)
        && row.previous.as_deref() == before.and_then(|before| before.hash.as_deref());
    if !follows {
        return Some(Fault::OutOfPlace);
    }
    before.is_some_and(|before| row.from != before.to).then_some(Fault::Strayed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [(&str, &str, &str); 4] = [
        ("consult", "draft", "consultation"),
        ("appraise", "consultation", "appraisal"),
        ("approve", "appraisal", "approved"),
        ("publish", "approved", "published"),
    ];

    fn log() -> Vec<LogRow> {
        let mut rows: Vec<LogRow> = Vec::new();
        for (number, (step, from, to)) in (1..).zip(STEPS) {
            let [step, from, to] = [step, from, to].map(|word| Some(word.to_owned()));
            let when = Some(format!("2026-11-0{number}T07:00:00Z"));
            let row = LogRow { plan: Some(7), step, from, to, when, ..LogRow::default() }.behind(rows.last());
            rows.push(LogRow { id: Some(FeatureId(10 + number)), ..row });
        }
        rows
    }

    fn whole() -> Standing<'static> {
        Standing { plan: FeatureId(7), state: "published", steps: 4 }
    }

    fn check(change: impl FnOnce(&mut Vec<LogRow>), expected: (u64, Option<u64>, Fault)) {
        let mut rows = log();
        change(&mut rows);
        rows.sort_by_key(|row| row.id);
        let (place, row, fault) = expected;
        assert_eq!(verified(&rows, whole()), Err(Broken { place, row: row.map(FeatureId), fault }));
    }

    #[test]
    fn a_log_that_nobody_touched_holds() {
        assert_eq!(verified(&log(), whole()), Ok(()));
        assert_eq!(verified(&[], Standing { plan: FeatureId(7), state: "draft", steps: 0 }), Ok(()));
    }

    #[test]
    fn whatever_is_edited_in_a_row_is_found_there() {
        let other = || Some("other".to_owned());
        let edits: [fn(&mut LogRow, Option<String>); 17] = [
            |row, _| row.plan = Some(8),
            |row, _| row.number = Some(9),
            |row, text| row.step = text,
            |row, text| row.from = text,
            |row, text| row.to = text,
            |row, text| row.who = text,
            |row, text| row.when = text,
            |row, text| row.reason = text,
            |row, text| row.decision = text,
            |row, text| row.day = text,
            |row, text| row.issuer = text,
            |row, text| row.first_day = text,
            |row, text| row.last_day = text,
            |row, _| row.by = Some(3),
            |row, text| row.files = text,
            |row, text| row.commune = text,
            |row, text| row.early = text,
        ];
        for edit in edits {
            check(|rows| edit(&mut rows[1], other()), (2, Some(12), Fault::Edited));
        }
        check(|rows| rows[2].previous = other(), (3, Some(13), Fault::Edited));
        check(|rows| rows[3].hash = other(), (4, Some(14), Fault::Edited));
        check(|rows| rows[1].when = None, (2, Some(12), Fault::Edited));
    }

    #[test]
    fn an_edited_row_that_was_hashed_anew_betrays_itself_in_the_next() {
        let anew = |rows: &mut Vec<LogRow>| {
            rows[1].who = Some("other".to_owned());
            rows[1].hash = Some(rows[1].hashed());
        };
        check(anew, (3, Some(13), Fault::OutOfPlace));
    }

    #[test]
    fn a_removed_row_is_found_where_it_is_missing() {
        check(|rows| drop(rows.remove(0)), (1, Some(12), Fault::OutOfPlace));
        check(|rows| drop(rows.remove(2)), (3, Some(14), Fault::OutOfPlace));
        check(|rows| drop(rows.pop()), (4, None, Fault::Cut));
        check(Vec::clear, (1, None, Fault::Cut));
    }

    #[test]
    fn rows_in_another_order_are_found() {
        let swap = |rows: &mut Vec<LogRow>| {
            (rows[1].id, rows[2].id) = (rows[2].id, rows[1].id);
        };
        check(swap, (2, Some(12), Fault::OutOfPlace));
    }

    #[test]
    fn a_row_that_was_put_in_is_found() {
        let twice = |rows: &mut Vec<LogRow>| rows.push(LogRow { id: Some(FeatureId(99)), ..rows[3].clone() });
        check(twice, (5, Some(99), Fault::OutOfPlace));
        let behind = |rows: &mut Vec<LogRow>| {
            let made = LogRow { step: Some("expire".to_owned()), ..rows[3].clone() };
            let made = LogRow { from: rows[3].to.clone(), ..made }.behind(rows.last());
            rows.push(LogRow { id: Some(FeatureId(99)), ..made });
        };
        check(behind, (5, Some(99), Fault::Cut));
        let of_another = |rows: &mut Vec<LogRow>| {
            rows[0] = LogRow { plan: Some(8), ..rows[0].clone() }.behind(None);
            rows[0].id = Some(FeatureId(11));
        };
        check(of_another, (1, Some(11), Fault::OutOfPlace));
    }

    #[test]
    fn a_plan_that_was_moved_beside_its_log_is_found() {
        let strayed = Standing { state: "annulled", ..whole() };
        let broken = Broken { place: 4, row: Some(FeatureId(14)), fault: Fault::Strayed };
        assert_eq!(verified(&log(), strayed), Err(broken));
        let mut rows = log();
        rows.truncate(2);
        let jump = LogRow { from: Some("draft".to_owned()), ..log()[2].clone() };
        rows.push(jump.behind(rows.last()));
        let standing = Standing { state: "approved", steps: 3, ..whole() };
        assert_eq!(verified(&rows, standing).unwrap_err().fault, Fault::Strayed);
    }
}
