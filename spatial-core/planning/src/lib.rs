//! Plans and their zones: the register, the steps a plan goes through, and what of a parcel lies in which zone.
//!
//! A subject: it declares its tables (`tables`), says what is to change (`draft`, `workflow`) and answers from memory (`register`: what
//! belongs to which plan; `share`). It knows no HTTP, no SQL and no file format; the store's writing door and the World are handed to it.

mod draft;
mod register;
mod share;
mod tables;
mod workflow;

pub use draft::{DocumentDraft, PlanDraft, PlanDraftError, ZoneDraft, drafted};
pub use register::{Members, Register};
pub use share::{Share, ShareError, shares, shares_of};
pub use tables::{
    CODE_FIELD, COMMUNE_FIELD, DECISION_DATE_FIELD, DECISION_FIELD, DOCUMENTS, FILE_FIELD, FUNCTION_FIELD, KIND_FIELD,
    NAME_FIELD, OFFICE_FIELD, PLAN_FIELD, PLANS, ROOM, SIGN_FIELD, STATE_FIELD, TABLES, ZONES,
};
pub use workflow::{PlanState, Step, StepError, published};
