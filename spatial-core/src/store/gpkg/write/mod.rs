//! Writing: transactions of others (`commit`) change by change (`changes`), rows that refer to rows (`references`), tables that a subject
//! declares (`declare`).

mod changes;
pub(super) mod commit;
pub(super) mod declare;
pub(super) mod references;
