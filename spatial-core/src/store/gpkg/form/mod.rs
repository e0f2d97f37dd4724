//! How our types look in the file: shapes (`blob`, `shape`), values (`row`), names (`ident`), and the functions SQL sees of them.

pub(super) mod blob;
pub(super) mod functions;
pub(super) mod ident;
pub(super) mod row;
pub(super) mod shape;
