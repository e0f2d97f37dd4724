//! The plans of the register, of all levels and in all states, as plain drawings over the city: what each says (`catalogue`, `towns`), how
//! it came to stand where it does (`life`), and what it draws (`ground`, `drawn`): `sheets` for the whole city, `quarters` with planned
//! roads between, `lots` of detailed plans, `projects` of a year, all but the `gaps` no plan is about; how it writes indicators
//! (`writing`).

mod catalogue;
mod drawn;
mod gaps;
mod ground;
mod life;
mod lots;
mod plan;
mod projects;
mod quarters;
mod sheets;
mod towns;
mod writing;

pub(crate) use catalogue::sample_plans;
pub(crate) use plan::SamplePlan;
pub(crate) use projects::Listed;
