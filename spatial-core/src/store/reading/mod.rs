//! Reading on behalf of others: how many at once (`places`), who waits for whose work (`errand`), and the door for one question (`reader`).

mod errand;
pub(in crate::store) mod places;
mod reader;

pub(in crate::store) use errand::Asker;
pub(crate) use errand::Errand;
pub use reader::Reader;
