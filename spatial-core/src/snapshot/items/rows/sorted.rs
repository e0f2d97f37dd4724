//! The order of rows: a number a row that never goes down along it, and a closer look only where two of them are the same.

use std::cmp::Ordering;

use rayon::prelude::*;

use crate::layer::FieldType::{Boolean, Integer, Real};
use crate::layer::{in_order, rough_order};
use crate::query::Choice;
use crate::snapshot::SnapshotError;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::value_ref::ValueRef;
use crate::snapshot::items::rows::Starts;
use crate::snapshot::items::rows::packed::Narrow;
use crate::snapshot::items::rows::wished::seen;
use crate::snapshot::layer::LayerSnapshot;

/// What rows without a value have: they stand last either way.
pub(super) const LAST: u64 = u64::MAX;
/// So many rows are sorted at once: not worth numbers of their own.
const FEW: usize = 24;
/// From so many rows on, keys are packed into one number first.
const MANY: usize = 1 << 12;
/// Four letters a depth: what is still the same then is compared text by text.
const DEEPEST: usize = 16;

/// The fields rows are sorted by.
pub(super) struct Sorting {
    keys: Vec<Key>,
}

struct Key {
    field: usize,
    descending: bool,
    /// False if rows of one number may differ.
    is_exact: bool,
    /// Of a field whose texts have codes: the place of each among them.
    ranks: Option<Vec<u32>>,
}

impl Sorting {
    pub(super) fn of(layer: &LayerSnapshot, choice: &Choice) -> Result<Self, SnapshotError> {
        let key = |field: usize, descending| {
            let ranks = layer.coded[field].then(|| ranks(layer, field));
            let is_number = matches!(layer.layer().schema.fields[field].kind, Boolean | Integer | Real);
            Key { field, descending, is_exact: is_number || ranks.is_some(), ranks }
        };
        let keys = choice.sort.iter().map(|by| Ok(key(seen(layer, choice, &by.field)?, by.descending)));
        Ok(Self { keys: keys.collect::<Result<_, SnapshotError>>()? })
    }

    /// Rows that came in order of id, in this order.
    pub(super) fn sorted(&self, layer: &LayerSnapshot, starts: &Starts, mut rows: Vec<u32>) -> Vec<u32> {
        self.sort(&|row| starts.feature(layer, row), &mut rows, (0, 0));
        rows
    }

    /// Sorts rows that are the same by the keys before this one, and at the depths before: by its numbers at once, then what those leave
    /// undecided. Rows that stay the same keep their order.
    fn sort<'a, F>(&self, feature: &F, rows: &mut [u32], (at, depth): (usize, usize))
    where
        F: Fn(u32) -> FeatureRef<'a> + Sync,
    {
        let Some(key) = self.keys.get(at).filter(|_| rows.len() > 1) else { return };
        if rows.len() <= FEW {
            rows.sort_by(|&a, &b| self.compared(&feature(a), &feature(b), at));
            return;
        }
        let (numbers, next) = self.numbers(feature, rows, (at, depth));
        let number =
            |(place, (&number, &row)): (usize, (&u64, &u32))| (number, u32::try_from(place).unwrap_or(u32::MAX), row);
        let both = numbers.par_iter().zip(&*rows).enumerate();
        let mut keyed: Vec<(u64, u32, u32)> = both.with_min_len(1024).map(number).collect();
        keyed.par_sort_unstable();
        rows.iter_mut().zip(&keyed).for_each(|(row, (_, _, sorted))| *row = *sorted);
        let mut rest = rows;
        let mut runs: Vec<(u64, &mut [u32])> = Vec::new();
        for run in keyed.chunk_by(|(a, ..), (b, ..)| a == b) {
            let (now, later) = rest.split_at_mut(run.len());
            rest = later;
            if run.len() > 1 {
                runs.push((run[0].0, now));
            }
        }
        drop(keyed);
        runs.into_par_iter().for_each(|(number, run)| {
            if key.is_exact || number == LAST {
                self.sort(feature, run, (next, 0));
            } else if number == key.turned(0) || depth + 1 == DEEPEST {
                self.finish(feature, run, at);
            } else {
                self.sort(feature, run, (at, depth + 1));
            }
        });
    }

    /// A number a row by a key and as many of those behind it as go into it, and the first key that does not.
    fn numbers<'a, F>(&self, feature: &F, rows: &[u32], (at, depth): (usize, usize)) -> (Vec<u64>, usize)
    where
        F: Fn(u32) -> FeatureRef<'a> + Sync,
    {
        let of = |key: &Key| -> Vec<u64> {
            rows.par_iter().with_min_len(1024).map(|&row| key.number(&feature(row), depth)).collect()
        };
        let is_exact = |at: usize| self.keys.get(at).is_some_and(|key| key.is_exact);
        if rows.len() < MANY || !is_exact(at) || !is_exact(at + 1) {
            return (of(&self.keys[at]), at + 1);
        }
        let (mut packed, mut next) = (Narrow::of(of(&self.keys[at])), at + 1);
        while is_exact(next) && packed.append(&Narrow::of(of(&self.keys[next]))) {
            next += 1;
        }
        (packed.numbers, next)
    }

    /// Sorts texts of which the first letters are the same: tones and capitals are left, or what lies far behind.
    fn finish<'a, F>(&self, feature: &F, rows: &mut [u32], at: usize)
    where
        F: Fn(u32) -> FeatureRef<'a> + Sync,
    {
        let key = &self.keys[at];
        let is_same = |a: u32, b: u32| feature(a).text(key.field) == feature(b).text(key.field);
        if !rows.windows(2).all(|pair| is_same(pair[0], pair[1])) {
            rows.sort_by(|&a, &b| key.closer(&feature(a), &feature(b)));
        }
        for run in rows.chunk_by_mut(|&a, &b| is_same(a, b)) {
            self.sort(feature, run, (at + 1, 0));
        }
    }

    /// By this key and those behind it.
    fn compared(&self, one: &FeatureRef<'_>, other: &FeatureRef<'_>, at: usize) -> Ordering {
        let orders = self.keys[at..]
            .iter()
            .map(|key| key.number(one, 0).cmp(&key.number(other, 0)).then_with(|| key.closer(one, other)));
        orders.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

impl Key {
    /// Its number, in the direction that is asked for; of texts at some depth. The two numbers at the very end of 64 bits share one place.
    #[inline]
    fn number(&self, feature: &FeatureRef<'_>, depth: usize) -> u64 {
        self.turned(match (feature.value(self.field), &self.ranks) {
            (ValueRef::Null, _) => return LAST,
            (ValueRef::Text(text), None) => rough_order(text, depth),
            (ValueRef::Text(_), Some(ranks)) => {
                feature.code(self.field).and_then(|code| ranks.get(code as usize)).map_or(0, |&rank| rank.into())
            }
            (ValueRef::Boolean(yes), _) => 1 + u64::from(yes),
            (ValueRef::Integer(number), _) => number.cast_unsigned() ^ (1 << 63),
            (ValueRef::Real(number), _) => {
                let bits = number.to_bits();
                if bits >> 63 == 1 { !bits } else { bits | (1 << 63) }
            }
        })
    }

    fn turned(&self, number: u64) -> u64 {
        (if self.descending { !number } else { number }).min(LAST - 1)
    }

    /// Rows of one number.
    fn closer(&self, one: &FeatureRef<'_>, other: &FeatureRef<'_>) -> Ordering {
        if self.is_exact {
            return Ordering::Equal;
        }
        let (Some(a), Some(b)) = (one.text(self.field), other.text(self.field)) else { return Ordering::Equal };
        let order = in_order(a, b);
        if self.descending { order.reverse() } else { order }
    }
}

/// The place of each code of a field among its texts in order, from 1.
fn ranks(layer: &LayerSnapshot, field: usize) -> Vec<u32> {
    let texts: Vec<&str> = layer.coded_texts(field).collect();
    let mut codes: Vec<usize> = (0..texts.len()).collect();
    codes.par_sort_unstable_by(|&a, &b| in_order(texts[a], texts[b]));
    let mut ranks = vec![0; texts.len()];
    (1_u32..).zip(codes).for_each(|(rank, code)| ranks[code] = rank);
    ranks
}
