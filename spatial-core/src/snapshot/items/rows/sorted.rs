//! The order of rows: a number a row that never goes down along it, and a closer look only where two of them are the same.

use std::cmp::Ordering;

use rayon::prelude::*;

use crate::layer::{in_order, rough_order};
use crate::query::Choice;
use crate::snapshot::SnapshotError;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::value_ref::ValueRef;
use crate::snapshot::items::rows::Starts;
use crate::snapshot::items::rows::wished::seen;
use crate::snapshot::layer::LayerSnapshot;

/// What rows without a value have: they stand last either way.
const LAST: u64 = u64::MAX;

/// The fields rows are sorted by.
pub(super) struct Sorting {
    keys: Vec<Key>,
}

struct Key {
    field: usize,
    descending: bool,
    /// Of a field whose texts have codes: the place of each among them.
    ranks: Option<Vec<u32>>,
}

impl Sorting {
    pub(super) fn of(layer: &LayerSnapshot, choice: &Choice) -> Result<Self, SnapshotError> {
        let key = |field: usize, descending| Key {
            field,
            descending,
            ranks: layer.coded[field].then(|| ranks(layer, field)),
        };
        let keys = choice.sort.iter().map(|by| Ok(key(seen(layer, choice, &by.field)?, by.descending)));
        Ok(Self { keys: keys.collect::<Result<_, SnapshotError>>()? })
    }

    /// Rows that came in order of id, in this order.
    pub(super) fn sorted(&self, layer: &LayerSnapshot, starts: &Starts, rows: Vec<u32>) -> Vec<u32> {
        let Some((first, others)) = self.keys.split_first() else { return rows };
        let feature = |row: u32| starts.feature(layer, row);
        let numbered = (0_u32..u32::MAX).zip(&rows).map(|(place, &row)| (place, row)).collect::<Vec<_>>();
        let mut keyed: Vec<(u64, u32)> =
            numbered.into_par_iter().map(|(place, row)| (first.number(&feature(row)), place)).collect();
        if others.is_empty() && first.is_exact(layer) {
            keyed.par_sort_unstable();
        } else {
            keyed.par_sort_unstable_by(|(a, at_a), (b, at_b)| {
                a.cmp(b).then_with(|| {
                    let (one, other) = (feature(rows[*at_a as usize]), feature(rows[*at_b as usize]));
                    first
                        .closer(layer, &one, &other)
                        .then_with(|| {
                            others
                                .iter()
                                .map(|key| key.compared(layer, &one, &other))
                                .find(|o| o.is_ne())
                                .unwrap_or(Ordering::Equal)
                        })
                        .then_with(|| at_a.cmp(at_b))
                })
            });
        }
        keyed.into_iter().map(|(_, place)| rows[place as usize]).collect()
    }
}

impl Key {
    /// Its number, in the direction that is asked for. The two numbers at the very end of 64 bits share one place.
    #[inline]
    fn number(&self, feature: &FeatureRef<'_>) -> u64 {
        let number = match (feature.value(self.field), &self.ranks) {
            (ValueRef::Null, _) => return LAST,
            (ValueRef::Text(text), None) => rough_order(text),
            (ValueRef::Text(_), Some(ranks)) => {
                feature.code(self.field).and_then(|code| ranks.get(code as usize)).map_or(0, |&rank| rank.into())
            }
            (ValueRef::Boolean(yes), _) => 1 + u64::from(yes),
            (ValueRef::Integer(number), _) => number.cast_unsigned() ^ (1 << 63),
            (ValueRef::Real(number), _) => {
                let bits = number.to_bits();
                if bits >> 63 == 1 { !bits } else { bits | (1 << 63) }
            }
        };
        (if self.descending { !number } else { number }).min(LAST - 1)
    }

    /// False if rows of one number may differ.
    fn is_exact(&self, layer: &LayerSnapshot) -> bool {
        use crate::layer::FieldType::{Boolean, Integer, Real};
        self.ranks.is_some() || matches!(layer.layer().schema.fields[self.field].kind, Boolean | Integer | Real)
    }

    /// Rows of one number.
    fn closer(&self, layer: &LayerSnapshot, one: &FeatureRef<'_>, other: &FeatureRef<'_>) -> Ordering {
        if self.is_exact(layer) {
            return Ordering::Equal;
        }
        let (Some(a), Some(b)) = (one.text(self.field), other.text(self.field)) else { return Ordering::Equal };
        let order = in_order(a, b);
        if self.descending { order.reverse() } else { order }
    }

    fn compared(&self, layer: &LayerSnapshot, one: &FeatureRef<'_>, other: &FeatureRef<'_>) -> Ordering {
        self.number(one).cmp(&self.number(other)).then_with(|| self.closer(layer, one, other))
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
