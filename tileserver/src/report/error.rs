//! Why no file could be made.

/// It could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReportError {
    /// The typeface within the program cannot be read.
    #[error("the typeface of sheets cannot be read")]
    Typeface,
    /// A page without size.
    #[error("a page of a sheet has no size")]
    Page,
    /// The library refused the document.
    #[error("a sheet cannot be written: {what}")]
    Refused {
        /// What it says.
        what: String,
    },
}
