//! Writing: transactions of others (`commit`) change by change (`changes`), rows that refer to rows (`references`) or name files (`assets`), tables that a subject
//! declares (`declare`), who sees a layer (`show`), a layer that goes (`remove`).

pub(super) mod assets;
mod changes;
pub(super) mod commit;
pub(super) mod declare;
pub(super) mod references;
pub(super) mod remove;
pub(super) mod show;
