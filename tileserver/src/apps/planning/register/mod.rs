//! The register itself: its list, a plan that is handed in, and the steps a plan takes.
//!
//! In reading order: `list`, `draft` with `drawn` (its features), `papers` (its documents) and `known` (what the store knows
//! better), `steps` (the one door to all of
//! them), `publish` (the short way), `plan_id`.

mod draft;
mod drawn;
mod known;
mod list;
mod papers;
mod plan_id;
mod publish;
mod steps;

pub(super) use draft::create;
pub(super) use drawn::{AreaSent, LineSent, RestrictionSent, ZoneSent};
pub(super) use list::plans;
pub(super) use plan_id::{PLAN_ID, missing};
pub(super) use publish::publish;
pub(super) use steps::wire::{StepList, StepSent, kept};
pub(super) use steps::{Outlook, history, step};
