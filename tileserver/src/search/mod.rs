//! What a person typed, read and answered: `reading` understands the text and touches nothing else, `answer` asks the index in memory
//! (`spatial_core::search`) and puts what was found in order, `parcels` finds those of one key, `said` gives it words. No request here reaches a store.

pub(crate) mod answer;
pub(crate) mod parcels;
pub(crate) mod reading;
pub(crate) mod said;
