//! Which rows of a block a sight hides.
//!
//! Fails closed: a policy that names a field the layer does not have hides what that field would have shown. A block never changes, so
//! what is hidden of it is found out once for each sight.

use std::borrow::Cow;
use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::layer::{Layer, RowPolicy, Sight, policy_word};
use crate::snapshot::block::Block;
use crate::snapshot::block::column::{Bits, Dictionary};
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::value_ref::ValueRef;

/// More pairs of codes than this are not remembered: fields that hold so many are no states and areas.
const MOST_PAIRS: usize = 1 << 16;

/// Sifts the rows of a layer's blocks.
pub(crate) struct Sieve<'a> {
    sight: &'a Sight,
    dictionaries: &'a [Dictionary],
    state: Option<usize>,
    area: Option<usize>,
    /// First day, and first day no longer; only if the sight asks for a day.
    valid: Option<[Option<usize>; 2]>,
    /// What was found of pairs of codes of state and area.
    seen: RefCell<FxHashMap<[Option<u32>; 2], bool>>,
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(layer: &Layer, policy: &RowPolicy, sight: &'a Sight, dictionaries: &'a [Dictionary]) -> Self {
        let position = |field: &String| layer.schema.position(field);
        let valid = policy.valid.as_ref().filter(|_| sight.day.is_some());
        Self {
            sight,
            dictionaries,
            state: policy.state.as_ref().and_then(|states| position(&states.field)),
            area: policy.area.as_ref().and_then(position),
            valid: valid.map(|valid| [position(&valid.from), position(&valid.to)]),
            seen: RefCell::default(),
        }
    }

    /// Positions of the rows that are hidden; none if all are seen.
    pub(crate) fn hidden(&self, block: &Block) -> Option<Bits> {
        let row = |at| FeatureRef { block, dictionaries: self.dictionaries, at };
        Bits::if_any((0..block.len()).map(|at| !self.sees(&row(at))))
    }

    fn sees(&self, row: &FeatureRef<'_>) -> bool {
        self.sees_state(row) && self.is_valid(row)
    }

    fn sees_state(&self, row: &FeatureRef<'_>) -> bool {
        let code = |field: Option<usize>| {
            field.map_or(Some(None), |field| match row.value(field) {
                ValueRef::Null => Some(None),
                _ => row.code(field).map(Some),
            })
        };
        let look = || {
            let [state, area] = [self.state, self.area].map(|field| field.and_then(|field| word(row.value(field))));
            self.sight.sees(state.as_deref(), area.as_deref())
        };
        // Both are told apart by their codes, or there is nothing to remember.
        let (Some(state), Some(area)) = (code(self.state), code(self.area)) else { return look() };
        let mut seen = self.seen.borrow_mut();
        if seen.len() >= MOST_PAIRS {
            seen.clear();
        }
        *seen.entry([state, area]).or_insert_with(look)
    }

    fn is_valid(&self, row: &FeatureRef<'_>) -> bool {
        let Some(fields) = self.valid else { return true };
        let [from, to] = fields.map(|field| field.and_then(|field| row.text(field)));
        self.sight.is_valid(from, to)
    }
}

/// A state or an area as a policy spells it.
fn word(value: ValueRef<'_>) -> Option<Cow<'_, str>> {
    match value {
        ValueRef::Text(text) => Some(Cow::Borrowed(text)),
        value => policy_word(&value.to_value()).map(|word| Cow::Owned(word.into_owned())),
    }
}
