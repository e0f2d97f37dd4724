//! An authenticator, as people carry one in a telephone: it reads the address once and then makes codes (RFC 6238), not by the program's
//! own formula.

use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// What a telephone keeps of an address.
pub struct Authenticator {
    secret: Vec<u8>,
}

impl Authenticator {
    /// Reads an `otpauth://` address.
    ///
    /// # Panics
    /// If it names no secret in base32.
    pub fn of(address: &str) -> Self {
        let (_, query) = address.split_once('?').expect("the address has parameters");
        let secret = query.split('&').find_map(|pair| pair.strip_prefix("secret=")).expect("and a secret among them");
        let digits = secret.bytes().map(|letter| match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            _ => unreachable!("{letter} is no digit of base32"),
        });
        let bits: Vec<u8> = digits.flat_map(|digit| (0..5).rev().map(move |bit| digit >> bit & 1)).collect();
        let byte = |bits: &[u8]| bits.iter().fold(0, |byte, bit| byte << 1 | bit);
        Self { secret: bits.chunks_exact(8).map(byte).collect() }
    }

    /// The time step of now.
    ///
    /// # Panics
    /// If the clock stands before 1970.
    pub fn now() -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs() / 30
    }

    /// The code of a time step.
    ///
    /// # Panics
    /// Never: HMAC takes a key of any length.
    pub fn code(&self, step: u64) -> String {
        let mut hmac = Hmac::<Sha1>::new_from_slice(&self.secret).expect("HMAC takes a key of any length");
        hmac.update(&step.to_be_bytes());
        let hash = hmac.finalize().into_bytes();
        let offset = usize::from(hash[hash.len() - 1] % 16);
        let number = hash[offset..offset + 4].iter().fold(0_u64, |number, byte| number * 256 + u64::from(*byte));
        format!("{:06}", number % (1 << 31) % 1_000_000)
    }
}
