//! The rows of the plans and of the log, while plans are taken through their steps.

use planning::{LogRow, Occasion, PlanAt, USUAL_CONSULTATION_DAYS, drafted, taken};
use spatial_core::layer::{Change, Feature, FeatureId, Layer, Revision, Value};

use crate::planning::SamplePlan;
use crate::write::subjects::desk::WHO;

/// What is written about all plans.
pub(super) struct Books {
    plans: Layer,
    log: Layer,
    /// The plans, in the order of their ids.
    rows: Vec<Feature>,
    steps: Vec<Vec<Value>>,
}

impl Books {
    /// All plans as drafts, with ids from 1.
    pub(super) fn of(layers: &[Layer], log: &Layer, plans: &[SamplePlan]) -> Self {
        let row = |(id, plan): (u64, &SamplePlan)| {
            let changes = drafted(&plan.head, layers);
            let head = changes.expect("plans of the city have codes and names").into_iter().next();
            let Some(Change::Insert { values, .. }) = head else { unreachable!("a draft begins with its plan") };
            Feature { id: FeatureId(id), version: Revision::default(), geometry: None, values }
        };
        let rows = (1..).zip(plans).map(row).collect();
        Self { plans: layers[0].clone(), log: log.clone(), rows, steps: Vec::new() }
    }

    /// Takes all plans through their steps; a plan that another adjusts or replaces waits until that one is in force.
    pub(super) fn walk(&mut self, plans: &[SamplePlan], files: &[Vec<String>]) {
        let mut is_walked = vec![false; plans.len()];
        while let Some(at) = (0..plans.len()).find(|&at| {
            let mut others = plans[at].life.iter().filter_map(|moved| moved.by);
            !is_walked[at] && others.all(|by| is_walked[by])
        }) {
            is_walked[at] = true;
            let mut named = files[at].clone();
            named.sort_unstable();
            named.dedup();
            self.walk_one(at, &plans[at], &named);
        }
    }

    fn walk_one(&mut self, at: usize, plan: &SamplePlan, files: &[String]) {
        let mut last: Option<LogRow> = None;
        for moved in &plan.life {
            let other = moved.by.map(|by| self.rows[by].clone());
            let when = format!("{}T02:00:00Z", moved.day);
            let consultation_days = USUAL_CONSULTATION_DAYS;
            let occasion = Occasion { who: WHO, when: &when, today: moved.day, consultation_days };
            let there = PlanAt {
                plans: &self.plans,
                plan: &self.rows[at],
                other: other.as_ref(),
                parts: &[],
                log: &self.log,
                last: last.as_ref(),
                files,
            };
            let changes =
                taken(&there, moved.step, &moved.asked, occasion).expect("plans of the city take lawful steps");
            for change in changes {
                match change {
                    Change::Update { values, .. } => self.rows[at].values = values,
                    Change::Insert { values, .. } => {
                        let row = Feature {
                            id: FeatureId(self.steps.len() as u64 + 1),
                            version: Revision::default(),
                            geometry: None,
                            values,
                        };
                        last = Some(LogRow::of(&self.log, &row));
                        self.steps.push(row.values);
                    }
                    // Which plan adjusts or replaces it, that one says already.
                    _ => {}
                }
            }
        }
    }

    /// The rows of the plans, and those of the log.
    pub(super) fn closed(self) -> (Vec<Vec<Value>>, Vec<Vec<Value>>) {
        (self.rows.into_iter().map(|row| row.values).collect(), self.steps)
    }
}
