//! The second factor of a user: what their device and we both know.

/// The secret from which codes are made, as its user's device holds it too; kept out of every debug output. How codes are made of it is
/// decided elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FactorSecret(pub [u8; Self::BYTES]);

impl FactorSecret {
    /// Length in bytes: that of an HMAC-SHA-1 (RFC 4226, section 4, R6).
    pub const BYTES: usize = 20;
}

impl std::fmt::Debug for FactorSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FactorSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        assert_eq!(format!("{:?}", FactorSecret([7; 20])), "FactorSecret(…)");
    }
}
