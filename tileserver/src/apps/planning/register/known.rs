//! What a draft says that the store knows better: a code another plan has, a commune or a plan there is not.

use planning::{CODE_FIELD, CodeHolder, MAY_DRAFT, PLANS, ROOM, STATE_FIELD, code_taken, commune_codes};
use spatial_core::layer::{Areas, Audience, Clearance, FeatureId, composed};
use spatial_core::message::Message;
use spatial_core::snapshot::World;

use crate::apps::planning::wire::PlanSent;
use crate::http::HttpError;
use crate::http::served::Served;

/// Letters of a bad word that are repeated to who sent it.
const LONGEST_SAID: usize = 64;

/// Refuses a code that is taken, a plan whose place it would take and that its editor does not see, and a commune nobody knows.
pub(super) fn known(served: &Served, audience: Audience, sent: &PlanSent) -> Result<(), HttpError> {
    let world = served.world()?;
    let followed: Vec<FeatureId> = sent.replaces.into_iter().chain(sent.adjusts).map(FeatureId).collect();
    follows(&world, audience, sent)?;
    let brief = |text: &str| text.chars().take(LONGEST_SAID).collect::<String>();
    if is_taken(&world, &composed(&sent.code), &followed) {
        return Err(HttpError::Unfit(Message::new("problem-plan-code-taken").with("code", brief(&sent.code))));
    }
    match sent.commune.as_deref() {
        Some(commune) if !is_named(audience, commune) && !is_commune(&world, commune) => {
            Err(HttpError::Unfit(Message::new("problem-plan-commune").with("commune", brief(commune))))
        }
        _ => Ok(()),
    }
}

/// Whoever does not see a plan is not told whether there is one.
fn follows(world: &World, audience: Audience, sent: &PlanSent) -> Result<(), HttpError> {
    let plans = world.declared(&PLANS, audience);
    for (member, plan) in [("replaces", sent.replaces), ("adjusts", sent.adjusts)] {
        let Some(plan) = plan else { continue };
        if plans.is_none_or(|plans| plans.find(FeatureId(plan)).is_none()) {
            let message = Message::new("problem-plan-follows-none").with("member", member).with("plan", plan);
            return Err(HttpError::Unfit(message));
        }
    }
    Ok(())
}

/// Of all plans, whoever may see them: a code is one plan's.
fn is_taken(world: &World, code: &str, followed: &[FeatureId]) -> bool {
    let Some(plans) = world.whole_declared(&PLANS) else { return false };
    let field = |name| plans.layer().schema.position(name);
    let Some((codes, states)) = field(CODE_FIELD).zip(field(STATE_FIELD)) else { return false };
    let holders = plans.iter().filter_map(|row| {
        let (code, state) = (row.text(codes)?, row.text(states).unwrap_or_default());
        Some(CodeHolder { plan: FeatureId(row.id()), code, state })
    });
    code_taken(holders, code, followed).is_some()
}

/// Whoever gave somebody the power for this commune by name knows that there is one.
fn is_named(audience: Audience, commune: &str) -> bool {
    let needed = Clearance::parse(&format!("{ROOM}.{MAY_DRAFT}")).unwrap_or(Clearance::Staff);
    matches!(audience.areas(&needed), Areas::Some(_)) && audience.areas(&needed).has(Some(commune))
}

/// True where no layer says which communes there are.
fn is_commune(world: &World, commune: &str) -> bool {
    let mut is_said = false;
    for layer in world.whole_layers() {
        let Some(field) = commune_codes(layer.layer()) else { continue };
        for row in layer.iter() {
            let code = row.text(field);
            if code == Some(commune) {
                return true;
            }
            is_said |= code.is_some();
        }
    }
    !is_said
}
