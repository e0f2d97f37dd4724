//! What subjects ask of a store: declared tables, without shape too, that refer to each other, and their way from earlier layouts.

pub(crate) mod declared;
mod killed;
mod migrated;
mod references;
mod removed;
mod shapeless;
