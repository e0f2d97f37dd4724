//! Files brought into the store while the server runs: kept beside it, checked, carried out one at a time, forgotten.
//!
//! Nothing here knows HTTP or who may do what. In reading order: `shelf` (all of them, and which is next), `import` (one: how it stands), `plan`
//! (what is to become of a file), `folder` (where the files lie), `work` (a check, or an import, against an open store), `said` (what is said of one
//! that failed), `told` (what is said of a report, here and on the terminal).

mod folder;
mod import;
mod plan;
mod said;
mod shelf;
pub(crate) mod told;
mod work;

pub(crate) use folder::{Folder, KeptFile};
pub(crate) use import::{Import, Progress, State};
pub(crate) use plan::Plan;
pub(crate) use shelf::{MOST_KEPT, Refusal, Shelf};
pub(crate) use work::{is_altered, work};
