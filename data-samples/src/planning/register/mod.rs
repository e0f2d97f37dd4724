//! The plans of the register, of all levels and in all states, as plain drawings over the city: what each says (`catalogue`), how it came
//! to stand where it does (`life`), and what it draws: `sheets` for the whole city, `quarters` with planned roads between, `lots` of
//! detailed plans, `projects` of a year, all but the `gaps` no plan is about; how it writes indicators (`writing`).

mod catalogue;
mod gaps;
mod ground;
mod life;
mod lots;
mod projects;
mod quarters;
mod sheets;
mod towns;
mod writing;

use ::planning::{PlanDraft, ZoneDraft};
use spatial_core::geometry::Geometry;

use crate::city::City;

pub(crate) use catalogue::sample_plans;
use gaps::Gaps;
use ground::Ground;
use life::Moved;
use writing::Written;

/// A plan of the register.
#[derive(Debug)]
pub(crate) struct SamplePlan {
    /// What it says of itself, without what is drawn.
    pub(crate) head: PlanDraft,
    /// The steps it went through, oldest first.
    pub(crate) life: Vec<Moved>,
    /// The ward it lies in; none of plans over several.
    pub(crate) ward: Option<usize>,
    ground: Ground,
}

/// What a plan draws.
#[derive(Debug, Default)]
struct Drawn {
    boundary: Option<Geometry>,
    zones: Vec<ZoneDraft>,
}

impl SamplePlan {
    /// The plan as its author hands it in: made when it is asked for, for a city has more zones than fit into memory at once.
    pub(crate) fn draft(&self, city: &City) -> PlanDraft {
        let Drawn { boundary, zones } = self.ground.drawn(city);
        PlanDraft { boundary, zones, ..self.head.clone() }
    }

    /// Projects by sign and name, of an annual plan.
    pub(crate) fn projects(&self, city: &City) -> Vec<(String, String)> {
        self.ground.projects(city)
    }
}

/// A zone with what is written for it; none where the gaps leave nothing of its shape.
fn zone(gaps: &Gaps, shape: Geometry, (sign, function): (String, &str), written: &Written) -> Option<ZoneDraft> {
    let geometry = gaps.cut(shape)?;
    Some(ZoneDraft { sign, function: function.to_owned(), indicators: written.texts(), geometry })
}
