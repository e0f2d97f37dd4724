//! Which names fit best: all words, in their order, with their own tone marks, of the most usual kind, near the place one looks at.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::layer::FieldRole;
use crate::layer::Kind;
use crate::search::asked::{AskedName, NameParts, full_word};
use crate::search::field_text::cut;
use crate::search::found::FoundFeature;
use crate::search::named::{Chosen, Fit, House, MOST_WORDS, NameIndex, told_apart};
use crate::search::view::{Apart, SearchedField, View};
use crate::search::words::{Word, Words};
use crate::snapshot::Piece;

/// Most names that are weighed for one question; a question of one letter meets more. Wards, streets and zones come first.
const MOST_NAMES: usize = 2048;
/// Most features of one name among which the nearest is looked for, and most houses of one street: one of them stands for it.
const MOST_OF_A_NAME: usize = 64;
const MOST_OF_A_STREET: usize = 16;
/// Most rows of one name that are told apart: documents of all plans of a province are called alike.
const MOST_APART: usize = 1024;
/// Most houses of one name whose number begins as asked.
const MOST_HOUSES: usize = 16;
impl<'a> View<'a> {
    /// The best features by name and address, best first, at most so many; of features of one name in one field the nearest, or the
    /// first, but where rows have states each. With `kind` of layers of that kind only.
    pub fn named(&self, asked: &AskedName, kind: Option<Kind>, most: usize) -> Vec<FoundFeature<'a>> {
        let mut fields: Vec<(usize, SearchedField<'_, 'a>)> = self.named_fields(kind).enumerate().collect();
        fields.sort_by_key(|(_, field)| kind_rank(field.view.layer.layer().kind));
        let mut weighing = Weighing {
            asked,
            found: Vec::new(),
            by_name: FxHashMap::default(),
            weights: FxHashMap::default(),
            words: Words::default(),
        };
        let mut left = MOST_NAMES;
        for (number, field) in &fields {
            for parts in NameParts::all(asked, field.role == FieldRole::Address) {
                weighing.weights.clear();
                let starts = parts.house.map(|house| House::starts(&house.plain));
                let looked_for = LookedFor { number: *number, field, parts, starts };
                // Each field may use half of what is left, so that none starves the others.
                let mut budget = left.div_ceil(2);
                left -= budget;
                for (piece, named) in field.named() {
                    weighing.look(&looked_for, piece, named, &mut budget);
                }
                left += budget;
            }
        }
        let mut found = weighing.found;
        found.sort_by(|a, b| {
            let key = |found: &FoundFeature<'_>| (-found.score, found.id());
            key(a).cmp(&key(b)).then_with(|| a.layer().name.cmp(&b.layer().name))
        });
        found.truncate(most);
        found
    }
}

/// What was found so far.
struct Weighing<'q, 'a> {
    asked: &'q AskedName,
    found: Vec<FoundFeature<'a>>,
    /// Place of the best feature of a name in a field.
    by_name: FxHashMap<(usize, &'a str, Apart), usize>,
    /// How well the names met so far fit the parts looked for: the pieces of a layer repeat them.
    weights: FxHashMap<&'a str, i64>,
    /// The words of the name that is weighed.
    words: Words,
}

/// What is looked for in a field.
struct LookedFor<'q, 'f, 'a> {
    /// Tells the field from others.
    number: usize,
    field: &'f SearchedField<'f, 'a>,
    parts: NameParts<'q>,
    /// The houses that are meant, see [`House::starts`].
    starts: Option<Vec<(House, i64)>>,
}

impl<'a> Weighing<'_, 'a> {
    fn look(&mut self, looked_for: &LookedFor<'_, '_, 'a>, piece: &Piece<'a>, named: &NameIndex, budget: &mut usize) {
        let LookedFor { field, parts, starts, .. } = looked_for;
        let Some(chosen) = chosen(named, parts, self.asked.leniency) else { return };
        for name in chosen.iter() {
            let mut alive = named.features(name).iter().copied().filter(|at| piece.is_alive(*at)).peekable();
            let Some(text) = alive.peek().and_then(|at| piece.feature(*at).text(field.at)).map(cut) else { continue };
            if *budget == 0 {
                return;
            }
            *budget -= 1;
            let text = if field.role == FieldRole::Address { told_apart(text).1 } else { text };
            let words = &mut self.words;
            let mut weigh = |name: &str| weight(name, words, parts, self.asked.is_open);
            let score = *self.weights.entry(text).or_insert_with(|| match field.role {
                // Several were merged into one: each is a name.
                FieldRole::FormerName => text.split([',', ';']).map(weigh).max().unwrap_or_default(),
                _ => weigh(text),
            });
            let score = score + field.worth();
            match starts {
                Some(starts) => self.houses(field, piece, (named, name), starts, score),
                None if field.is_apart() => {
                    for at in alive.take(MOST_APART) {
                        self.one_of(looked_for, piece, std::iter::once(at), text, score);
                    }
                }
                None => {
                    let most = if field.role == FieldRole::Address { MOST_OF_A_STREET } else { MOST_OF_A_NAME };
                    self.one_of(looked_for, piece, alive.take(most), text, score);
                }
            }
        }
    }

    /// Each house whose number is the one asked for, or begins so if somebody is typing.
    fn houses(
        &mut self,
        field: &SearchedField<'_, 'a>,
        piece: &Piece<'a>,
        (named, name): (&NameIndex, u16),
        starts: &[(House, i64)],
        score: i64,
    ) {
        let house_at =
            |at: u16| House::read(piece.feature(at).text(field.at).map_or("", |text| told_apart(cut(text)).0));
        for (from, worth) in starts {
            let begun = named.houses(name, from.begun_with(*worth));
            let first = begun.partition_point(|&at| house_at(at) < *from);
            let fits = begun[first..].iter().take_while(|&&at| house_at(at).goes_on(from, *worth));
            for &at in fits.filter(|at| piece.is_alive(**at)).take(MOST_HOUSES) {
                let feature = piece.feature(at);
                let is_same = house_at(at) == *from;
                let near = self.asked.near.map_or(0, |near| near.worth(&feature.bounds()));
                let score = score + near + if is_same && *worth == 0 { 600 } else { 200 - worth };
                self.found.push(field.found(feature).scored(score));
            }
        }
    }

    /// The nearest of the features of a name, or the first; once for all pieces.
    fn one_of(
        &mut self,
        LookedFor { number, field, .. }: &LookedFor<'_, '_, 'a>,
        piece: &Piece<'a>,
        mut alive: impl Iterator<Item = u16>,
        text: &'a str,
        score: i64,
    ) {
        let best = match self.asked.near {
            None => alive.next().map(|at| (0, at)),
            Some(near) => {
                let worth = |at: u16| (near.worth(&piece.feature(at).bounds()), at);
                alive.map(worth).reduce(|a, b| if b.0 > a.0 { b } else { a })
            }
        };
        let Some((worth, at)) = best else { return };
        let feature = piece.feature(at);
        let apart = field.apart(&feature);
        let found = field.found(feature).scored(score + worth);
        match self.by_name.entry((*number, text, apart)) {
            Entry::Occupied(place) if self.found[*place.get()].score >= found.score => {}
            Entry::Occupied(place) => self.found[*place.get()] = found,
            Entry::Vacant(free) => {
                free.insert(self.found.len());
                self.found.push(found);
            }
        }
    }
}

/// The names that hold all hard words; `None` if there is nothing to go by.
fn chosen(named: &NameIndex, parts: &NameParts<'_>, leniency: u8) -> Option<Chosen> {
    let mut chosen: Option<Chosen> = None;
    for &(word, may_go_on) in &parts.hard {
        let fit = if may_go_on || leniency > 0 { Fit::Start } else { Fit::Whole };
        let mut with = named.with(&word.plain, fit);
        if leniency > 1 {
            with.join(&named.with(&word.plain, Fit::Nearly));
        }
        match &mut chosen {
            Some(chosen) => chosen.meet(&with),
            None => chosen = Some(with),
        }
        if chosen.as_ref().is_some_and(Chosen::is_empty) {
            break;
        }
    }
    chosen
}

/// How well a name fits.
fn weight(name: &str, all: &mut Words, parts: &NameParts<'_>, is_open: bool) -> i64 {
    // What stands behind a comma says where, not what.
    let (own, around) = name.split_once(',').unwrap_or((name, ""));
    all.clear();
    all.add(own, MOST_WORDS);
    let own = all.len();
    all.add(around, MOST_WORDS);
    let all: &[Word] = all;
    let (mut score, mut places) = (0, Vec::new());
    for (word, may_go_on) in &parts.hard {
        let place = best_place(all, word, &places);
        let Some(place) = place else {
            // A letter was wrong.
            score -= 150;
            continue;
        };
        let is_whole = all[place].plain == word.plain;
        score += if is_whole {
            60
        } else if *may_go_on {
            20
        } else {
            0
        };
        score += tone(&all[place], word, is_whole);
        places.push(place);
    }
    let is_in_order = places.windows(2).all(|pair| pair[0] < pair[1]);
    let is_in_a_row = places.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    score += if is_in_a_row {
        120
    } else if is_in_order {
        60
    } else {
        0
    };
    let is_own = |at: &usize| !full_word(&all[*at].plain) || places.contains(at);
    let missing = (0..own).filter(|at| !is_own(at)).count();
    score += if missing == 0 { 300 } else { -20 * i64::try_from(missing).unwrap_or(100) };
    if places.first().is_some_and(|&first| all[..first].iter().all(|word| !full_word(&word.plain))) {
        score += 80;
    }
    let said = |soft: &&str| all.iter().any(|word| word.plain == **soft);
    let kinds = i64::try_from(parts.soft.iter().filter(|soft| said(soft)).count()).unwrap_or(0);
    let unsaid = i64::try_from(parts.soft.len()).unwrap_or(0) - kinds;
    score + 90 * kinds - if is_open { 40 } else { 60 } * unsaid
}

/// The first free word that is the one asked for, else one that begins so.
fn best_place(all: &[Word], word: &Word, taken: &[usize]) -> Option<usize> {
    let free = || (0..all.len()).filter(|at| !taken.contains(at));
    let after = taken.last().map_or(0, |last| last + 1);
    let whole = |at: &usize| all[*at].plain == word.plain;
    let start = |at: &usize| all[*at].plain.starts_with(&word.plain);
    let next = free().filter(|at| *at >= after).find(whole);
    next.or_else(|| free().find(whole))
        .or_else(|| free().filter(|at| *at >= after).find(start))
        .or_else(|| free().find(start))
}

/// Who writes marks means them.
fn tone(known: &Word, asked: &Word, is_whole: bool) -> i64 {
    fn bare(word: &Word) -> &str {
        word.marked.trim_end_matches(|c: char| c.is_ascii_digit())
    }
    match asked.has_marks() {
        false if is_whole && !known.has_marks() => 5,
        false => 0,
        true if known.marked == asked.marked => 60,
        true if !is_whole && bare(known).starts_with(bare(asked)) => 30,
        true => -80,
    }
}

/// The order in which kinds are looked through.
fn kind_rank(kind: Kind) -> u8 {
    match kind {
        Kind::Ward => 0,
        Kind::Line => 1,
        Kind::Zone => 2,
        Kind::Feature | Kind::Network | Kind::Base => 3,
        Kind::Parcel => 4,
        Kind::Building => 5,
    }
}
