//! The steward's desk: files brought into the store, people who may sign in, and how the server is. For administrators alone.
//!
//! In reading order: `who` (an administrator), `places` (its addresses), `imports`, `people`, `overview` (how the server is, and what was done).

mod imports;
mod overview;
mod people;
mod places;
mod who;

use crate::http::parts::part::Part;

/// The part.
pub(super) fn part() -> Part {
    Part::of(imports::endpoints().chain(people::endpoints()).chain(overview::endpoints())).with_chore(imports::keep)
}
