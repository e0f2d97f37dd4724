//! Folds text for comparing names: lower case, no tone or vowel marks, đ as d.

/// The folded form: `Họ và tên` and `HO VA TEN` become `ho va ten`.
pub(crate) fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(base).collect()
}

/// The letter without its marks; `None` for a combining mark.
fn base(letter: char) -> Option<char> {
    Some(match letter {
        '\u{300}'..='\u{36F}' => return None,
        'à'..='å' | 'ă' | 'ạ'..='ặ' => 'a',
        'è'..='ë' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ỉ'..='ị' => 'i',
        'ò'..='ö' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => 'y',
        'đ' => 'd',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn marks_and_case_do_not_matter() {
        assert_eq!(fold("Địa chỉ CHỦ sử dụng"), "dia chi chu su dung");
        assert_eq!(fold("ĂẮẶÂẤẬÊẾỆÔỐỘƠỚỢƯỨỰỲỸĩũ"), "aaaaaaeeeoooooouuuyyiu");
        assert_eq!(fold("Ho\u{323} te\u{302}n"), "ho ten");
    }
}
