//! Questions to a layer: within a box, by property, a page at a time.

mod around;
mod choice;
mod within;

use std::time::SystemTime;

use crate::layer::{Audience, Feature, FeatureId, Layer, LayerName, Revision, Value};

pub use around::Around;
pub use choice::{Choice, MOST_SORTED, MOST_WISHES, MOST_WORDS, SortBy, Wish};
pub use within::{ExactTest, Frame, Within};

/// Most features in one page; the server may allow fewer.
pub const MAX_PAGE: u32 = 10_000;

/// A question to one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Which layer.
    pub layer: LayerName,
    /// In which role.
    pub audience: Audience,
    /// Only features that share a point with this rectangle, tested exactly in the rectangle's own system.
    pub within: Option<Within>,
    /// Only features whose field has this value; all must hold.
    pub equals: Vec<(String, Value)>,
    /// Only features with a larger id: how a `next` link goes on.
    pub after: Option<FeatureId>,
    /// At most this many features.
    pub limit: u32,
    /// No more features once they are about this many bytes as text; the page ends with the one that goes beyond.
    pub most_bytes: usize,
}

/// One page of an answer; all of one revision.
#[derive(Debug, Clone)]
pub struct Page {
    /// The layer as of that revision.
    pub layer: Layer,
    /// In order of id. Values the audience may not see are `Null`.
    pub features: Vec<Feature>,
    /// How many features match in all.
    pub matched: u64,
    /// Ask again with `after` = this to go on, where the limit or the bytes ended the page; `None` at the end.
    pub next: Option<FeatureId>,
    /// The commit this answer is true for.
    pub revision: Revision,
    /// Of a table of others, which no commit of ours touches: when it was last looked through. Which features there are is as of then;
    /// what each holds is as of the question.
    pub as_of: Option<SystemTime>,
}
