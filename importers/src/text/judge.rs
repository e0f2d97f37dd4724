//! Which encoding texts are in, by evidence: bytes that are valid UTF-8, words that are Vietnamese syllables, words that could be of a western
//! language, how often letters occur, letters of control that no name has.
//!
//! Only words with a byte beyond ASCII tell anything, and a word that comes again tells nothing new. Each encoding explains each word well or
//! badly; what it explains better than the next best one is the evidence, as a sum of logarithms. Too little of it is a doubt, and a person
//! is asked.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::str::Utf8Error;

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use rustc_hash::FxHashSet;

use super::encoding::Encoding;
use super::fonts::Font;
use super::syllable::{is_syllable, likelihood};

/// Most different words that are looked at: hundreds decide.
const WORDS: usize = 2_000;
/// So many texts are all looked at; of those after them one of so many, for in a long file words come again.
const ALL: u64 = 20_000;
const ONE_OF: u64 = 16;
/// Longest word in bytes; `nghiêng` in UTF-8 has 9.
const LONGEST: usize = 40;
/// Longest text repeated as an example, in bytes, and a length that tells enough.
const EXAMPLE: usize = 60;
const TELLING: usize = 12;
/// The lead over the next best encoding (natural logarithm) from which there is no doubt left: two words that only one of them explains.
const SURE: f64 = 5.0;
/// At least so many words of a hundred must be explained.
const EXPLAINED: usize = 75;

/// The space of windows-1252 at which no line ends; in UTF-8 it is a part of letters.
const NO_BREAK_SPACE: u8 = 0xA0;

/// Encodings that are tried; where two explain the same, the former wins.
pub(super) fn tried() -> [Encoding; 6] {
    [
        Encoding::Utf8,
        Encoding::Font(Font::Tcvn3),
        Encoding::Font(Font::Vni),
        Encoding::Legacy(WINDOWS_1258),
        Encoding::Legacy(WINDOWS_1252),
        Encoding::Font(Font::Vps),
    ]
}

/// Words out of texts whose encoding is to be found.
#[derive(Debug, Default)]
pub(crate) struct TextSample {
    /// Texts beyond ASCII so far.
    texts: u64,
    words: FxHashSet<Box<[u8]>>,
    example: Vec<u8>,
}

/// What the words say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Judged {
    /// Nothing: all is ASCII.
    Plain,
    /// They are in this encoding.
    Sure(Encoding),
    /// There is too little evidence for any; this is the best.
    Doubtful(Encoding),
}

impl TextSample {
    /// Takes up a text.
    pub(crate) fn take(&mut self, text: &[u8]) {
        if self.words.len() >= WORDS || text.is_ascii() {
            return;
        }
        self.texts += 1;
        if self.texts > ALL && !self.texts.is_multiple_of(ONE_OF) {
            return;
        }
        // What a field's width cuts off is no fault of its letters.
        let is_cut = |error: &Utf8Error| error.error_len().is_none() && !text[..error.valid_up_to()].is_ascii();
        let cut = std::str::from_utf8(text).err().filter(is_cut);
        let text = cut.map_or(text, |error| &text[..error.valid_up_to()]);
        let before = self.words.len();
        for word in text.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()) {
            let is_space = word.iter().all(|byte| *byte == NO_BREAK_SPACE);
            if !word.is_ascii() && !is_space && word.len() <= LONGEST && !self.words.contains(word) {
                self.words.insert(word.into());
            }
        }
        if self.words.len() > before && self.example.len() < TELLING.min(text.len()) {
            let end = text.len().min(EXAMPLE);
            let space = text[..end].iter().rposition(|byte| *byte == b' ').filter(|_| end < text.len());
            self.example = text[..space.unwrap_or(end)].to_vec();
        }
    }

    /// How many different words there are.
    pub(crate) fn words(&self) -> usize {
        self.words.len()
    }

    /// How many of them an encoding explains.
    pub(crate) fn explained(&self, encoding: Encoding) -> usize {
        self.words.iter().filter(|word| explanation(encoding, word).is_some()).count()
    }

    /// True if an encoding explains most of them.
    pub(crate) fn is_explained_by(&self, encoding: Encoding) -> bool {
        2 * self.explained(encoding) >= self.words.len()
    }

    /// True if an encoding makes Vietnamese syllables of most of them.
    pub(crate) fn is_vietnamese_in(&self, encoding: Encoding) -> bool {
        let is_one = |word: &[u8]| encoding.decode(word).is_some_and(|text| is_syllable(&text));
        2 * self.words.iter().filter(|word| is_one(word)).count() >= self.words.len()
    }

    /// One of the texts as an encoding reads it.
    pub(crate) fn example(&self, encoding: Encoding) -> String {
        encoding.decode_lossy(&self.example)
    }

    /// What the words say.
    pub(crate) fn judged(&self) -> Judged {
        if self.words.is_empty() {
            return Judged::Plain;
        }
        let score = |encoding: &Encoding| -> f64 { self.words.iter().map(|word| support(*encoding, word)).sum() };
        let mut scores: Vec<(Encoding, f64)> = tried().iter().map(|encoding| (*encoding, score(encoding))).collect();
        // A stable order: of equals the first stays first.
        scores.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let [(best, first), (_, second), ..] = scores[..] else { return Judged::Plain };
        let is_explained = 100 * self.explained(best) >= EXPLAINED * self.words.len();
        let close = || scores.iter().filter(|(_, score)| first - score < SURE);
        if is_explained && (first - second >= SURE || close().all(|(other, _)| self.reads_alike(best, *other))) {
            Judged::Sure(best)
        } else {
            Judged::Doubtful(best)
        }
    }

    /// True if two encodings read every word alike.
    pub(crate) fn reads_alike(&self, one: Encoding, other: Encoding) -> bool {
        one == other || self.words.iter().all(|word| one.decode_lossy(word) == other.decode_lossy(word))
    }

    /// True if an encoding can read every word.
    pub(crate) fn is_readable_in(&self, encoding: Encoding) -> bool {
        self.words.iter().all(|word| encoding.decode(word).is_some())
    }
}

/// How well an encoding explains a word, as the logarithm of a likelihood.
fn support(encoding: Encoding, word: &[u8]) -> f64 {
    /// A word that is none: a misprint, a name of another language.
    const UNEXPLAINED: f64 = -9.0;
    /// A letter by itself: as well a byte that was spoilt.
    const STRAY: f64 = -5.0;
    let unexplained = if word.len() == 1 { STRAY } else { UNEXPLAINED };
    explanation(encoding, word).unwrap_or(unexplained)
}

/// The same, if the word could be one at all. Syllables are few, western words many, so a syllable is the better explanation; UTF-8 is
/// strict by itself.
fn explanation(encoding: Encoding, word: &[u8]) -> Option<f64> {
    let text: Cow<'_, str> = match encoding {
        Encoding::Font(font) => font.own(word)?.into(),
        _ => encoding.decode(word)?,
    };
    if text.contains(char::is_control) || text.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    // By letter, not by length: a word in capitals of another font is as long.
    let syllable = || is_syllable(&text).then(|| likelihood(&text).unwrap_or(-3.0) / 2.0 - 1.0);
    match encoding {
        Encoding::Utf8 => text.chars().all(is_common).then_some(0.0),
        Encoding::Font(_) => syllable(),
        Encoding::Legacy(legacy) if legacy == WINDOWS_1258 => syllable(),
        Encoding::Legacy(legacy) if legacy == WINDOWS_1252 => syllable().or_else(|| is_western(&text).then_some(-5.5)),
        Encoding::Legacy(_) => Some(-5.5),
    }
}

/// Letters of the world in use; those that two bytes of VPS would spell (Ǌ, ǡ, Syriac) are not.
fn is_common(letter: char) -> bool {
    const RARE: [RangeInclusive<char>; 6] = [
        '\u{180}'..='\u{19F}',
        '\u{1A2}'..='\u{1AE}',
        '\u{1B1}'..='\u{217}',
        '\u{21C}'..='\u{2FF}',
        '\u{700}'..='\u{8FF}',
        '\u{E000}'..='\u{F8FF}',
    ];
    !RARE.iter().any(|range| range.contains(&letter))
}

/// True if a word could be of a western language: letters in use, capitals where they belong, no two letters with marks but for a few pairs;
/// or a sign behind a unit.
fn is_western(word: &str) -> bool {
    const LETTERS: &str = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšž";
    const PAIRS: [&str; 10] = ["éé", "çã", "çõ", "üß", "öß", "äß", "ïé", "íó", "ãé", "åø"];
    let bare = word
        .trim_matches(['«', '»', '’', '‘', '“', '”', '…', '–', '—', '€', '£', '°', '§', '±', '×', '½', '¼', '©', '®']);
    let bare = bare.strip_suffix(['²', '³', '°']).unwrap_or(bare);
    if bare.is_ascii() {
        // m², 5 km², §: units are short, words behind signs are not.
        return bare.len() <= 3 && !word.starts_with(['«', '§', '©', '®', '½', '¼']) || bare.is_empty();
    }
    let small = bare.to_lowercase();
    let mut marked = small.chars().filter(|letter| !letter.is_ascii());
    let mut rest = bare.chars().skip(1);
    let is_cased = bare.to_uppercase() == bare || rest.all(|letter| !letter.is_uppercase());
    let letters: Vec<char> = small.chars().collect();
    let is_pair = |pair: &[char]| PAIRS.contains(&pair.iter().collect::<String>().as_str());
    let mut pairs = letters.windows(2).filter(|pair| pair.iter().all(|letter| !letter.is_ascii()));
    is_cased && marked.all(|letter| LETTERS.contains(letter)) && pairs.all(is_pair)
}

#[cfg(test)]
mod tests;
