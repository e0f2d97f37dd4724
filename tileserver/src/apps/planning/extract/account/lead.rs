//! The answer in a sentence or two, words before numbers.

use planning::extract::ThemeState;
use spatial_core::message::Message;

use super::super::picture::Function;
use super::super::wire::{ParcelExtract, PlanTold, ZoneTold};
use super::words::Words;

/// From this share on a parcel is said to be one thing as a whole.
const WHOLE: f64 = 99.95;
/// And from this one on, for the greater part.
const MOST: f64 = 50.0;
/// Functions named in a sentence; the table has all.
const NAMED: usize = 4;

/// What the plan that governs says of the parcel; or that nothing does, and whether that is known.
pub(super) fn lead(told: &ParcelExtract, words: &Words) -> String {
    let mut governing = told.plans.iter().filter(|plan| plan.governs.is_some());
    match governing.next() {
        Some(plan) => {
            // Plans of other groups hold beside it, the first of each.
            let mut firsts: Vec<&PlanTold> = vec![plan];
            for other in governing {
                if firsts.iter().all(|first| first.group() != other.group()) {
                    firsts.push(other);
                }
            }
            let others = firsts.into_iter().skip(1).filter(|other| !other.zones.is_empty());
            let others = others.map(|other| {
                words.say(
                    &Message::new("parcel-page-lead-also")
                        .with("plan", words.sort(other))
                        .with("shares", listed(&shares(other, words), words)),
                )
            });
            std::iter::once(said(plan, words)).chain(others).collect::<Vec<_>>().join(" ")
        }
        None if told.themes.iter().all(|theme| theme.state == ThemeState::NoData.as_str()) => {
            words.text("parcel-page-lead-unknown")
        }
        None => words.say(&Message::new("parcel-page-lead-none").with("day", words.day(&told.as_of))),
    }
}

/// What a plan says of the parcel, the largest share first. Zones of one function are one thing to who reads.
fn shares(plan: &PlanTold, words: &Words) -> Vec<(String, f64)> {
    let name = |zone: &ZoneTold| Function::of(zone.function.as_deref(), words.language).name;
    let mut shares: Vec<(String, f64)> = Vec::new();
    for zone in &plan.zones {
        match shares.iter_mut().find(|(known, _)| *known == name(zone)) {
            Some((_, percent)) => *percent += zone.percent,
            None => shares.push((name(zone), zone.percent)),
        }
    }
    shares.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    shares
}

fn listed(shares: &[(String, f64)], words: &Words) -> String {
    let one = |(name, percent): &(String, f64)| {
        words.say(&Message::new("parcel-page-lead-share").with("name", name).with("percent", words.percent(*percent)))
    };
    let mut all: Vec<String> = shares.iter().take(NAMED).map(one).collect();
    if shares.len() > NAMED {
        all.push("…".to_owned());
    }
    all.join("; ")
}

fn said(plan: &PlanTold, words: &Words) -> String {
    let shares = shares(plan, words);
    let listed = |shares: &[(String, f64)]| listed(shares, words);
    let is_all = plan.covers.percent >= WHOLE;
    match shares.as_slice() {
        [] => words.text("parcel-page-lead-no-zone"),
        [(name, percent)] if *percent >= WHOLE && is_all => {
            words.say(&Message::new("parcel-page-lead-whole").with("name", name))
        }
        [(name, percent), rest @ ..] if *percent >= MOST && is_all => words.say(
            &Message::new("parcel-page-lead-most")
                .with("name", name)
                .with("percent", words.percent(*percent))
                .with("more", if rest.is_empty() { "no" } else { "yes" })
                .with("rest", listed(rest)),
        ),
        shares if is_all => words.say(&Message::new("parcel-page-lead-several").with("shares", listed(shares))),
        shares => words.say(
            &Message::new("parcel-page-lead-part")
                .with("covers", words.percent(plan.covers.percent))
                .with("shares", listed(shares)),
        ),
    }
}
