//! Other programs at the same file: what their tables look like (`table`), files they made (`adopt`), what they write while we hold the
//! store (`tree` keeps up the R-tree, `watch` sees that something happened, `notice` puts the books in order, `renamed` and
//! `moved` follow columns and tables under their new names, `left_out` names what is no layer, `unread` what in a layer cannot
//! be read).

pub(super) mod adopt;
pub(super) mod left_out;
mod moved;
pub(super) mod notice;
mod renamed;
pub(super) mod table;
pub(super) mod tree;
pub(super) mod unread;
pub(super) mod watch;
