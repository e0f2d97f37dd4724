//! What a text may mean. Nothing here knows which features there are, only in which systems their coordinates are.
//!
//! Files in reading order: `parcel_key`, `function`, `corners` and `coordinate` (with `pair`, `dms`, `number`), `ground` (where the data lie).

pub(crate) mod coordinate;
pub(crate) mod corners;
pub(crate) mod data_area;
mod dms;
pub(crate) mod function;
mod number;
mod pair;
pub(crate) mod parcel_key;

use spatial_core::search::squashed;

use crate::search::reading::coordinate::Coordinate;
use crate::search::reading::corners::Corners;
use crate::search::reading::data_area::DataArea;
use crate::search::reading::function::Function;
use crate::search::reading::parcel_key::ParcelKey;

/// Longest text that is read, in bytes: a table of 1,000 corners with their numbers takes 28 kB; an address may be 64 kB long.
pub(crate) const LONGEST: usize = 32_768;
/// Longest text that is taken for words or keys, in letters: no name and no address is longer.
const LONGEST_WORDS: usize = 200;
/// Characters of a GeoHash; a parcel's identifier has twelve of them.
const GEOHASH: &str = "0123456789bcdefghjkmnpqrstuvwxyz";
const GEOHASH_LETTERS: usize = 12;
/// What people write before an identifier, squashed, the longest first: the portal's own examples do.
const IDENTIFIERS: [&str; 5] = ["madinhdanhthuadat", "madinhdanh", "dinhdanhthuadat", "parcelidentifier", "identifier"];
/// What people write before the number of a decision, squashed.
const DECISIONS: [&str; 4] = ["quyetdinh", "qd", "nghiquyet", "nq"];

/// One way to understand a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reading {
    /// A parcel by sheet and number.
    Parcel(ParcelKey),
    /// A parcel's identifier, squashed.
    Identifier(String),
    /// A place by its coordinates.
    Coordinate(Coordinate),
    /// A ring by its corners.
    Corners(Corners),
    /// The number of a decision, as typed.
    Decision(String),
    /// What ground is planned to be: a park, a school.
    Function(Function),
    /// Words: a name, an address, a sign.
    Text(String),
}

impl Reading {
    /// True if it can be answered without knowing any feature.
    pub(crate) fn is_place(&self) -> bool {
        matches!(self, Self::Coordinate(_) | Self::Corners(_))
    }
}

/// All ways to understand a text, the likeliest first; none of an empty one. Coordinates are nothing else.
pub(crate) fn read(text: &str, area: &DataArea) -> Vec<Reading> {
    let text = text.trim();
    let corners = corners::read(text, area);
    if !corners.is_empty() {
        return corners.into_iter().map(Reading::Corners).collect();
    }
    let places = coordinate::read(text, area);
    if !places.is_empty() {
        return places.into_iter().map(Reading::Coordinate).collect();
    }
    let text: String = text.chars().take(LONGEST_WORDS).collect();
    if !text.chars().any(char::is_alphanumeric) {
        return Vec::new();
    }
    let (doubtful, sure): (Vec<_>, Vec<_>) = parcel_key::read(&text).into_iter().partition(|key| key.is_doubtful);
    let mut readings: Vec<Reading> = sure.into_iter().map(Reading::Parcel).collect();
    if let Some(identifier) = identifier(&text) {
        readings.push(Reading::Identifier(identifier));
    } else if let Some(number) = decision(&text) {
        readings.push(Reading::Decision(number.to_owned()));
    }
    readings.extend(function::read(&text).map(Reading::Function));
    readings.push(Reading::Text(text));
    readings.extend(doubtful.into_iter().map(Reading::Parcel));
    readings
}

/// An identifier, with or without the words before it.
fn identifier(text: &str) -> Option<String> {
    let squashed = squashed(text);
    let bare = IDENTIFIERS.iter().find_map(|word| squashed.strip_prefix(word)).unwrap_or(&squashed);
    is_identifier(bare).then(|| bare.to_owned())
}

/// Twelve characters of a GeoHash, digits and letters among them.
fn is_identifier(squashed: &str) -> bool {
    let has = |is: fn(&char) -> bool| squashed.chars().any(|c| is(&c));
    squashed.chars().count() == GEOHASH_LETTERS
        && squashed.chars().all(|c| GEOHASH.contains(c))
        && has(char::is_ascii_digit)
        && has(char::is_ascii_alphabetic)
}

/// The number of a decision, with or without the word before it: `1234/QĐ-UBND`, `1234 qd`, `Quyết định số 1234`.
fn decision(text: &str) -> Option<&str> {
    let (before, number) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
    let before = squashed(before);
    let word = before.strip_suffix("so").unwrap_or(&before);
    let squashed = squashed(number);
    let kind = squashed.trim_start_matches(|c: char| c.is_ascii_digit());
    let says_kind = ["qd", "nq", "nd", "tt"].iter().any(|known| kind.starts_with(known));
    (DECISIONS.contains(&word) || (word.is_empty() && says_kind)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::reading::coordinate::tests::vung_tau;

    #[test]
    fn each_text_is_read_as_what_it_is() {
        let kind = |text: &str| -> Vec<&str> {
            let readings = read(text, &vung_tau());
            readings
                .iter()
                .map(|reading| match reading {
                    Reading::Parcel(_) => "parcel",
                    Reading::Identifier(_) => "identifier",
                    Reading::Coordinate(_) => "coordinate",
                    Reading::Corners(_) => "corners",
                    Reading::Decision(_) => "decision",
                    Reading::Function(_) => "function",
                    Reading::Text(_) => "text",
                })
                .collect()
        };
        for (text, expected) in [
            ("", &[][..]),
            (" … ", &[]),
            ("Rạch Dừa", &["text"]),
            ("12/45", &["parcel", "parcel", "text"]),
            ("345 (12)", &["parcel", "parcel", "text"]),
            ("cây xanh", &["function", "text"]),
            ("mã định danh w3u5wwv9rh1k", &["identifier", "text"]),
            ("Mã định danh thửa đất: W3U5 WWV9 RH1K", &["identifier", "text"]),
            ("tờ 12 thửa 45", &["parcel", "text"]),
            ("thửa 185/1", &["parcel", "parcel", "text"]),
            ("185 tờ 1", &["parcel", "text"]),
            ("185 to 1", &["text", "parcel"]),
            ("to 5", &["text", "parcel"]),
            ("tổ 5", &["text"]),
            ("w3u5wwv9rh1k", &["identifier", "text"]),
            ("W3U5 WWV9 RH1K", &["identifier", "text"]),
            ("1017/QĐ-UBND", &["decision", "text"]),
            ("1017 qd ubnd", &["decision", "text"]),
            ("Quyết định số 235/QĐ-TTg", &["decision", "text"]),
            ("số 235/QĐ-TTg", &["decision", "text"]),
            ("QĐ 235", &["decision", "text"]),
            ("số 235", &["text"]),
            ("1150000 430000", &["coordinate"]),
            ("10.346, 107.084", &["coordinate"]),
            ("1150000 430000\n1150000 430010\n1150020 430010", &["corners"]),
            ("nguyen hue 45", &["text"]),
            ("NO3-12", &["text"]),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
