//! What subjects ask of a store: declared tables, without shape too, that refer to each other, and their way from earlier layouts.

pub(super) mod declared;
mod migrated;
mod references;
mod shapeless;
