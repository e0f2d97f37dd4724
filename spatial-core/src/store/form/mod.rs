//! What both kinds of store share about tables: names inside SQL (`ident`), declared shapes (`shape`), values of a wider type (`widen`),
//! what the catalogue keeps as words (`words`), what fields mean once features were added (`meaning`).

pub(in crate::store) mod ident;
pub(in crate::store) mod meaning;
pub(in crate::store) mod shape;
pub(in crate::store) mod widen;
pub(in crate::store) mod words;
