//! Every sentence a person reads, from the Fluent catalogue in `tileserver/text/{vi,en}.ftl`.
//!
//! Rooms hand over a code with parameters ([`Message`]); only here does it become words. Nothing is decided here.
//! Add a sentence: one id in both files, same section, same place; the tests below tell what is missing.

mod catalogue;
pub(crate) mod clock;
mod language;
mod number;

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

    /// A number as this language writes it: `2.159,6` or `2,159.6`.
    pub fn number(self, value: f64, decimals: usize) -> String {
        number::format(value, decimals, self.marks())
    }
}

#[cfg(test)]
mod tests;
