//! Text encodings of foreign files.

mod encoding;

pub(crate) use encoding::DecodingReader;
pub use encoding::Encoding;
