//! Rust sources: which file of a crate uses which, as far as `use` and written paths tell.
//!
//! No compiler is asked: methods called on a value that came from elsewhere are not seen, and need no path either.

mod file;
mod tokens;
mod tree;

use std::path::Path;

pub(crate) use tokens::tokens;
pub(crate) use tree::{Tree, Use};

/// The crate that begins with this file.
pub(crate) fn tree(root: &Path) -> Tree {
    Tree::read(root, &|path| std::fs::read_to_string(path).ok())
}

#[cfg(test)]
mod tests;
