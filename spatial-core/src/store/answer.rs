//! What a store answers: plain values that know neither kind of store.

use crate::layer::{Feature, FeatureId, Layer, Revision};
use crate::message::Message;

/// What a file holds, seen without touching it.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its layers; none if there is no file.
    pub layers: Vec<Layer>,
    /// It is a store already: opening it adds nothing to it.
    pub is_store: bool,
    /// Another program made it: opening it as a store adds our tables and triggers to it.
    pub is_foreign: bool,
    /// What is to be told about its reference systems.
    pub doubts: Vec<Message>,
}

/// What bringing a store to the newest layout did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// How many steps that took.
    pub steps: usize,
    /// False if the database has not the roles that others are to be given: only who owns it can use it then.
    pub has_roles: bool,
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The number of the commit.
    pub revision: Revision,
    /// Ids drawn for inserts, in order of the transaction.
    pub inserted: Vec<FeatureId>,
}

/// Features read until a measure was full.
#[derive(Debug, Clone, PartialEq)]
pub struct Portion {
    /// In order of id.
    pub features: Vec<Feature>,
    /// So many of the ids asked for were looked at, from the first on.
    pub ids: usize,
}

/// What is being read for others, for operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings {
    /// Places taken now; a place is free again when its work has really ended.
    pub in_use: usize,
    /// Readings that stopped before their end because nobody waited any more, since the store was opened.
    pub cancelled: u64,
}

impl Portion {
    /// Nothing yet.
    pub(in crate::store) fn empty() -> Self {
        Self { features: Vec::new(), ids: 0 }
    }

    /// Adds what was read of some ids, which ascend like the features; true once one of them makes the measure full.
    pub(in crate::store) fn takes(
        &mut self,
        ids: &[FeatureId],
        read: Vec<Feature>,
        mut is_full: impl FnMut(&Feature) -> bool,
    ) -> bool {
        for feature in read {
            let (last, full) = (feature.id, is_full(&feature));
            self.features.push(feature);
            if full {
                self.ids += ids.partition_point(|id| *id <= last);
                return true;
            }
        }
        self.ids += ids.len();
        false
    }
}
