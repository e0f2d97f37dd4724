//! What subjects and the search keep in memory besides the World, each true for one World and brought along with it.
//!
//! A request that needs a model takes model and World together ([`Held`]): what the model says of a feature is what that World holds.
//! In reading order: `model` (what one is), `held` (with its World), `keeper` (brings it along), `search` (the first of them).
//! Nothing here knows time or HTTP: whoever runs a keeper tells it of Worlds.

mod held;
mod keeper;
mod model;
mod search;

pub use held::Held;
pub use keeper::{Advance, Keep, Keeper};
pub use model::Model;
pub use search::SearchSettings;
