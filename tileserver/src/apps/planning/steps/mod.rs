//! `/v1/plans/{planId}/steps`: a plan goes on to its next state, and what it went through.
//!
//! In reading order: `wire` (what is sent and answered), `take` (the one door to all steps, publishing too), `history` (the log, and
//! whether it holds), `outlook` (what may follow, and by when), `rows` (what belongs to a plan, and what the log says of it).

mod history;
mod outlook;
mod rows;
mod take;
pub(super) mod wire;

pub(super) use history::history;
pub(super) use outlook::{Deadline, Outlook};
pub(super) use take::{Wanted, step, through};
