//! Every sentence a person reads, from the Fluent catalogue in `tileserver/text/{vi,en}/<part>.ftl`.
//!
//! Rooms hand over a code with parameters ([`Message`]); only here does it become words. Nothing is decided here.
//! Add a sentence: one id in the part's two files, at the same place; the tests below tell what is missing.
//! Add a part: two files, and its name in `parts`.

mod catalogue;
pub(crate) mod clock;
mod field_words;
mod language;
mod layer_titles;
mod number;
mod parts;

use spatial_core::message::Message;

pub use language::Language;

impl Language {
    /// The sentence of a message in this language. An unknown code comes out as itself, so that nothing is hidden.
    pub fn say(self, message: &Message) -> String {
        catalogue::of(self).sentence(message)
    }

    /// A sentence without parameters.
    pub fn text(self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    /// The words under an id that was put together, if there are any.
    pub(crate) fn word(self, id: &str) -> Option<String> {
        catalogue::of(self).word(id)
    }

    /// A number as this language writes it: `2.159,6` or `2,159.6`.
    pub fn number(self, value: f64, decimals: usize) -> String {
        number::format(value, decimals, self.marks())
    }
}

#[cfg(test)]
mod tests;
