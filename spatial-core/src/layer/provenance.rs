//! Where a layer came from.

/// Recorded at import and shown with every answer that needs a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// File names, without folders.
    pub sources: Vec<String>,
    /// When it was imported, ISO 8601 UTC; empty for layers nobody imported.
    pub imported_at: String,
    /// Who or what brought it in.
    pub who: String,
    /// Attribution to show on maps, if the source demands one.
    pub attribution: String,
}
