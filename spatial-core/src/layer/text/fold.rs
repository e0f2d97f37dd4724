//! Letters without their marks, so that names compare however they were typed: `Đất` = `dat`.

/// Small letters without tone marks, đ as d; composed and decomposed forms alike. All else stays as it is.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_ascii() {
            true => out.push(letter.to_ascii_lowercase()),
            false => out.extend(letter.to_lowercase().filter_map(plain)),
        }
    }
    out
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
}
