//! The second factor: a code of six digits that changes every half minute (TOTP, RFC 6238), made of a secret that a person's device and we
//! know. It does not say who needs one, nor which codes were used: the store knows.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use spatial_core::store::private::{FactorSecret, UserName};

/// RFC 6238, section 5.2. This, SHA-1 and six digits are what every authenticator knows, some of them nothing else.
const STEP: Duration = Duration::from_secs(30);
/// Steps a code may be early or late (RFC 6238, section 5.2): clocks differ, and people type.
const TOLERANCE: i64 = 1;
/// Digits of a code.
const DIGITS: usize = 6;
/// One more than the greatest code.
const MODULUS: u32 = 10_u32.pow(DIGITS as u32);
/// Whose secret it is, in the list of an authenticator.
const ISSUER: &str = "diaban";

/// What somebody has besides a password.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SecondFactor(FactorSecret);

/// A code as it was typed; never shown, never kept.
#[derive(Clone, Copy)]
pub(crate) struct Code(Option<u32>);

impl SecondFactor {
    /// A new one.
    ///
    /// # Errors
    /// The system has no randomness.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; FactorSecret::BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(FactorSecret(bytes)))
    }

    /// The one a store keeps.
    pub(crate) fn of(secret: FactorSecret) -> Self {
        Self(secret)
    }

    /// What a store keeps.
    pub(crate) fn secret(&self) -> FactorSecret {
        self.0
    }

    /// The address that brings it into an authenticator; for its user's eyes only, and once. Names need no percents: they are letters,
    /// digits and `._@-`.
    pub(crate) fn address(&self, name: &UserName) -> String {
        format!("otpauth://totp/{ISSUER}:{name}?secret={}&issuer={ISSUER}", base32(&self.0.0))
    }

    /// The time step a code is of, if it is one of about now. Of two steps with the same code the later one: then neither is good again.
    pub(crate) fn step_of(&self, code: Code, now: SystemTime) -> Option<i64> {
        let step = step_at(now);
        // All of them are computed, whichever it is.
        (step - TOLERANCE..=step + TOLERANCE).filter(|step| Some(self.code_at(*step)) == code.0).max()
    }

    /// HOTP (RFC 4226, section 5.3) of a time step.
    pub(super) fn code_at(&self, step: i64) -> u32 {
        let mut hmac = Hmac::<Sha1>::new_from_slice(&self.0.0).expect("HMAC takes a key of any length");
        hmac.update(&step.to_be_bytes());
        let hash: [u8; 20] = hmac.finalize().into_bytes().into();
        let offset = usize::from(hash[19] & 15);
        let four = [hash[offset] & 0x7f, hash[offset + 1], hash[offset + 2], hash[offset + 3]];
        u32::from_be_bytes(four) % MODULUS
    }
}

/// Steps since 1970 in UTC.
pub(super) fn step_at(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs() / STEP.as_secs()).unwrap_or(i64::MAX - TOLERANCE)
}

impl Code {
    /// A code that was typed, with spaces as authenticators show it. What is none fits no secret.
    pub(crate) fn new(typed: &str) -> Self {
        let is_code = |digits: &String| digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_digit());
        let digits = Some(typed.split_whitespace().collect::<String>());
        Self(digits.filter(is_code).and_then(|digits| digits.parse().ok()))
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// Base32 (RFC 4648, section 6) without padding, for bytes whose number is a multiple of five.
fn base32(bytes: &[u8; FactorSecret::BYTES]) -> String {
    let mut text = String::with_capacity(FactorSecret::BYTES / 5 * 8);
    for five in bytes.chunks(5) {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for shift in (0..8).rev() {
            text.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(bits >> (5 * shift) & 31) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B.
    const RFC: SecondFactor = SecondFactor(FactorSecret(*b"12345678901234567890"));

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        for (seconds, code) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130_u32),
        ] {
            assert_eq!(RFC.code_at(step_at(at(seconds))), code % MODULUS, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_a_step_early_and_late_and_no_longer() {
        let (now, code) = (1_111_111_109, Code::new("081804"));
        let step = step_at(at(now));
        // Second 29 of its step: 1,111,111,080 to 1,111,111,109.
        for (seconds, is_good) in
            [(now - 59, true), (now - 60, false), (now, true), (now + 1, true), (now + 30, true), (now + 31, false)]
        {
            assert_eq!(RFC.step_of(code, at(seconds)), is_good.then_some(step), "{seconds}");
        }
    }

    #[test]
    fn a_code_is_typed_with_spaces_or_without_and_is_six_digits() {
        let now = at(1_111_111_109);
        for typed in ["081804", "081 804", " 081804\n"] {
            assert!(RFC.step_of(Code::new(typed), now).is_some(), "{typed:?}");
        }
        for typed in ["", "81804", "07081804", "+81804", "-081804", "08180a", "０８１８０４", "081805"] {
            assert!(RFC.step_of(Code::new(typed), now).is_none(), "{typed:?}");
        }
        assert_eq!(format!("{:?} {RFC:?}", Code::new("081804")), "Code(…) SecondFactor(FactorSecret(…))");
    }

    #[test]
    fn the_address_is_what_authenticators_read() {
        let address = RFC.address(&UserName::parse("lan.nguyen@stnmt").unwrap());
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert_eq!(address, format!("otpauth://totp/diaban:lan.nguyen@stnmt?secret={secret}&issuer=diaban"));
        assert_ne!(SecondFactor::random().unwrap().secret(), SecondFactor::random().unwrap().secret());
    }
}
