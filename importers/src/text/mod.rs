//! Text encodings of foreign files, and folding of Vietnamese text for comparison.

mod encoding;
mod fold;

pub(crate) use encoding::DecodingReader;
pub use encoding::Encoding;
pub(crate) use fold::fold;
