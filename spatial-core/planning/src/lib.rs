//! Plans and their zones: the register, the steps a plan goes through, and what of a parcel lies in which zone.
//!
//! A subject: it declares its tables (`tables`), says what is to change (`draft`; `workflow`: states, steps and their log) and answers
//! from memory (`register`: what belongs to which plan; `share`: whether areas can be compared; `extract`: all that is said of a parcel;
//! `indicator`: what the texts of a plan allow; `function`: what its ground is for; `allowance`: how much that is; `check`: may this
//! building stand here; `difference`: between two plans). What anybody says
//! on a plan in consultation is `comment`. It knows no HTTP, no SQL and no file format; the store's writing door and the World are handed to it.

mod allowance;
pub mod check;
pub mod comment;
pub mod difference;
mod draft;
pub mod extract;
mod function;
mod indicator;
mod known;
mod register;
mod share;
mod tables;
mod words;
mod workflow;

pub use allowance::{Allowance, AllowanceMethod, allowance};
pub use draft::{
    DocumentDraft, IndicatorTexts, LineDraft, MOST_PAGES, MOST_WIDTH, ObjectNotes, PlanDraft, PlanDraftError,
    ProjectDraft, RestrictionDraft, ZoneDraft, drafted,
};
pub use indicator::{Certainty, Indicator, IndicatorKind};
pub use known::{CodeHolder, code_taken, commune_codes, lies_in, outside};
pub use register::{About, BETWEEN_PARCELS, Members, ProjectFound, Register, parcel_names, projects_on};
pub use share::ShareError;
pub use tables::{
    ADJUSTMENT_FIELD, ADJUSTS_FIELD, AREA_FIELD, BASIS_FIELD, BOUNDARIES, CODE_FIELD, COMMUNE_FIELD,
    CONSULT_FROM_FIELD, CONSULT_UNTIL_FIELD, DECISION_DATE_FIELD, DECISION_FIELD, DENSITY_FIELD, DOCUMENTS,
    EXCLUSIVE_FIELD, FAR_FIELD, FILE_FIELD, FROM_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, INFO_CODE_FIELD, INVESTOR_FIELD,
    ISSUED_FIELD, ISSUER_FIELD, KIND_FIELD, LAND_USE_FIELD, LEVEL_FIELD, LINES, NAME_FIELD, NUMBER_FIELD,
    OBJECT_CODE_FIELD, OFFICE_FIELD, PAGES_FIELD, PARCELS_FIELD, PHASE_FIELD, PLACE_FIELD, PLAN_FIELD, PLANS,
    POPULATION_FIELD, PROJECT_COMMUNE_FIELD, PROJECTS, PUBLISHED_FIELD, REPLACES_FIELD, RESTRICTIONS, ROAD_WIDTH_FIELD,
    ROOM, SECTION_FIELD, SETBACK_FIELD, SIGN_FIELD, SORT_FIELD, SOURCE_FIELD, STATE_FIELD, STEP_COUNT_FIELD,
    STOREYS_FIELD, SUSPENDED_FIELD, TABLES, THEME_FIELD, UNTIL_FIELD, WIDTH_FIELD, YEAR_FIELD, ZONES,
};
pub use words::{Adjustment, DocumentKind, InvestorKind, Level, LineKind, PlanGroup, PlanKind};
pub use workflow::{
    After, Broken, Fault, Followed, Lack, Leads, LogRow, MAY_APPRAISE, MAY_APPROVE, MAY_DRAFT, MAY_PUBLISH, Need,
    Occasion, PlanAt, PlanState, STEP_LOG, STEPS, Standing, Step, StepAsked, StepError, StepRule,
    USUAL_CONSULTATION_DAYS, USUAL_PUBLISH_DAYS, due_day, follows, is_over, lacking, noted, open_until, step_from,
    steps_from, taken, verified,
};
