//! What the author of a comment is given: its number and a secret, of which only the hash is kept.

use sha2::{Digest, Sha256};
use spatial_core::layer::FeatureId;
use spatial_core::store::private::TokenDigest;

use crate::http::HttpError;

/// Letters that nobody takes for another (Douglas Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a secret: 125 random bits, which nobody guesses.
const LENGTH: usize = 25;
/// Letters between two hyphens.
const GROUP: usize = 5;

/// The secret of a receipt. Never kept, never logged.
pub(super) struct Receipt([u8; LENGTH]);

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receipt(…)")
    }
}

impl Receipt {
    /// A new one.
    pub(super) fn random() -> Result<Self, HttpError> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|error| HttpError::Internal { what: error.to_string() })?;
        Ok(Self(bytes.map(|byte| LETTERS[usize::from(byte % 32)])))
    }

    /// What we keep of it.
    pub(super) fn digest(&self) -> TokenDigest {
        TokenDigest(Sha256::digest(self.0).into())
    }

    /// The same as the table holds it, in hexadecimal.
    pub(super) fn hash(&self) -> String {
        let TokenDigest(bytes) = self.digest();
        bytes
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }

    /// The receipt of a comment, to be written down by hand if need be: `17-K3QXT-0ABCD-EFGHJ-KMNPQ-RSTVW`.
    pub(super) fn shown(&self, comment: FeatureId) -> String {
        self.0.chunks(GROUP).fold(comment.0.to_string(), |mut text, group| {
            text.push('-');
            text.extend(group.iter().copied().map(char::from));
            text
        })
    }

    /// Reads a receipt as somebody copied it: with small letters, with blanks, without hyphens, with an O for a zero.
    pub(super) fn read(text: &str) -> Option<(FeatureId, Self)> {
        let (number, secret) = parted(text)?;
        let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
        let number = is_number.then(|| number.parse().ok())?.filter(|id| *id <= FeatureId::LARGEST)?;
        let letters = secret.bytes().filter(|letter| !matches!(letter, b'-' | b' '));
        let letters = letters.map(|letter| match letter.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            letter => letter,
        });
        let secret: Vec<u8> = letters.collect();
        let is_secret = secret.iter().all(|letter| LETTERS.contains(letter));
        Some((FeatureId(number), Self(secret.try_into().ok().filter(|_| is_secret)?)))
    }
}

/// The number and the secret; without any hyphen, the secret is what stands last.
fn parted(text: &str) -> Option<(String, String)> {
    if let Some((number, secret)) = text.trim().split_once('-') {
        return Some((number.to_owned(), secret.to_owned()));
    }
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (number, secret) = letters.split_at_checked(letters.len().checked_sub(LENGTH)?)?;
    Some((number.iter().collect(), secret.iter().collect()))
}

/// The digest a hash of the table stands for.
pub(super) fn digest_of(hash: &str) -> Option<TokenDigest> {
    let digits: Option<Vec<u32>> = hash.chars().map(|digit| digit.to_digit(16)).collect();
    let bytes: Vec<u8> = digits?.chunks_exact(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect();
    bytes.try_into().ok().filter(|_| hash.len() == 64).map(TokenDigest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_as_it_was_copied() {
        let receipt = Receipt::random().unwrap();
        let shown = receipt.shown(FeatureId(17));
        assert!(shown.starts_with("17-") && shown.len() == 3 + LENGTH + 4, "{shown}");
        let secret = shown.strip_prefix("17-").unwrap();
        for copied in [
            shown.clone(),
            shown.to_lowercase(),
            format!(" {shown} "),
            format!("17-{}", secret.replace('-', "")),
            format!("17{}", secret.replace('-', "").to_lowercase()),
            format!("17 {}", secret.replace('-', " ")),
            format!("17-{}", secret.replace('-', " ").replace('0', "o").replace('1', "l")),
        ] {
            let (id, read) = Receipt::read(&copied).unwrap_or_else(|| panic!("{copied}"));
            assert_eq!((id, read.hash()), (FeatureId(17), receipt.hash()));
        }
        assert_eq!(digest_of(&receipt.hash()), Some(receipt.digest()));
        assert_eq!(format!("{receipt:?}"), "Receipt(…)");
    }

    #[test]
    fn what_cannot_be_a_receipt_is_not_looked_for() {
        let letters = "0".repeat(LENGTH);
        for wrong in [
            "",
            "17",
            "-",
            "17-",
            "17đ",
            &letters,
            &format!("x-{letters}"),
            &format!("-{letters}"),
            &format!("17-{letters}0"),
        ] {
            assert!(Receipt::read(wrong).is_none(), "{wrong}");
        }
        assert!(Receipt::read(&format!("17-{}", "U".repeat(LENGTH))).is_none());
        assert!(
            digest_of("").is_none() && digest_of(&"g".repeat(64)).is_none() && digest_of(&"ă".repeat(32)).is_none()
        );
    }
}
