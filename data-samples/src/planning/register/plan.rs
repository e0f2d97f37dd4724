//! A plan of the register.

use ::planning::PlanDraft;

use crate::city::City;
use crate::planning::register::drawn::Drawn;
use crate::planning::register::ground::Ground;
use crate::planning::register::life::Moved;
use crate::planning::register::projects::Listed;

/// A plan of the register.
#[derive(Debug)]
pub(crate) struct SamplePlan {
    /// What it says of itself, without what is drawn.
    pub(crate) head: PlanDraft,
    /// The steps it went through, oldest first.
    pub(crate) life: Vec<Moved>,
    /// The ward it lies in; none of plans over several.
    pub(crate) ward: Option<usize>,
    pub(super) ground: Ground,
}

impl SamplePlan {
    /// The plan as its author hands it in: made when it is asked for, for a city has more zones than fit into memory at once.
    pub(crate) fn draft(&self, city: &City) -> PlanDraft {
        let Drawn { boundary, zones } = self.ground.drawn(city);
        let (lines, restrictions) = self.ground.lines(city);
        PlanDraft { boundary, zones, lines, restrictions, ..self.head.clone() }
    }

    /// The list of projects of an annual plan.
    pub(crate) fn listed(&self, city: &City) -> Vec<Listed> {
        self.ground.listed(city)
    }

    /// Projects by sign and name, of an annual plan.
    pub(crate) fn projects(&self, city: &City) -> Vec<(String, String)> {
        self.ground.projects(city)
    }
}
