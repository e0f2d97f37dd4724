//! What an extract says, as people read it: one account of headings, sentences and tables, which the page shows and the sheet prints.
//!
//! Plain words come before numbers, and what governs before all else. In reading order: `block` (what an account is made of), `words`
//! (sentences of single things), `lead` (the answer in a sentence), `plans`,
//! `conflicts`, `beside` (lines, roads, restrictions), `about` (themes,
//! documents, source).

mod about;
mod beside;
mod block;
mod conflicts;
mod lead;
mod plans;
mod words;

pub(super) use block::{Block, Cell, Column, Tabled};
pub(super) use words::Words;

use serde_json::Value;

use super::wire::ParcelExtract;
use crate::text::Language;

/// What is shown of one parcel.
#[derive(Debug)]
pub(super) struct Account {
    /// What the parcel is called.
    pub(super) title: String,
    /// The answer in a sentence or two.
    pub(super) lead: String,
    pub(super) blocks: Vec<Block>,
}

/// The account of an extract.
pub(super) fn account(told: &ParcelExtract, language: Language) -> Account {
    let words = Words { language };
    // Some members belong to other parts of the subject; here they are read by their names, and are not there without them.
    let members = serde_json::to_value(told).unwrap_or_default();
    let members = &members;
    let mut blocks = Vec::new();
    blocks.extend(plans::governing(told, &words));
    blocks.extend(conflicts::conflicts(told, &words));
    blocks.extend(about::warnings(told, &words));
    blocks.extend(about::parcel(told, &words));
    blocks.push(Block::Picture);
    blocks.extend(plans::in_force(told, members, &words));
    blocks.extend(beside::road(members, &words));
    blocks.extend(beside::lines(members, &words));
    blocks.extend(beside::restrictions(members, &words));
    blocks.extend(beside::projects(told, &words));
    blocks.extend(plans::without_effect(told, members, &words));
    blocks.extend(about::themes(told, &words));
    blocks.extend(about::documents(told, &words));
    blocks.extend(about::source(told, &words));
    let lead =
        [Some(lead::lead(told, &words)), beside::road_lead(told, members, &words), conflicts::lead(told, &words)];
    let lead = lead.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Account { title: words.parcel(&told.parcel), lead, blocks }
}

/// A member of an object that is there and not null.
fn member<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    object.get(name).filter(|value| !value.is_null())
}
