//! What can be wrong with a key and its certificate, and why a file could not be signed.

/// Why the files of a key and a certificate cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealMistake {
    /// No certificate in the file.
    NoCertificate,
    /// A certificate nobody can read.
    NotACertificate,
    /// A key we cannot check signatures with.
    UnknownKey,
    /// No private key in the file.
    NoKey,
    /// A private key under a password.
    LockedKey,
    /// A private key that is no RSA key of 2048 bits or more, and none on P-256.
    UnfitKey,
    /// The key is another than that of the certificate.
    Strangers,
    /// The file is longer than any key and its certificates.
    TooLong,
    /// A certificate without a key, or a key without a certificate.
    Alone,
}

impl SealMistake {
    /// The word sentences choose by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoCertificate => "no_certificate",
            Self::NotACertificate => "not_a_certificate",
            Self::UnknownKey => "unknown_key",
            Self::NoKey => "no_key",
            Self::LockedKey => "locked_key",
            Self::UnfitKey => "unfit_key",
            Self::Strangers => "strangers",
            Self::TooLong => "too_long",
            Self::Alone => "alone",
        }
    }
}

/// Why a file was not signed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealError {
    /// A structure cannot be written.
    #[error("a signature cannot be encoded")]
    Encoding(#[from] der::Error),
    /// The key refused.
    #[error("the signing key does not sign")]
    Key(#[from] rustls::Error),
    /// The file is not laid out as `report` writes it.
    #[error("the file to sign is not one of ours: no {missing}")]
    NotOurs {
        /// What was looked for.
        missing: &'static str,
    },
    /// The signature is larger than what was left for it.
    #[error("a signature of {bytes} bytes does not fit")]
    TooLarge {
        /// How large it is.
        bytes: usize,
    },
}
