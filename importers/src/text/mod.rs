//! Text encodings of foreign files: how bytes become text (`encoding`, `fonts`), and which encoding they are in by evidence (`judge`, with
//! what it knows of Vietnamese in `syllable`; `settled` weighs it against what is asked for and stated); `whole` reads a whole file in memory. And what the
//! name of a file tells (`guess`).

mod encoding;
mod fonts;
mod guess;
mod judge;
mod settled;
mod syllable;
mod whole;

pub use encoding::Encoding;
pub(crate) use encoding::{DecodingReader, as_western};
pub use fonts::Font;
pub use guess::{guessed_kind, guessed_name, stem};
pub(crate) use judge::{Judged, TextSample};
pub(crate) use settled::{Settled, misread, readings, settled};
pub(crate) use whole::whole;
