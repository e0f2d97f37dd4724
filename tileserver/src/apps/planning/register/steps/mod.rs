//! `/v1/plans/{planId}/steps`: a plan goes on to its next state, and what it went through.
//!
//! In reading order: `wire` (what is sent and answered), `take` (the one door to all steps, publishing too), `history` (the log, and
//! whether it holds), `outlook` (what may follow, and by when), `rows` (what belongs to a plan, and what the log says of it), `refusal`
//! (why a step is refused).

mod history;
mod outlook;
mod refusal;
mod rows;
mod take;
pub(super) mod wire;

pub(in crate::apps::planning) use history::history;
pub(super) use outlook::Deadline;
pub(in crate::apps::planning) use outlook::Outlook;
pub(crate) use refusal::{refusal, with_lacks};
pub(in crate::apps::planning) use take::step;
pub(super) use take::{Wanted, through};
