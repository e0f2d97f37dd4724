//! Answers that outlive their day: links that name a commit, sheets that are signed.

mod pinned;
mod sealed;
