//! A name as it was asked for: words that must be there, words that say what it is, the number of a house.

use crate::search::near::Near;
use crate::search::words::{Word, words};

/// Words that say what a name is of rather than which: they need not be there.
const KINDS: [&str; 15] = [
    "phuong", "xa", "quan", "huyen", "tinh", "duong", "hem", "ngach", "kiet", "so", "nha", "ward", "street", "road",
    "commune",
];
/// The same where they are written with marks only, for without them they are names.
const MARKED_KINDS: [&str; 2] = ["ngo4", "phô2"];
/// The same in two words.
const PAIRS: [[&str; 2]; 4] = [["thanh", "pho"], ["thi", "xa"], ["thi", "tran"], ["dac", "khu"]];
/// Those before the number of a house.
const BEFORE_HOUSES: [&str; 2] = ["so", "nha"];
/// Short forms, and what they stand for.
const SHORT: [(&str, &str); 10] = [
    ("p", "phuong"),
    ("x", "xa"),
    ("q", "quan"),
    ("h", "huyen"),
    ("d", "duong"),
    ("tp", "thanh"),
    ("tx", "thi"),
    ("tt", "thi"),
    ("ward", "phuong"),
    ("street", "duong"),
];

/// A name asked for.
#[derive(Debug, Clone, Default)]
pub struct AskedName {
    /// Its words.
    pub words: Vec<Word>,
    /// True if the last word may go on: somebody is typing.
    pub is_open: bool,
    /// How far words may be from what was typed: 0 as typed, 1 any word may go on, 2 a letter may be wrong.
    pub leniency: u8,
    /// The place one looks at.
    pub near: Option<Near>,
}

impl AskedName {
    /// True if a text says this: its words in a row, those aside that only say what it is. `p 12` is said in `45 Trần Phú, Phường 12`
    /// and not in `12 Trần Phú, Phường 1`: a number must stand behind what it is the number of.
    pub fn is_said_in(&self, text: &str) -> bool {
        let Some(NameParts { hard, .. }) = NameParts::with(self, None) else { return false };
        let said = words(text);
        let is_numbered = |at: usize| {
            let kind = at.checked_sub(1).and_then(|before| kind_word(&said, before));
            kind.is_some_and(|kind| !BEFORE_HOUSES.contains(&kind))
        };
        let mut starts = (0..said.len()).filter(|&at| !said[at].is_number() || is_numbered(at));
        starts.any(|start| {
            let mut at = start;
            hard.iter().all(|&(word, may_go_on)| {
                let fits =
                    |known: &Word| known.plain == word.plain || (may_go_on && known.plain.starts_with(&word.plain));
                // `phường 1, TP Vũng Tàu`
                while at > start && at < said.len() && !fits(&said[at]) && kind_word(&said, at).is_some() {
                    at += 1;
                }
                at += 1;
                said.get(at - 1).is_some_and(fits)
            })
        })
    }
}

/// The words of a question by what they do.
#[derive(Debug)]
pub(crate) struct NameParts<'q> {
    /// Must be in the name; the second says whether the word may go on.
    pub(crate) hard: Vec<(&'q Word, bool)>,
    /// Say what it is.
    pub(crate) soft: Vec<&'q str>,
    /// The house number, if an address is asked for.
    pub(crate) house: Option<&'q Word>,
}

impl<'q> NameParts<'q> {
    /// Every way to take the words: of an address one of the numbers may be the house.
    pub(crate) fn all(asked: &'q AskedName, is_address: bool) -> Vec<Self> {
        let numbers = asked.words.iter().enumerate().filter(|(_, word)| is_address && word.is_number());
        let houses = numbers.map(|(at, _)| Some(at)).take(2);
        std::iter::once(None).chain(houses).filter_map(|house| Self::with(asked, house)).collect()
    }

    /// `None` if nothing is left to go by: `Phường 10` is no house.
    fn with(asked: &'q AskedName, house: Option<usize>) -> Option<Self> {
        let (mut hard, mut soft) = (Vec::new(), Vec::new());
        for (at, word) in asked.words.iter().enumerate().filter(|(at, _)| Some(*at) != house) {
            let is_last = at + 1 == asked.words.len();
            match kind_word(&asked.words, at).filter(|_| !(is_last && asked.is_open)) {
                Some(kind) => soft.push(kind),
                None => hard.push((word, is_last && asked.is_open && !word.is_number())),
            }
        }
        if hard.is_empty() && house.is_none() {
            hard = asked.words.iter().map(|word| (word, true)).collect();
            soft.clear();
        }
        let house = house.map(|at| &asked.words[at]);
        (!hard.is_empty()).then_some(Self { hard, soft, house })
    }
}

/// False for a word of a name that only says what it is.
pub(crate) fn full_word(plain: &str) -> bool {
    !KINDS.contains(&plain)
}

/// What a word says of the kind, if that is all it says.
fn kind_word(words: &[Word], at: usize) -> Option<&str> {
    let plain = words[at].plain.as_str();
    if let Some((_, long)) = SHORT.iter().find(|(short, _)| *short == plain) {
        return Some(long);
    }
    let pair = |from: usize| {
        let two = [words.get(from)?.plain.as_str(), words.get(from + 1)?.plain.as_str()];
        PAIRS.contains(&two).then_some(())
    };
    let in_pair = pair(at).or_else(|| pair(at.checked_sub(1)?)).is_some();
    let is_kind = KINDS.contains(&plain) || MARKED_KINDS.contains(&words[at].marked.as_str());
    (is_kind || in_pair).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words;

    #[test]
    fn words_are_taken_for_what_they_do() {
        for (text, is_open, hard, soft, house) in [
            ("phường Rạch Dừa", false, "rach dua", "phuong", None),
            ("p rach dua", false, "rach dua", "phuong", None),
            ("tp vung tau", false, "vung tau", "thanh", None),
            ("thành phố Vũng Tàu", false, "vung tau", "thanh pho", None),
            ("phuong", true, "phuong", "", None),
            ("phuong", false, "phuong", "", None),
            ("duong 30/4", false, "30/4", "duong", None),
            ("phố Trần Phú", false, "tran phu", "pho", None),
            ("pho tran phu", false, "pho tran phu", "", None),
            ("ngõ 12 Tô Hiến Thành", false, "12 to hien thanh", "ngo", None),
            ("45/12 tran phu p", true, "tran phu p", "", Some("45/12")),
            ("số 45 đường Nguyễn Huệ", false, "nguyen hue", "so duong", Some("45")),
        ] {
            let asked = AskedName { words: words(text), is_open, ..AskedName::default() };
            let all = NameParts::all(&asked, house.is_some());
            let parts = all.last().unwrap();
            let joined: Vec<&str> = parts.hard.iter().map(|(word, _)| word.plain.as_str()).collect();
            assert_eq!((joined.join(" ").as_str(), parts.soft.join(" ").as_str()), (hard, soft), "{text}");
            assert_eq!(parts.house.map(|house| house.plain.as_str()), house, "{text}");
        }
        for text in ["45", "Phường 10", "số 45"] {
            let nothing = AskedName { words: words(text), ..AskedName::default() };
            assert!(NameParts::all(&nothing, true).iter().all(|parts| parts.house.is_none()), "{text}");
        }
    }

    #[test]
    fn a_text_says_what_was_asked_word_by_word() {
        let says = |text: &str, asked: &str, is_open: bool| {
            AskedName { words: words(asked), is_open, ..AskedName::default() }.is_said_in(text)
        };
        let address = "12 Trần Phú, Tổ 5, Phường 1";
        for asked in ["Trần Phú", "phuong 1", "p. 1", "P 1", "1", "tổ 5", "đường trần phú"] {
            assert!(says(address, asked, false), "{asked}");
        }
        for asked in ["Phường 12", "12", "5", "Phú Trần", "rần phú", "tran phu 1", ""] {
            assert!(!says(address, asked, false), "{asked}");
        }
        assert!(says(address, "trần p", true));
        assert!(says("7 Lê Lợi, Phường 1, Thành phố Vũng Tàu", "p 1 tp vũng tàu", true));
        assert!(!says("Số 7 Lê Lợi", "7", true), "the house is no place");
        assert!(!says("Lê Lợi, Phường 12", "phường 1", true), "who types a number has typed it");
    }
}
