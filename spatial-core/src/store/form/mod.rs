//! What both kinds of store share about tables: names inside SQL (`ident`), declared shapes (`shape`), values of a wider type (`widen`).

pub(in crate::store) mod ident;
pub(in crate::store) mod shape;
pub(in crate::store) mod widen;
