//! Passwords that guessers try first: what is made of nothing but words everybody chooses, rows of the keyboard, counting and repeating
//! (NIST SP 800-63B-4, 3.1.1.2: a chosen password is compared with a list of common ones).
//!
//! Lists of leaked passwords hold hardly any of twelve letters that is not put together from these.

use unicode_normalization::UnicodeNormalization;

/// Fewer letters than this beside the common ones are no secret.
const LEAST_OWN: usize = 4;
/// So many letters that count, repeat or run along the keyboard are a row.
const LEAST_ROW: usize = 3;
/// Rows of keys, in both directions; digits count around.
const ROWS: [&str; 6] =
    ["01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];
/// Words of the top of such lists, English and Vietnamese, and of this program and its work; without marks.
const WORDS: [&str; 104] = [
    "passphrase",
    "password",
    "passwort",
    "passwd",
    "pass",
    "letmein",
    "welcome",
    "administrator",
    "admin",
    "master",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "batman",
    "shadow",
    "michael",
    "jordan",
    "iloveyou",
    "loveyou",
    "love",
    "lovely",
    "hello",
    "freedom",
    "whatever",
    "trustno",
    "starwars",
    "computer",
    "internet",
    "secret",
    "default",
    "changeme",
    "change",
    "temporary",
    "temp",
    "guest",
    "login",
    "access",
    "system",
    "server",
    "root",
    "user",
    "test",
    "demo",
    "sample",
    "example",
    "google",
    "facebook",
    "samsung",
    "iphone",
    "windows",
    "microsoft",
    "oracle",
    "postgres",
    "database",
    "summer",
    "winter",
    "spring",
    "autumn",
    "monday",
    "january",
    "december",
    "correct",
    "horse",
    "battery",
    "staple",
    "matkhau",
    "nguoidung",
    "quantri",
    "quanly",
    "anhyeuem",
    "emyeuanh",
    "yeuem",
    "yeuanh",
    "iuem",
    "anhiuem",
    "congchua",
    "hoangtu",
    "giadinh",
    "hanhphuc",
    "mailamai",
    "maiyeu",
    "khongbiet",
    "khongco",
    "vietnam",
    "saigon",
    "hanoi",
    "danang",
    "tphcm",
    "hcm",
    "nguyen",
    "xinchao",
    "diaban",
    "banlado",
    "bando",
    "diachinh",
    "quyhoach",
    "thuadat",
    "planning",
    "cadastre",
    "zaq",
];

/// True if hardly anything of a password, chosen for somebody of this name, is its own.
pub(super) fn is_common(password: &str, name: &str) -> bool {
    let letters = plain(password);
    let own = plain(name);
    let mut is_own = vec![true; letters.len()];
    let own_name = (own.len() >= LEAST_ROW).then_some(own.as_str());
    for word in own_name.into_iter().chain(WORDS) {
        for (at, _) in letters.match_indices(word) {
            is_own[at..at + word.len()].fill(false);
        }
    }
    strike_rows(letters.as_bytes(), &mut is_own);
    let left: Vec<u8> = letters.bytes().zip(&is_own).filter(|(_, own)| **own).map(|(letter, _)| letter).collect();
    let mut different = left.clone();
    different.sort_unstable();
    different.dedup();
    left.len() < LEAST_OWN || different.len() < LEAST_OWN.min(left.len() / 3 + 1).max(2)
}

/// Strikes out what counts, repeats itself, or runs along the keyboard.
fn strike_rows(letters: &[u8], is_own: &mut [bool]) {
    let neighbours = |one: u8, other: u8| {
        let are = |row: &str| row.as_bytes().windows(2).any(|pair| pair == [one, other] || pair == [other, one]);
        one == other || ROWS.iter().any(|row| are(row))
    };
    let mut from = 0;
    for at in 1..=letters.len() {
        if at < letters.len() && neighbours(letters[at - 1], letters[at]) {
            continue;
        }
        if at - from >= LEAST_ROW {
            is_own[from..at].fill(false);
        }
        from = at;
    }
    // The same piece again: of three or more letters, right behind itself.
    for length in 1..=letters.len() / 2 {
        for at in length..=letters.len() - length {
            if length >= LEAST_ROW && letters[at - length..at] == letters[at..at + length] {
                is_own[at..at + length].fill(false);
            }
        }
    }
    // Digits: years, telephone numbers, numbers of identity cards are what is tried next.
    for at in 0..letters.len() {
        if letters[at].is_ascii_digit() {
            is_own[at] = false;
        }
    }
}

/// Small letters and digits without marks, and what is written for letters as these: `P@ssw0rd` is `password`.
fn plain(text: &str) -> String {
    let small = text.to_lowercase();
    let letters: Vec<char> = small
        .nfkd()
        .filter_map(|letter| match letter {
            '@' => Some('a'),
            '$' => Some('s'),
            '!' => Some('i'),
            'đ' => Some('d'),
            letter if letter.is_ascii_alphanumeric() => Some(letter),
            // Marks, spaces and punctuation hide nothing; letters of other scripts are letters, large so that they are told from ours.
            letter if letter.is_alphabetic() => Some(char::from(b'A' + (u32::from(letter) % 26) as u8)),
            _ => None,
        })
        .collect();
    let is_letter =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|letter| letter.is_ascii_alphabetic());
    letters
        .iter()
        .enumerate()
        .map(|(at, letter)| match letter {
            // A digit between letters stands for one.
            '0' | '1' | '3' | '4' | '5' if is_letter(at.checked_sub(1)) && is_letter(Some(at + 1)) => match letter {
                '0' => 'o',
                '1' => 'i',
                '3' => 'e',
                '4' => 'a',
                _ => 's',
            },
            letter => *letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_chooses_is_common() {
        for common in [
            "password1234",
            "P@ssw0rd2024!",
            "123456789012",
            "qwertyuiop123",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "matkhau123456",
            "Mật khẩu 2025",
            "anhyeuem12345",
            "admin@2024!!!",
            "1qaz2wsx3edc",
            "iloveyou1234",
            "administrator",
            "Welcome2024!!",
            "lan.nguyen123",
            "diabandiaban",
            "letmein letmein",
            "passwordpassword",
            "correct horse battery staple",
        ] {
            assert!(is_common(common, "lan"), "{common}");
        }
    }

    #[test]
    fn a_few_words_of_ones_own_are_not() {
        for good in [
            "đúng mật khẩu rồi",
            "một mật khẩu dài",
            "mười hai chữ",
            "con mèo trèo cây cau",
            "k7#mQz2!vTx9",
            "bèo dạt mây trôi",
            "my secret' OR 1=1 --",
            "ба́бушка живёт",
        ] {
            assert!(!is_common(good, "lan"), "{good}");
        }
    }
}
