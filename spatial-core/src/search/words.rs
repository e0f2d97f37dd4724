//! Words as people type them: small letters without marks to find by, and with the tone at the end of the word to rank by, so that
//! `hoà` is `hòa`, composed or decomposed.

use std::sync::LazyLock;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Small letters without any mark, đ as d.
    pub plain: String,
    /// Small letters with their marks, the tone as a digit behind the word; as [`Self::plain`] if there are no marks.
    pub marked: String,
}

/// Vowels by tone: none, grave, acute, hook, tilde, dot; and the letter without marks.
const VOWELS: [(&str, char); 12] = [
    ("aàáảãạ", 'a'),
    ("ăằắẳẵặ", 'a'),
    ("âầấẩẫậ", 'a'),
    ("eèéẻẽẹ", 'e'),
    ("êềếểễệ", 'e'),
    ("iìíỉĩị", 'i'),
    ("oòóỏõọ", 'o'),
    ("ôồốổỗộ", 'o'),
    ("ơờớởỡợ", 'o'),
    ("uùúủũụ", 'u'),
    ("ưừứửữự", 'u'),
    ("yỳýỷỹỵ", 'y'),
];
/// `À`, the first of them in Unicode; the last is `ỹ`.
const FIRST_MARKED: u32 = 0xC0;
const LAST_MARKED: u32 = 0x1EF9;
/// The marked letters of Vietnamese, small and large, by their place behind the first.
static MARKED: LazyLock<Vec<Option<Letter>>> = LazyLock::new(|| {
    let mut letters = vec![None; (LAST_MARKED - FIRST_MARKED + 1) as usize];
    let vowels = VOWELS.into_iter().flat_map(|(row, plain)| {
        let bare = row.chars().next().unwrap_or(plain);
        row.chars().enumerate().map(move |(tone, vowel)| (vowel, Letter { plain, bare, tone }))
    });
    for (small, letter) in vowels.chain([('đ', Letter { plain: 'd', bare: 'đ', tone: 0 })]) {
        for marked in std::iter::once(small).chain(small.to_uppercase()).filter(|marked| !marked.is_ascii()) {
            letters[(u32::from(marked) - FIRST_MARKED) as usize] = Some(letter);
        }
    }
    letters
});
/// Combining tone marks, in the same order.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
/// Combining marks that make another letter.
const HATS: [(char, &str, &str); 3] = [('\u{306}', "a", "ă"), ('\u{302}', "aeo", "âêô"), ('\u{31B}', "ou", "ơư")];

impl Word {
    /// True if it was written with marks.
    pub fn has_marks(&self) -> bool {
        self.plain != self.marked
    }

    /// True if it begins with a digit: a house or parcel number, perhaps with letters and strokes.
    pub fn is_number(&self) -> bool {
        self.plain.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The words of a text: letters and digits in a row. A stroke within a number belongs to it: `45/12A`.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Words::default();
    words.add(text, usize::MAX);
    words.list.truncate(words.len);
    words.list
}

/// Words of one text after another in the same memory: a question looks at thousands of names.
#[derive(Debug, Default)]
pub(crate) struct Words {
    list: Vec<Word>,
    /// How many of the list are words; those behind are memory that served.
    len: usize,
}

impl Words {
    pub(crate) fn clear(&mut self) {
        self.len = 0;
    }

    /// Adds the words of a text, at most so many.
    pub(crate) fn add(&mut self, text: &str, most: usize) {
        let most = self.len.saturating_add(most);
        let mut tone = 0;
        self.open();
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let open = &mut self.list[self.len];
            let mut goes_on = || letters.peek().is_some_and(|next| next.is_alphanumeric());
            if letter.is_ascii_alphanumeric() || letter == '/' && open.is_number() && goes_on() {
                open.push(letter.to_ascii_lowercase(), &mut tone);
            } else if let Some(letter) = marked(letter) {
                open.add(letter, &mut tone);
            } else if letter.is_alphanumeric() {
                letter.to_lowercase().for_each(|small| open.push(small, &mut tone));
            } else if !open.mark(letter, &mut tone) {
                self.close(std::mem::take(&mut tone));
                if self.len >= most {
                    return;
                }
            }
        }
        self.close(tone);
    }

    /// Makes room for a word to be read.
    fn open(&mut self) {
        match self.list.get_mut(self.len) {
            Some(word) => {
                word.plain.clear();
                word.marked.clear();
            }
            None => self.list.push(Word { plain: String::new(), marked: String::new() }),
        }
    }

    /// Ends the word that was read, if it has letters.
    fn close(&mut self, tone: usize) {
        let word = &mut self.list[self.len];
        if let Some(digit) = char::from_digit(u32::try_from(tone).unwrap_or(0), 10).filter(|_| tone > 0) {
            word.marked.push(digit);
        }
        self.len += usize::from(!word.plain.is_empty());
        self.open();
    }
}

impl std::ops::Deref for Words {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        &self.list[..self.len]
    }
}

/// Small letters and digits without marks, nothing between them: how codes, signs and names of fields compare.
pub fn squashed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter(|c| c.is_alphanumeric()) {
        letter
            .to_lowercase()
            .filter(|small| small.is_alphanumeric())
            .for_each(|small| out.push(told_apart(small).plain));
    }
    out
}

/// A letter told apart.
#[derive(Debug, Clone, Copy)]
struct Letter {
    /// Small, without any mark.
    plain: char,
    /// Small, without its tone.
    bare: char,
    /// Place of the tone in [`TONES`], from 1; 0 without one.
    tone: usize,
}

/// While it is read.
impl Word {
    fn push(&mut self, small: char, tone: &mut usize) {
        if small.is_ascii() {
            self.plain.push(small);
            self.marked.push(small);
        } else if !self.mark(small, tone) {
            self.add(told_apart(small), tone);
        }
    }

    fn add(&mut self, letter: Letter, tone: &mut usize) {
        self.plain.push(letter.plain);
        self.marked.push(letter.bare);
        *tone = letter.tone.max(*tone);
    }

    /// Takes a combining mark into the word; false if it is none.
    fn mark(&mut self, mark: char, tone: &mut usize) -> bool {
        if !('\u{300}'..='\u{36F}').contains(&mark) {
            return false;
        }
        if let Some(place) = TONES.iter().position(|tone| *tone == mark) {
            *tone = place + 1;
        } else if let (Some((_, from, to)), Some(last)) =
            (HATS.iter().find(|(hat, ..)| *hat == mark), self.marked.chars().last())
            && let Some(at) = from.chars().position(|c| c == last)
        {
            self.marked.pop();
            self.marked.extend(to.chars().nth(at));
        }
        true
    }
}

/// A marked letter of Vietnamese, small or large.
fn marked(letter: char) -> Option<Letter> {
    let place = u32::from(letter).checked_sub(FIRST_MARKED)?;
    *MARKED.get(usize::try_from(place).ok()?)?
}

/// A small letter told apart; marks of other languages do not count either.
fn told_apart(small: char) -> Letter {
    if small.is_ascii() {
        return Letter { plain: small, bare: small, tone: 0 };
    }
    marked(small).unwrap_or_else(|| {
        let plain = crate::layer::folded(small.encode_utf8(&mut [0; 4])).chars().next();
        Letter { plain: plain.unwrap_or(small), bare: small, tone: 0 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn a_text_falls_into_words_without_marks() {
        for (text, expected) in [
            ("Phường Rạch Dừa", "phuong rach dua"),
            ("P.Rạch-Dừa,ĐẤT", "p rach dua dat"),
            ("45/12A Trần Phú, Phường 7", "45/12a tran phu phuong 7"),
            ("1017/QĐ-UBND", "1017/qd ubnd"),
            ("a/b 12/ x", "a b 12 x"),
            ("Ho\u{323} te\u{302}n", "ho ten"),
            ("", ""),
            ("  …— ", ""),
        ] {
            assert_eq!(plain(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_tone_stands_behind_its_word_wherever_it_was_set() {
        for (a, b) in [
            ("hoà", "hòa"),
            ("thuỷ", "thủy"),
            ("khoẻ", "khỏe"),
            ("Trần", "tra\u{302}\u{300}n"),
            ("ĐƯỜNG", "đu\u{31B}\u{300}o\u{31B}ng"),
            ("ạ\u{302}", "ậ"),
            ("Huệ", "hue\u{323}\u{302}"),
        ] {
            assert_eq!(words(a), words(b), "{a}");
        }
        assert_ne!(words("dừa")[0].marked, words("dua")[0].marked);
        assert_ne!(words("đa")[0].marked, words("da")[0].marked);
        assert!(words("đa")[0].has_marks() && !words("da")[0].has_marks());
    }

    #[test]
    fn codes_compare_without_what_stands_between() {
        for text in ["1017/QĐ-UBND", "1017 qd ubnd", "1017/qđ-ubnd"] {
            assert_eq!(squashed(text), "1017qdubnd");
        }
        assert_eq!(squashed("so_hieu-To BĐ"), "sohieutobd");
    }
}
