//! Other programs at the same file: what their tables look like (`table`), files they made (`adopt`), what they write while we hold the
//! store (`triggers` take it down, `watch` sees that something happened, `notice` puts the books in order).

pub(super) mod adopt;
pub(super) mod notice;
pub(super) mod table;
pub(super) mod triggers;
pub(super) mod watch;
