//! What was found for a text, in order.

use std::collections::BTreeSet;

use spatial_core::layer::{FeatureId, Kind, LayerName};
use spatial_core::search::{Asked, Found, Near, Role, View, squashed, words};

use crate::search::reading::coordinate::Coordinate;
use crate::search::reading::corners::Corners;
use crate::search::reading::ground::Ground;
use crate::search::reading::parcel_key::ParcelKey;
use crate::search::reading::{self, Reading};

/// Features looked at for one part of a question; the best of them are kept.
const MOST_LOOKED_AT: usize = 512;

/// A question.
#[derive(Debug)]
pub(crate) struct Question<'q> {
    pub(crate) text: &'q str,
    pub(crate) near: Option<Near>,
    pub(crate) limit: usize,
    pub(crate) ground: &'q Ground,
}

/// What comes of it.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    /// How the text was understood; only what led to something, or the likeliest.
    pub(crate) readings: Vec<Reading>,
    pub(crate) results: Vec<Hit<'a>>,
    /// True if there is more than the limit.
    pub(crate) more: bool,
}

/// One thing that was found.
#[derive(Debug)]
pub(crate) enum Hit<'a> {
    Feature(Found<'a>),
    Coordinate(Coordinate),
    Corners(Corners),
}

/// The answer to a text that gives a place by itself: no feature needs to be known for it.
pub(crate) fn places(question: &Question<'_>) -> Option<Answer<'static>> {
    let readings = reading::read(question.text, question.ground);
    if !readings.first().is_none_or(Reading::is_place) {
        return None;
    }
    let hit = |reading: &Reading| match reading {
        Reading::Coordinate(place) => Some(Hit::Coordinate(*place)),
        Reading::Corners(corners) => Some(Hit::Corners(corners.clone())),
        _ => None,
    };
    let mut results: Vec<Hit<'static>> = readings.iter().filter_map(hit).collect();
    let more = results.len() > question.limit;
    results.truncate(question.limit);
    Some(Answer { readings, results, more })
}

/// Answers a text that is no place by itself.
pub(crate) fn answer<'a>(view: &View<'a>, question: &Question<'_>) -> Answer<'a> {
    let (mut readings, mut found): (Vec<Reading>, Vec<Found<'a>>) = (Vec::new(), Vec::new());
    let mut elsewhere = Vec::new();
    for reading in reading::read(question.text, question.ground) {
        let more = match &reading {
            Reading::Parcel(key) => match parcels(view, key, question.near) {
                (parcels, true) => parcels,
                (parcels, false) => {
                    elsewhere = parcels;
                    Vec::new()
                }
            },
            Reading::Identifier(identifier) => coded(view, identifier, Role::Identifier, question.limit),
            Reading::Decision(number) => coded(view, &squashed(number), Role::Decision, question.limit),
            Reading::Text(text) => named(view, text, question),
            Reading::Coordinate(_) | Reading::Corners(_) => Vec::new(),
        };
        // What led to nothing is said only if nothing else did: a key that no parcel has.
        if !more.is_empty() || !matches!(reading, Reading::Text(_)) {
            readings.push(reading);
        }
        found.extend(more);
    }
    found.extend(elsewhere);
    let mut met: BTreeSet<(LayerName, FeatureId)> = BTreeSet::new();
    found.retain(|found| met.insert((found.layer().name.clone(), found.id())));
    let more = found.len() > question.limit;
    found.truncate(question.limit);
    Answer { readings, results: found.into_iter().map(Hit::Feature).collect(), more }
}

/// Features whose code of some role begins so.
fn coded<'a>(view: &View<'a>, start: &str, role: Role, limit: usize) -> Vec<Found<'a>> {
    let mut found = view.codes(start, limit + 1);
    found.retain(|found| found.role == role);
    // A plan comes before the zones that name its decision.
    found.sort_by_key(|found| found.value(Role::Mention).is_some());
    found
}

/// Parcels of a sheet and number, nearest first, and whether they are in the commune named; those of all communes if none is.
fn parcels<'a>(view: &View<'a>, key: &ParcelKey, near: Option<Near>) -> (Vec<Found<'a>>, bool) {
    let (sheet, number) = (key.sheet_part(), key.number_part());
    let mut found = view.parcels(sheet.as_ref(), number.as_ref(), MOST_LOOKED_AT);
    let mut is_there = true;
    if !key.commune.is_empty() {
        let communes = communes(view, &key.commune);
        let fits = |found: &Found<'_>| is_in(found, &key.commune, &communes);
        is_there = found.iter().any(fits);
        found.retain(|found| !is_there || fits(found));
    }
    found.sort_by_cached_key(|found| {
        let metres = near.map_or(0.0, |near| near.metres_to(&found.bounds()));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole metres order well enough")]
        let metres = metres.min(1e9) as u64;
        (metres, found.value(Role::Commune), found.id())
    });
    (found, is_there)
}

/// Codes of the wards a text may name.
fn communes(view: &View<'_>, text: &str) -> Vec<String> {
    let asked = Asked { words: words(text), is_open: true, ..Asked::default() };
    let wards = view.named(&asked, Some(Kind::Ward), MOST_LOOKED_AT);
    wards.iter().filter_map(|ward| ward.value(Role::Code)).chain([text.trim().to_owned()]).collect()
}

/// True if the parcel's commune is one of these, or its commune or address names it.
fn is_in(found: &Found<'_>, text: &str, communes: &[String]) -> bool {
    let commune = found.value(Role::Commune).unwrap_or_default();
    if communes.contains(&commune) {
        return true;
    }
    let asked = squashed(text);
    let says = |value: Option<String>| value.is_some_and(|value| squashed(&value).contains(&asked));
    says(Some(commune)) || says(found.value(Role::Address))
}

/// Names, addresses and codes.
fn named<'a>(view: &View<'a>, text: &str, question: &Question<'_>) -> Vec<Found<'a>> {
    let is_open = !text.ends_with(|c: char| ",.;".contains(c));
    let mut found = Vec::new();
    for leniency in 0..=2 {
        let asked = Asked { words: words(text), is_open, leniency, near: question.near };
        found = view.named(&asked, None, MOST_LOOKED_AT);
        if !found.is_empty() {
            break;
        }
    }
    let code = squashed(text);
    let codes = view.codes(&code, question.limit + 1);
    let is_same = |found: &Found<'_>| found.value(found.role).is_some_and(|value| squashed(&value) == code);
    let (same, begun): (Vec<_>, Vec<_>) = codes.into_iter().partition(is_same);
    same.into_iter().chain(found).chain(begun).collect()
}
