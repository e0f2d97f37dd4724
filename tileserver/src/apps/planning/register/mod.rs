//! The register itself: its list, a plan that is handed in, and the steps a plan takes.
//!
//! In reading order: `list` with `page` (the same for people), `draft` with `drawn` (its features), `papers` (its documents and projects),
//! `kept` (its texts), `known` (what the store knows better) and `ground` (whether it lies in its commune), `steps` (the one door to all of them), `publish`
//! (the short way), `projects` (the list of a plan), `plan_id`.

mod draft;
mod drawn;
mod ground;
mod kept;
mod known;
mod list;
mod page;
mod papers;
mod plan_id;
mod projects;
mod publish;
mod steps;

pub(super) use draft::create;
pub(super) use drawn::{AreaSent, LineSent, ProjectSent, RestrictionSent, ZoneSent};
pub(super) use kept::kept;
pub(super) use list::plans;
pub(super) use page::consulted;
pub(super) use plan_id::{PLAN_ID, missing};
pub(super) use projects::{PLAN_PROJECTS, ProjectList, projects};
pub(super) use publish::publish;
pub(super) use steps::wire::{StepList, StepSent};
pub(super) use steps::{Outlook, history, step};
pub(crate) use steps::{refusal, with_lacks};
