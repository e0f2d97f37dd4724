//! What a text may mean. Nothing here knows which features there are.

pub(crate) mod parcel_key;

use crate::search::reading::parcel_key::ParcelKey;

/// Longest text that is read, in bytes: a corner table of 200 corners, with their numbers and lengths, takes 8 kB.
pub(crate) const LONGEST: usize = 8192;

/// One way to understand a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reading {
    /// A parcel by sheet and number.
    Parcel(ParcelKey),
    /// Words: a name, an address, a sign.
    Text(String),
}

/// All ways to understand a text, the likeliest first; none of an empty one.
pub(crate) fn read(text: &str) -> Vec<Reading> {
    let text = text.trim();
    let mut readings: Vec<Reading> = parcel_key::read(text).map(Reading::Parcel).into_iter().collect();
    if text.chars().any(char::is_alphanumeric) {
        readings.push(Reading::Text(text.to_owned()));
    }
    readings
}
