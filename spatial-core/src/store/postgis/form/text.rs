//! Texts between our types and PostgreSQL's, which know no U+0000: it is written as two letters, and read back as one.

use std::borrow::Cow;

/// Stands before `0` (for U+0000) and `1` (for itself): a letter for private use that no real data has.
const MARK: char = '\u{F0000}';

/// As the database keeps it.
pub(in crate::store::postgis) fn stored(text: &str) -> Cow<'_, str> {
    if !text.contains(['\0', MARK]) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '\0' => out.extend([MARK, '0']),
            MARK => out.extend([MARK, '1']),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// As it was.
pub(in crate::store::postgis) fn read(stored: &str) -> Cow<'_, str> {
    if !stored.contains(MARK) {
        return Cow::Borrowed(stored);
    }
    let mut out = String::with_capacity(stored.len());
    let mut letters = stored.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == MARK) {
            (_, true) => match letters.next() {
                Some('0') => out.push('\0'),
                Some('1') => out.push(MARK),
                // Another program wrote it.
                other => out.extend([Some(MARK), other].into_iter().flatten()),
            },
            (other, _) => out.push(other),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        for text in ["", "Rạch Dừa", "x\0y", "\0", "\u{F0000}0", "a\u{F0000}\0\u{F0000}"] {
            assert_eq!(read(&stored(text)), text);
            assert!(!stored(text).contains('\0'));
        }
        assert_eq!(read("\u{F0000}x"), "\u{F0000}x");
    }
}
