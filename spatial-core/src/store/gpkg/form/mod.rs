//! How our types look in the file: shapes (`blob`, `promote`), values (`row`), and the functions SQL sees of them.

pub(super) mod blob;
pub(super) mod functions;
pub(super) mod promote;
pub(super) mod row;
