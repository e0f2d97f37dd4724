//! Text in one form, so that what looks the same is the same: files, edits and plans write through here.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text in Unicode NFC: a letter and its tone mark are one character.
pub fn composed(text: &str) -> Cow<'_, str> {
    // No marks that could be joined to a letter: the common case, and quicker found out than by the tables.
    if text.chars().all(|c| c < '\u{300}' || ('\u{1EA0}'..='\u{1EF9}').contains(&c)) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_and_its_marks_are_one() {
        assert_eq!(composed("Phu\u{31B}o\u{31B}\u{300}ng Ra\u{323}ch"), "Phường Rạch");
        assert!(matches!(composed("Phường Rạch Dừa"), Cow::Borrowed(_)));
    }
}
