//! Signatures in a PDF file (ISO 32000-1, 12.8): `signing` writes one behind a file of ours, `ranges` finds those of any file, `strings`
//! reads the addresses in it.

pub(super) mod ranges;
pub(super) mod signing;
mod strings;
mod update;

pub(crate) use strings::addresses;
