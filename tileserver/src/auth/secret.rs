//! The tokens themselves: shown once to who may have them; we keep their digests.

use sha2::{Digest, Sha256};
use spatial_core::store::private::TokenDigest;

/// What every token begins with: whoever finds one in a script or a log knows what it is.
const MARK: &str = "diaban_";
/// Random bytes of a token.
const BYTES: usize = 32;

/// A token: 32 random bytes in hexadecimal after a mark. Never kept, never logged.
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let digits = digits.map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]));
        Ok(Self(MARK.chars().chain(digits).collect()))
    }

    /// The token as text, for the one who may have it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What we keep of it.
    pub fn digest(&self) -> TokenDigest {
        digest(&self.0)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What we keep of a token, if the text can be one at all.
pub(crate) fn digest_of(shown: &str) -> Option<TokenDigest> {
    let digits = shown.strip_prefix(MARK)?;
    let is_token = digits.len() == 2 * BYTES && digits.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
    is_token.then(|| digest(shown))
}

fn digest(token: &str) -> TokenDigest {
    TokenDigest(Sha256::digest(token.as_bytes()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_digest_and_shows_itself_only_when_asked() {
        let (one, other) = (Secret::random().unwrap(), Secret::random().unwrap());
        assert_eq!(digest_of(one.as_str()), Some(one.digest()));
        assert_ne!(one.digest(), other.digest());
        assert_eq!(format!("{one:?} {:?}", one.digest()), "Secret(…) TokenDigest(…)");
    }

    #[test]
    fn what_cannot_be_a_token_is_not_looked_for() {
        let right = format!("{MARK}{}", "0a".repeat(BYTES));
        assert!(digest_of(&right).is_some());
        for wrong in ["", "diaban_", "' OR 1=1 --", &right.to_uppercase(), &right[..70], &format!("{right}0")] {
            assert!(digest_of(wrong).is_none(), "{wrong}");
        }
    }
}
