//! What a file is called: the SHA-256 of its bytes.

use std::fmt;

use crate::store::assets::AssetProblem;

/// SHA-256 of a file, written as 64 lower-case hexadecimal digits. Whatever a client sends, what was parsed names no other path.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AssetHash([u8; 32]);

impl AssetHash {
    /// Reads 64 digits.
    ///
    /// # Errors
    /// [`AssetProblem::HashInvalid`] for anything else, capital letters included: one file has one address.
    pub fn parse(text: &str) -> Result<Self, AssetProblem> {
        digits(text).map(Self).ok_or_else(|| AssetProblem::HashInvalid { text: text.to_owned() })
    }

    pub(in crate::store) fn of_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(in crate::store) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

fn digits(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    if pairs.len() != hash.len() {
        return None;
    }
    for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(hash)
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for AssetHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for AssetHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(AssetHash::parse(text).unwrap().to_string(), text);
    }

    #[test]
    fn what_could_name_another_path_is_no_hash() {
        let good = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let bad = [
            String::new(),
            good[1..].to_owned(),
            format!("{good}0"),
            good.to_uppercase(),
            format!("../{}", &good[3..]),
            format!("{}/", &good[1..]),
            format!("{}\0", &good[1..]),
            format!("{}é", &good[2..]),
            format!("+{}", &good[1..]),
        ];
        for text in bad {
            assert!(AssetHash::parse(&text).is_err(), "{text:?}");
        }
    }
}
