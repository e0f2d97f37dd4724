//! Features by the words of their names: names of a piece are kept once each, words lead to names, names to features.

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashMap;

use crate::search::field_text::{cut, positions};
use crate::search::words::words;
use crate::snapshot::Piece;

/// Most words of one name that are kept.
pub(crate) const MOST_WORDS: usize = 24;

/// Names of one field of one piece; a name is known by its number, in order of first use.
#[derive(Debug)]
pub(crate) struct NameIndex {
    /// Distinct words in order.
    words: Lists<u8>,
    /// Numbers of the names that hold each word, ascending.
    names: Lists<u16>,
    /// Positions of the features of each name; of addresses in order of house number.
    features: Lists<u16>,
    /// Of addresses: the number each of these houses begins with, [`u16::MAX`] for all from there on.
    houses: Vec<u16>,
}

/// Many short lists in one allocation.
#[derive(Debug)]
struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

/// What a word must be to the word asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The same.
    Whole,
    /// It begins so.
    Start,
    /// One letter may be wrong, missing or too much.
    Nearly,
}

/// Some of the names of a piece.
#[derive(Debug, Clone)]
pub(crate) struct Chosen(Vec<u64>);

impl NameIndex {
    pub(crate) fn of(piece: &Piece<'_>, field: usize, are_addresses: bool) -> Self {
        let mut numbers: FxHashMap<String, u16> = FxHashMap::default();
        let mut features: Vec<Vec<(House, u16)>> = Vec::new();
        let mut known: FxHashMap<String, Vec<u16>> = FxHashMap::default();
        for at in positions(piece) {
            let feature = piece.feature(at);
            let Some(text) = feature.text(field).map(cut).filter(|text| !text.is_empty()) else { continue };
            let (house, name) = if are_addresses { told_apart(text) } else { ("", text) };
            let number = match numbers.get(name) {
                Some(&number) => number,
                None => {
                    let Ok(number) = u16::try_from(features.len()) else { continue };
                    for word in words(name).into_iter().take(MOST_WORDS) {
                        let holders = known.entry(word.plain).or_default();
                        if holders.last() != Some(&number) {
                            holders.push(number);
                        }
                    }
                    numbers.insert(name.to_owned(), number);
                    features.push(Vec::new());
                    number
                }
            };
            features[usize::from(number)].push((House::read(house), at));
        }
        if are_addresses {
            features.iter_mut().for_each(|of_name| of_name.sort_unstable());
        }
        let mut known: Vec<(String, Vec<u16>)> = known.into_iter().collect();
        known.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Self {
            words: Lists::of(known.iter().map(|(word, _)| word.bytes())),
            names: Lists::of(known.iter().map(|(_, names)| names.iter().copied())),
            features: Lists::of(features.iter().map(|of_name| of_name.iter().map(|(_, at)| *at))),
            houses: features.iter().flatten().filter(|_| are_addresses).map(|(house, _)| house.begins_with()).collect(),
        }
    }

    /// Number of names.
    pub(crate) fn len(&self) -> usize {
        self.features.len()
    }

    /// The names that hold a word.
    pub(crate) fn with(&self, word: &str, fit: Fit) -> Chosen {
        let mut chosen = Chosen::none(self.len());
        let asked = word.as_bytes();
        let mut take = |at: usize| self.names.at(at).iter().for_each(|&name| chosen.add(name));
        if fit == Fit::Nearly {
            (0..self.words.len()).filter(|&at| is_near(self.words.at(at), asked)).for_each(&mut take);
            return chosen;
        }
        let from = self.words.partition_point(|known| known < asked);
        let fits = |known: &[u8]| if fit == Fit::Whole { known == asked } else { known.starts_with(asked) };
        (from..self.words.len()).take_while(|&at| fits(self.words.at(at))).for_each(take);
        chosen
    }

    /// Positions of the features of a name.
    pub(crate) fn features(&self, name: u16) -> &[u16] {
        self.features.at(usize::from(name))
    }

    /// Positions of the houses of a name whose number begins with one of these, in their natural order.
    pub(crate) fn houses(&self, name: u16, numbers: RangeInclusive<u16>) -> &[u16] {
        let all = self.features.range(usize::from(name));
        let begins = &self.houses[all.clone()];
        let from = begins.partition_point(|number| number < numbers.start());
        let to = begins.partition_point(|number| number <= numbers.end());
        &self.features.items[all][from..to.max(from)]
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        let lists = self.words.memory_bytes() + self.names.memory_bytes() + self.features.memory_bytes();
        lists + self.houses.capacity() * 2
    }
}

impl<T: Copy> Lists<T> {
    fn of<I: Iterator<Item = T>>(lists: impl Iterator<Item = I>) -> Self {
        let (mut ends, mut items) = (Vec::new(), Vec::new());
        for list in lists {
            items.extend(list);
            ends.push(u32::try_from(items.len()).unwrap_or(u32::MAX));
        }
        ends.shrink_to_fit();
        items.shrink_to_fit();
        Self { ends, items }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn at(&self, at: usize) -> &[T] {
        &self.items[self.range(at)]
    }

    fn range(&self, at: usize) -> Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[at] as usize
    }

    fn partition_point(&self, mut is_before: impl FnMut(&[T]) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            if is_before(self.at(middle)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    fn memory_bytes(&self) -> usize {
        self.ends.capacity() * 4 + self.items.capacity() * size_of::<T>()
    }
}

impl Chosen {
    fn none(names: usize) -> Self {
        Self(vec![0; names.div_ceil(64)])
    }

    fn add(&mut self, name: u16) {
        self.0[usize::from(name / 64)] |= 1 << (name % 64);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|&names| names == 0)
    }

    /// Leaves those that are in the other, too.
    pub(crate) fn meet(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(ours, theirs)| *ours &= theirs);
    }

    /// Adds those of the other.
    pub(crate) fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(ours, theirs)| *ours |= theirs);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u16> {
        self.0.iter().zip(0_u16..).flat_map(|(&word, at)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = u16::try_from(left.trailing_zeros()).ok().filter(|_| left != 0)?;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

/// A house number in its natural order: `9` before `45`, `45/2` before `45/12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct House(Vec<(u32, String)>);

impl House {
    pub(crate) fn read(text: &str) -> Self {
        let small = crate::layer::folded(text);
        let parts = small.split('/').filter(|part| !part.is_empty()).map(|part| {
            let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            (part[..end].parse().unwrap_or(u32::MAX), part[end..].to_owned())
        });
        Self(parts.collect())
    }

    /// Where to look for houses whose number begins as typed, and how many digits are still to come: `4` is 4 and what stands behind
    /// it (`4A`, `4/2`), then 40 to 49, then 400 to 499.
    pub(crate) fn starts(typed: &str) -> Vec<(Self, i64)> {
        let house = Self::read(typed);
        let mut all = vec![(house.clone(), 0)];
        if let [(number, letters)] = house.0.as_slice()
            && letters.is_empty()
        {
            let more = (1..=2).filter_map(|digits| Some((number.checked_mul(10_u32.pow(digits))?, i64::from(digits))));
            all.extend(more.map(|(number, digits)| (Self(vec![(number, String::new())]), digits)));
        }
        all
    }

    /// The number it begins with, as far as it is told apart.
    fn begins_with(&self) -> u16 {
        self.0.first().map_or(0, |(number, _)| u16::try_from(*number).unwrap_or(u16::MAX))
    }

    /// What the houses begin with that a start from [`House::starts`] stands for.
    pub(crate) fn begun_with(&self, digits: i64) -> RangeInclusive<u16> {
        let more = u32::try_from(digits).map_or(0, |digits| 10_u32.pow(digits) - 1);
        let from = self.begins_with();
        from..=u16::try_from(u32::from(from) + more).unwrap_or(u16::MAX)
    }

    /// True if this is one of the houses a start from [`House::starts`] stands for.
    pub(crate) fn goes_on(&self, from: &Self, digits: i64) -> bool {
        let Some(((last, letters), before)) = from.0.split_last() else { return false };
        let Some((number, more)) = self.0.get(before.len()) else { return false };
        if self.0[..before.len()] != *before {
            return false;
        }
        match digits {
            0 => number == last && more.starts_with(letters.as_str()),
            _ => u32::try_from(digits).is_ok_and(|digits| number / 10_u32.pow(digits) == last / 10_u32.pow(digits)),
        }
    }
}

/// House number and the rest of an address: `45/12 Trần Phú, …`, `Số 45 đường …`.
pub(crate) fn told_apart(address: &str) -> (&str, &str) {
    let bare = address.trim_start();
    let bare = ["Số nhà ", "số nhà ", "Số ", "số "].iter().find_map(|start| bare.strip_prefix(start)).unwrap_or(bare);
    let end = bare.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(bare.len());
    match bare.starts_with(|c: char| c.is_ascii_digit()) {
        true => (&bare[..end], bare[end..].trim_start_matches(|c: char| c.is_whitespace() || c == ',')),
        false => ("", bare),
    }
}

/// True within one edit (substitution, deletion, insertion). Short words and the first letter must be right.
pub(crate) fn is_near(known: &[u8], asked: &[u8]) -> bool {
    if asked.len() < 4 || known.first() != asked.first() || known.len().abs_diff(asked.len()) > 1 {
        return false;
    }
    let same = known.iter().zip(asked).take_while(|(a, b)| a == b).count();
    let (a, b) = (&known[same..], &asked[same..]);
    let swapped = a.len() == b.len() && a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    let rest = |text: &[u8], skip: usize| text.get(skip..).map_or_else(Vec::new, <[u8]>::to_vec);
    swapped
        || match known.len().cmp(&asked.len()) {
            std::cmp::Ordering::Equal => rest(a, 1) == rest(b, 1),
            std::cmp::Ordering::Less => a == rest(b, 1),
            std::cmp::Ordering::Greater => rest(a, 1) == b,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn houses_stand_in_their_natural_order() {
        let mut houses = ["45/12", "9", "45", "45A", "45/2", "100", "45/2B/1"].map(House::read);
        houses.sort();
        let expected = ["9", "45", "45/2", "45/2B/1", "45/12", "45A", "100"].map(House::read);
        assert_eq!(houses, expected);
    }

    #[test]
    fn a_typed_number_stands_for_what_it_may_become() {
        let fits = |typed: &str, house: &str| {
            House::starts(typed).into_iter().find(|(from, digits)| House::read(house).goes_on(from, *digits))
        };
        for (typed, house, digits) in [
            ("4", "4", Some(0)),
            ("4", "4A", Some(0)),
            ("4", "4/12", Some(0)),
            ("4", "45", Some(1)),
            ("4", "45/2", Some(1)),
            ("4", "456", Some(2)),
            ("4", "54", None),
            ("4", "4567", None),
            ("45/1", "45/1", Some(0)),
            ("45/1", "45/1B", Some(0)),
            ("45/1", "46/1", None),
            ("45A", "45", None),
        ] {
            assert_eq!(fits(typed, house).map(|(_, digits)| digits), digits, "{typed} {house}");
            let begun = House::starts(typed)
                .iter()
                .any(|(from, digits)| from.begun_with(*digits).contains(&House::read(house).begins_with()));
            assert!(begun || digits.is_none(), "{typed} {house}");
        }
    }

    #[test]
    fn an_address_begins_with_its_house() {
        for (address, house, name) in [
            ("45/12 Trần Phú, Phường 7", "45/12", "Trần Phú, Phường 7"),
            ("Số 45, đường Lê Lợi", "45", "đường Lê Lợi"),
            ("Trần Phú", "", "Trần Phú"),
            ("45", "45", ""),
            ("12A Main St", "12A", "Main St"),
        ] {
            assert_eq!(told_apart(address), (house, name));
        }
    }

    #[test]
    fn one_wrong_letter_is_near() {
        for (known, asked, expected) in [
            ("nguyen", "nguyen", true),
            ("nguyen", "nguyn", true),
            ("nguyen", "nguyeen", true),
            ("nguyen", "nguyem", true),
            ("nguyen", "ngueyn", true),
            ("nguyen", "nguxxn", false),
            ("hue", "hua", false),
            ("tran", "bran", false),
            ("tran", "train", true),
        ] {
            assert_eq!(is_near(known.as_bytes(), asked.as_bytes()), expected, "{known} {asked}");
        }
    }

    #[test]
    fn chosen_names_meet_and_join() {
        let mut some = Chosen::none(130);
        [0, 63, 64, 129].into_iter().for_each(|name| some.add(name));
        assert_eq!(some.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        let mut other = Chosen::none(130);
        [63, 129].into_iter().for_each(|name| other.add(name));
        some.meet(&other);
        assert_eq!(some.iter().collect::<Vec<_>>(), [63, 129]);
        some.join(&other);
        assert_eq!(some.iter().count(), 2);
    }
}
