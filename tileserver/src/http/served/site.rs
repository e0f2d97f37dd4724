//! What all parts together say of themselves, as far as documents tell it.

use crate::openapi::Operation;

/// What requests are counted under that no part knows.
pub(crate) const UNKNOWN: &str = "unknown";

/// Made once, of the list of parts.
#[derive(Debug, Default)]
pub(crate) struct Site {
    /// Each operation with its path and method, in the order of the parts.
    pub(crate) operations: Vec<(&'static str, &'static str, Operation)>,
    /// The map apps, in the order the portal shows them.
    pub(crate) apps: Vec<App>,
    /// What requests are counted under, each once.
    pub(crate) labels: Vec<&'static str>,
}

/// A map app there may be a page for: its name, and the sentences about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct App {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
}
