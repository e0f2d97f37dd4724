//! Who may see what: grants of people, the audience that asks with them, what layers, fields and rows need to be seen.

mod audience;
mod clearance;
mod grant;
mod rows;

pub use audience::{Areas, Audience};
pub use clearance::Clearance;
pub use grant::{Area, Grant, Word};
pub use rows::{RowPolicy, Sight, States, Validity, policy_word};
