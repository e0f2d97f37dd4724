//! The import report as text a person reads.
