//! Letters without their marks, so that names compare however they were typed: `Đất` = `dat`.

use std::sync::LazyLock;

/// Where the letters of Vietnamese with marks stand, large and small.
const MARKED: [std::ops::RangeInclusive<u32>; 2] = [0xC0..=0x1B0, 0x1EA0..=0x1EF9];
/// What each of them becomes; 0 where that is no single ASCII letter.
static LETTERS: LazyLock<[Vec<u8>; 2]> =
    LazyLock::new(|| MARKED.map(|range| range.map(|code| char::from_u32(code).and_then(ascii).unwrap_or(0)).collect()));

/// Small letters without tone marks, đ as d; composed and decomposed forms alike. All else stays as it is.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the same to a buffer, which whoever folds a million texts keeps.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    let letters = &*LETTERS;
    for letter in text.chars() {
        if letter.is_ascii() {
            out.push(letter.to_ascii_lowercase());
            continue;
        }
        let known = |at: usize| {
            let place = u32::from(letter).checked_sub(*MARKED[at].start())?;
            letters[at].get(place as usize).copied().filter(|plain| *plain != 0)
        };
        match known(0).or_else(|| known(1)) {
            Some(plain) => out.push(char::from(plain)),
            None => out.extend(letter.to_lowercase().filter_map(plain)),
        }
    }
}

/// A letter that becomes one of ASCII.
fn ascii(letter: char) -> Option<u8> {
    let mut small = letter.to_lowercase();
    let plain = small.next().and_then(plain)?;
    u8::try_from(plain).ok().filter(|plain| plain.is_ascii() && small.next().is_none())
}

fn plain(letter: char) -> Option<char> {
    Some(match letter {
        'à'..='å' | 'ă' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => {
            'a'
        }
        'è'..='ë' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ị' | 'ỉ' => 'i',
        'ò'..='ö' | 'ơ' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' => {
            'o'
        }
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ý' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => 'y',
        'đ' => 'd',
        '\u{300}'..='\u{36F}' => return None,
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_fall_off_composed_or_not() {
        assert_eq!(folded("Phường Rạch Dừa, ĐẤT"), "phuong rach dua, dat");
        assert_eq!(folded("Ho\u{323} te\u{302}n"), "ho ten");
    }

    #[test]
    fn every_letter_folds_as_its_small_form_without_marks() {
        for letter in ('\u{80}'..='\u{2000}').chain(['\u{212A}', 'ﬁ', '中']) {
            let slowly: String = letter.to_lowercase().filter_map(plain).collect();
            assert_eq!(folded(&letter.to_string()), slowly, "{letter}");
        }
    }
}
