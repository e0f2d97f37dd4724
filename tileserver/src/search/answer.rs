//! What was found for a text, in order.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use spatial_core::layer::{FeatureId, Kind, LayerName};
use spatial_core::search::{AskedName, FieldRole, FoundFeature, Near, View, squashed, words};

use crate::search::reading::coordinate::Coordinate;
use crate::search::reading::corners::Corners;
use crate::search::reading::data_area::DataArea;
use crate::search::reading::function::Function;
use crate::search::reading::parcel_key::{Commune, ParcelKey};
use crate::search::reading::{self, Reading};

/// States of rows that are over, in the words of the tables that have states: of rows of one name they are told after the others.
pub(crate) const OVER: [&str; 4] = ["replaced", "expired", "annulled", "discarded"];
/// Features looked at for one part of a question; the best of them are kept.
const MOST_LOOKED_AT: usize = 512;

/// A question.
#[derive(Debug)]
pub(crate) struct Question<'q> {
    pub(crate) text: &'q str,
    pub(crate) near: Option<Near>,
    pub(crate) limit: usize,
    pub(crate) area: &'q DataArea,
}

/// What comes of it.
#[derive(Debug)]
pub(crate) struct SearchAnswer<'a> {
    /// How the text was understood; only what led to something, or the likeliest.
    pub(crate) readings: Vec<Reading>,
    pub(crate) results: Vec<SearchHit<'a>>,
    /// True if there is more than the limit.
    pub(crate) more: bool,
}

/// One thing that was found.
#[derive(Debug)]
pub(crate) enum SearchHit<'a> {
    Feature(FoundFeature<'a>),
    /// A parcel of the sheet and number, but not where the text says.
    Elsewhere(FoundFeature<'a>),
    Coordinate(Coordinate),
    Corners(Corners),
}

impl<'a> SearchHit<'a> {
    /// The feature, if it is one.
    pub(crate) fn feature(&self) -> Option<&FoundFeature<'a>> {
        match self {
            Self::Feature(found) | Self::Elsewhere(found) => Some(found),
            Self::Coordinate(_) | Self::Corners(_) => None,
        }
    }
}

/// The answer to a text that gives a place by itself: no feature needs to be known for it.
pub(crate) fn places(question: &Question<'_>) -> Option<SearchAnswer<'static>> {
    let readings = reading::read(question.text, question.area);
    if !readings.first().is_none_or(Reading::is_place) {
        return None;
    }
    let hit = |reading: &Reading| match reading {
        Reading::Coordinate(place) => Some(SearchHit::Coordinate(*place)),
        Reading::Corners(corners) => Some(SearchHit::Corners(corners.clone())),
        _ => None,
    };
    let mut results: Vec<SearchHit<'static>> = readings.iter().filter_map(hit).collect();
    let more = results.len() > question.limit;
    results.truncate(question.limit);
    Some(SearchAnswer { readings, results, more })
}

/// Answers a text that is no place by itself.
pub(crate) fn answer<'a>(view: &View<'a>, question: &Question<'_>) -> SearchAnswer<'a> {
    let (mut readings, mut vain, mut found) = (Vec::new(), Vec::new(), Vec::new());
    let (mut elsewhere, mut rest) = (Vec::new(), Vec::new());
    for reading in reading::read(question.text, question.area) {
        let more = match &reading {
            Reading::Parcel(key) => {
                let (there, others) = parcels(view, key, question.near);
                elsewhere.extend(others);
                there
            }
            Reading::Identifier(identifier) => coded(view, identifier, FieldRole::Identifier, question.limit),
            Reading::Decision(number) => coded(view, &squashed(number), FieldRole::Decision, question.limit),
            // Half of the list, so that what bears the word as its name is seen, too.
            Reading::Function(function) => {
                let mut zones = planned_as(view, *function, question.near);
                rest.extend(zones.split_off(zones.len().min(question.limit.div_ceil(2))));
                zones
            }
            Reading::Text(text) => named(view, text, question),
            Reading::Coordinate(_) | Reading::Corners(_) => Vec::new(),
        };
        if more.is_empty() { &mut vain } else { &mut readings }.push(reading);
        found.extend(more.into_iter().map(SearchHit::Feature));
    }
    found.extend(rest.into_iter().map(SearchHit::Feature));
    if readings.is_empty() {
        readings.extend(vain.into_iter().next());
    }
    found.extend(elsewhere.into_iter().map(SearchHit::Elsewhere));
    let mut met: BTreeSet<(LayerName, FeatureId)> = BTreeSet::new();
    found.retain(|hit| hit.feature().is_none_or(|found| met.insert((found.layer().name.clone(), found.id()))));
    let mut found = over_last(found);
    let more = found.len() > question.limit;
    found.truncate(question.limit);
    SearchAnswer { readings, results: found, more }
}

/// Of hits of one layer under one name, those that are over after the others; all else stays where it is.
fn over_last(hits: Vec<SearchHit<'_>>) -> Vec<SearchHit<'_>> {
    let mut places: HashMap<(LayerName, FieldRole, String), Vec<usize>> = HashMap::new();
    for (place, hit) in hits.iter().enumerate() {
        let found = hit.feature().filter(|found| found.value(FieldRole::State).is_some());
        if let Some((found, name)) = found.and_then(|found| Some((found, found.value(found.role)?))) {
            places.entry((found.layer().name.clone(), found.role, squashed(&name))).or_default().push(place);
        }
    }
    let is_over = |hit: &SearchHit<'_>| {
        let state = hit.feature().and_then(|found| found.value(FieldRole::State));
        state.is_some_and(|state| OVER.contains(&state.as_ref()))
    };
    let mut order: Vec<usize> = (0..hits.len()).collect();
    for alike in places.into_values() {
        let (over, others): (Vec<usize>, Vec<usize>) = alike.iter().partition(|place| is_over(&hits[**place]));
        for (place, hit) in alike.into_iter().zip(others.into_iter().chain(over)) {
            order[place] = hit;
        }
    }
    let mut hits: Vec<Option<SearchHit<'_>>> = hits.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| hits[place].take()).collect()
}

/// Zones planned as something, nearest first, those that are over last.
fn planned_as<'a>(view: &View<'a>, function: Function, near: Option<Near>) -> Vec<FoundFeature<'a>> {
    let of_class = |class: &&str| {
        let asked = AskedName { words: words(class), near, ..AskedName::default() };
        view.named(&asked, Some(Kind::Zone), MOST_LOOKED_AT)
    };
    let all = function.classes().iter().flat_map(of_class).filter(|found| found.role == FieldRole::Class).collect();
    let is_over =
        |found: &FoundFeature<'_>| found.value(FieldRole::State).is_some_and(|state| OVER.contains(&state.as_ref()));
    let (over, mut zones): (Vec<_>, Vec<_>) = nearest(all, near).into_iter().partition(is_over);
    zones.extend(over);
    zones
}

/// Features whose code of some role begins so.
fn coded<'a>(view: &View<'a>, start: &str, role: FieldRole, limit: usize) -> Vec<FoundFeature<'a>> {
    let mut found = view.codes(start, limit + 1);
    found.retain(|found| found.role == role);
    // A plan comes before the zones that name its decision.
    found.sort_by_key(|found| found.value(FieldRole::Mention).is_some());
    found
}

/// Parcels of a sheet and number where the key says; and if there are none, those elsewhere, unless the key itself names one commune.
fn parcels<'a>(view: &View<'a>, key: &ParcelKey, near: Option<Near>) -> (Vec<FoundFeature<'a>>, Vec<FoundFeature<'a>>) {
    let all = || nearest(view.parcels(&key.asked(near), MOST_LOOKED_AT, |_| true), near);
    match &key.commune {
        Commune::Any => (all(), Vec::new()),
        Commune::Code(_) => (exactly(view, key, MOST_LOOKED_AT), Vec::new()),
        Commune::Said(text) => {
            let place = Place::of(view, text);
            let there = view.parcels(&key.asked(near), MOST_LOOKED_AT, |found| place.holds(found));
            let others = if there.is_empty() { all() } else { Vec::new() };
            (nearest(there, near), others)
        }
    }
}

/// Parcels of a whole key: commune, sheet and number.
pub(crate) fn exactly<'a>(view: &View<'a>, key: &ParcelKey, most: usize) -> Vec<FoundFeature<'a>> {
    let Commune::Code(code) = &key.commune else { return Vec::new() };
    view.parcels(&key.asked(None), most, |found| found.value(FieldRole::Commune).as_deref() == Some(code.as_str()))
}

/// Of all layers, nearest first; of those equally far in order of commune.
fn nearest<'a>(mut found: Vec<FoundFeature<'a>>, near: Option<Near>) -> Vec<FoundFeature<'a>> {
    found.sort_by_cached_key(|found| {
        let metres = near.map_or(0.0, |near| near.metres_to(&found.bounds()));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole metres order well enough")]
        let metres = metres.min(1e9) as u64;
        (metres, found.value(FieldRole::Commune), found.id())
    });
    found
}

/// Where a parcel is said to be, in words.
struct Place {
    asked: AskedName,
    /// As typed: it may be the code itself.
    text: String,
    /// Codes of the wards of this name, now or formerly.
    wards: Vec<String>,
}

impl Place {
    fn of(view: &View<'_>, text: &str) -> Self {
        let asked = AskedName { words: words(text), is_open: true, ..AskedName::default() };
        let wards = view.named(&asked, Some(Kind::Ward), MOST_LOOKED_AT);
        // `Thắng Tam` is not Tam Thắng, unless nothing else has these words.
        let in_a_row = |ward: &&FoundFeature<'_>| ward.value(ward.role).is_some_and(|name| asked.is_said_in(&name));
        let is_any_so = wards.iter().any(|ward| in_a_row(&ward));
        let wards = wards.iter().filter(|ward| !is_any_so || in_a_row(ward));
        let wards = wards.filter_map(|ward| ward.value(FieldRole::Code)).map(Cow::into_owned).collect();
        Self { asked, text: text.to_owned(), wards }
    }

    /// True if the parcel's commune is it or bears its name; or, if no ward is called so, if its address says it.
    fn holds(&self, found: &FoundFeature<'_>) -> bool {
        let bears = |name: &str| !name.bytes().all(|c| c.is_ascii_digit()) && self.asked.is_said_in(name);
        let is_it = |commune: Cow<'_, str>| {
            self.wards.iter().any(|ward| *ward == commune) || commune == self.text || bears(&commune)
        };
        found.value(FieldRole::Commune).is_some_and(is_it)
            || (self.wards.is_empty()
                && found.value(FieldRole::Address).is_some_and(|address| self.asked.is_said_in(&address)))
    }
}

/// Names, addresses and codes.
fn named<'a>(view: &View<'a>, text: &str, question: &Question<'_>) -> Vec<FoundFeature<'a>> {
    let is_open = !text.ends_with(|c: char| ",.;".contains(c));
    let mut found = Vec::new();
    for leniency in 0..=2 {
        let asked = AskedName { words: words(text), is_open, leniency, near: question.near };
        found = view.named(&asked, None, MOST_LOOKED_AT);
        if !found.is_empty() {
            break;
        }
    }
    let code = squashed(text);
    let codes = view.codes(&code, question.limit + 1);
    let is_same = |found: &FoundFeature<'_>| found.value(found.role).is_some_and(|value| squashed(&value) == code);
    let (same, begun): (Vec<_>, Vec<_>) = codes.into_iter().partition(is_same);
    same.into_iter().chain(found).chain(begun).collect()
}
