//! The order of texts as Vietnamese readers expect it: đ after d, ă and â after a, tones only where the letters are the same, numbers by
//! what they count (TCVN 6909 has the letters; the order of tones is the dictionaries': ngang, huyền, hỏi, ngã, sắc, nặng).
//!
//! Texts are taken as they are kept, composed; a mark on its own is a sign like any other.

use std::cmp::Ordering;
use std::sync::LazyLock;

/// The letters in order, each without a tone and then with the five.
const LETTERS: [&str; 33] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "b",
    "c",
    "d",
    "đ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "f",
    "g",
    "h",
    "iìỉĩíị",
    "j",
    "k",
    "l",
    "m",
    "n",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "uùủũúụ",
    "ưừửữứự",
    "v",
    "w",
    "x",
    "yỳỷỹýỵ",
    "z",
];

/// Behind the last letter with a tone, ỹ.
const TABLE: usize = 0x1EFA;
/// Signs of ASCII stand first, each by its number and one more; then numbers, letters, and whatever else there is.
const NUMBERS: u32 = 0x90;
const LETTER: u32 = 0x100;
const OTHERS: u32 = 0x200;
/// Numbers of more digits are compared as if they had so many.
const MOST_DIGITS: usize = 0x60;

/// What a letter counts at each of the three rounds.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    letter: u16,
    tone: u8,
    is_large: bool,
}

static WEIGHTS: LazyLock<Vec<Weight>> = LazyLock::new(|| {
    let mut weights = vec![Weight::default(); TABLE];
    for (letter, forms) in (1_u16..).zip(LETTERS) {
        for (tone, small) in (0_u8..).zip(forms.chars()) {
            weights[small as usize] = Weight { letter, tone, is_large: false };
            for large in small.to_uppercase() {
                weights[large as usize] = Weight { letter, tone, is_large: true };
            }
        }
    }
    weights
});

fn weight(letter: char) -> Weight {
    WEIGHTS.get(letter as usize).copied().unwrap_or_default()
}

/// Compares two texts: letters and numbers first, then tones, then small before large, then whatever still differs. Only equal texts are
/// equal.
pub fn in_order(a: &str, b: &str) -> Ordering {
    let tones = |text: &str| text.chars().map(|letter| weight(letter).tone).collect::<Vec<_>>();
    let cases = |text: &str| text.chars().map(|letter| weight(letter).is_large).collect::<Vec<_>>();
    Letters::of(a)
        .cmp(Letters::of(b))
        .then_with(|| tones(a).cmp(&tones(b)))
        .then_with(|| cases(a).cmp(&cases(b)))
        .then_with(|| a.cmp(b))
}

/// A number that never goes down along that order among texts whose first letters are the same, four times `depth` of them; texts with
/// the same one are to be asked for at the next depth. 0 where nothing is left to decide there.
pub(crate) fn rough_order(text: &str, depth: usize) -> u64 {
    // What has no room in 16 bits ends it: what comes behind decides nothing while that is not known.
    let mut letters = Letters::of(text).take_while(|weight| *weight < 0xFFFF).skip(depth * 4);
    (0..4).fold(0, |all, _| (all << 16) | u64::from(letters.next().unwrap_or(0)))
}

/// What decides first.
struct Letters<'a> {
    rest: &'a str,
    digits: &'a [u8],
}

impl<'a> Letters<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text, digits: &[] }
    }

    /// The number that begins here: how long it is, then its digits.
    fn number(&mut self) -> u32 {
        let end = self.rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        (self.rest, self.digits) = (rest, number.trim_start_matches('0').as_bytes());
        NUMBERS + u32::try_from(self.digits.len().min(MOST_DIGITS)).unwrap_or(0)
    }
}

impl Iterator for Letters<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if let [digit, digits @ ..] = self.digits {
            self.digits = digits;
            return Some(NUMBERS + u32::from(*digit - b'0'));
        }
        let letter = self.rest.chars().next()?;
        if letter.is_ascii_digit() {
            return Some(self.number());
        }
        self.rest = &self.rest[letter.len_utf8()..];
        Some(match weight(letter).letter {
            0 if letter.is_ascii() => u32::from(letter) + 1,
            0 => OTHERS + u32::from(letter),
            known => LETTER + u32::from(known),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_stand_as_in_a_dictionary() {
        let expected = [
            "",
            "-",
            "2",
            "10",
            "010",
            "a",
            "A",
            "Ánh",
            "Anh Đào",
            "ăn",
            "âm",
            "Bến 2",
            "Bến 10",
            "da",
            "Dương",
            "Đa",
            "đà",
            "Đất",
            "ma",
            "mà",
            "mả",
            "mã",
            "má",
            "mạ",
            "Trần",
            "Ư",
            "z",
            "中",
        ];
        let mut sorted = expected.to_vec();
        sorted.reverse();
        sorted.sort_by(|a, b| in_order(a, b));
        assert_eq!(sorted, expected);
    }

    proptest! {
        #[test]
        fn it_is_an_order_and_the_rough_one_agrees(texts in proptest::collection::vec("[aAáđd0-9 ô中\u{301}]{0,8}", 3)) {
            let [a, b, c] = [&texts[0], &texts[1], &texts[2]];
            prop_assert_eq!(in_order(a, b), in_order(b, a).reverse());
            prop_assert_eq!(in_order(a, b).is_eq(), a == b);
            if in_order(a, b).is_le() && in_order(b, c).is_le() {
                prop_assert!(in_order(a, c).is_le());
            }
            if rough_order(a, 0) < rough_order(b, 0) {
                prop_assert!(in_order(a, b).is_lt());
            }
        }
    }
}
