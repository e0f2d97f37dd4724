//! Which plans speak at a day, and which of them first.
//!
//! Plans in force come before all others. Of one group the more detailed goes first, of one level the one decided last; a local adjustment
//! goes before the plan it adjusts and takes its place within its own boundary, and nowhere else.

use std::cmp::Reverse;

use spatial_core::layer::FeatureId;

use super::facts::PlanFacts;
use super::standing::LawState;
use crate::words::{Level, PlanGroup};

/// Why a plan governs where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It adjusts another plan there.
    LocalAdjustment,
    /// It is more detailed than the next.
    Level,
    /// It is as detailed as the next, and was decided later.
    Date,
    /// As detailed as the next and decided the same day, it came into the register later.
    Recorded,
    /// There is no other after it.
    Only,
}

impl Reason {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LocalAdjustment => "local_adjustment",
            Self::Level => "level",
            Self::Date => "date",
            Self::Recorded => "recorded",
            Self::Only => "only",
        }
    }
}

/// A plan in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Which of the plans that were put in order.
    pub at: usize,
    /// How it stands.
    pub law: LawState,
    /// Why it goes before the next in force of its group; none of a plan that is not in force.
    pub reason: Option<Reason>,
    /// Which of the plans take its place within their boundaries.
    pub cut_by: Vec<usize>,
}

/// Plans that lie in one place, in order at a day (ISO 8601). `successors` are all plans that replace others or adjust them as a whole,
/// wherever they lie.
pub fn order(here: &[PlanFacts], successors: &[PlanFacts], day: &str) -> Vec<Ranked> {
    let mut ranked: Vec<(Rank<'_>, Ranked)> = (0..here.len())
        .map(|at| {
            let law = LawState::on(&here[at], successors, day);
            (Rank::of(here, at, law), Ranked { at, law, reason: None, cut_by: Vec::new() })
        })
        .collect();
    ranked.sort_by(|(a, _), (b, _)| a.cmp(b));
    let in_force = ranked.iter().take_while(|(rank, _)| rank.law == LawState::InForce).count();
    for place in 0..in_force {
        let (before, rest) = ranked.split_at_mut(place);
        let Some(((rank, plan), after)) = rest.split_first_mut() else { break };
        let follows = |next: &&Rank<'_>| next.law == rank.law && next.group == rank.group && !rank.group.is_shared();
        let next = after.first().map(|(next, _)| next).filter(follows);
        let is_local = here[plan.at].adjusts_locally().is_some_and(|adjusted| {
            after.iter().any(|(next, other)| next.law == LawState::InForce && here[other.at].id == adjusted)
        });
        plan.reason = Some(if is_local { Reason::LocalAdjustment } else { rank.reason(next) });
        let cuts = before.iter().map(|(_, other)| other.at).filter(|other| cuts(here, *other, plan.at));
        plan.cut_by = cuts.collect();
    }
    ranked.into_iter().map(|(_, plan)| plan).collect()
}

/// What plans are put in order by, the first first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank<'a> {
    law: LawState,
    group: PlanGroup<'a>,
    level: Reverse<u8>,
    day: Reverse<String>,
    /// An adjustment of an adjustment goes before it.
    depth: Reverse<usize>,
    id: Reverse<FeatureId>,
}

impl<'a> Rank<'a> {
    /// A local adjustment is as detailed as what it adjusts, and no older.
    fn of(here: &'a [PlanFacts], at: usize, law: LawState) -> Self {
        let (plan, adjusted) = (&here[at], adjusted(here, at));
        let all = || adjusted.iter().copied().chain([at]).map(|at| &here[at]);
        Self {
            law,
            group: PlanGroup::of(&plan.kind),
            level: Reverse(all().filter_map(|plan| plan.level).map(Level::rank).max().unwrap_or(0)),
            day: Reverse(all().filter_map(day_of).max().unwrap_or_default().to_owned()),
            depth: Reverse(adjusted.len()),
            id: Reverse(plan.id),
        }
    }

    fn reason(&self, next: Option<&Self>) -> Reason {
        match next {
            None => Reason::Only,
            Some(next) if self.level != next.level => Reason::Level,
            Some(next) if self.day != next.day => Reason::Date,
            Some(_) => Reason::Recorded,
        }
    }
}

/// The day by which the later of two plans is known.
fn day_of(plan: &PlanFacts) -> Option<&str> {
    plan.decided.as_deref().or(plan.published.as_deref()).or(plan.from.as_deref())
}

/// The plans a local adjustment adjusts, the nearest first: that one, and what it adjusts itself.
fn adjusted(here: &[PlanFacts], at: usize) -> Vec<usize> {
    let mut all = Vec::new();
    let mut last = at;
    while let Some(next) = here[last].adjusts_locally().and_then(|id| here.iter().position(|plan| plan.id == id)) {
        if next == at || all.contains(&next) {
            break;
        }
        all.push(next);
        last = next;
    }
    all
}

/// True if a plan takes another's place within its boundary: it adjusts it, or the same plan as that one and goes before it.
fn cuts(here: &[PlanFacts], before: usize, plan: usize) -> bool {
    let is_sibling = here[before].adjusts_locally().is_some_and(|id| here[plan].adjusts_locally() == Some(id));
    is_sibling || adjusted(here, before).contains(&plan)
}
