//! A certificate (X.509, RFC 5280): whose key it is, for how long, and what its signatures are checked with.

use std::time::SystemTime;

use der::asn1::OctetStringRef;
use der::{Decode, Tag};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, SignatureVerificationAlgorithm, alg_id};
use sha2::{Digest, Sha256};
use x509_cert::name::Name;
use x509_cert::time::Time;

use super::error::SealMistake;
use super::grain::{Piece, context};

/// Largest certificate that is read: an office's has some two kilobytes, and who sends more wants us to sort names.
const MOST_BYTES: usize = 16 << 10;
/// Most letters of a name that are repeated.
const LONGEST_NAME: usize = 120;
/// The same of all that stands in a name.
const LONGEST_SUBJECT: usize = 300;

/// One of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    pub(super) der: Vec<u8>,
    /// Name of the issuer and number, by which signatures name a certificate; as they stand there.
    pub(super) issuer: Vec<u8>,
    pub(super) serial: Vec<u8>,
    /// The public key with its algorithm, and alone.
    pub(super) key_info: Vec<u8>,
    key: Vec<u8>,
    algorithm: Vec<u8>,
    name: String,
    subject: String,
    issued_by: String,
    from: (SystemTime, String),
    until: (SystemTime, String),
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &self.subject)
            .field("until", &self.until.1)
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// Reads one; `None` of what is none.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        if der.len() > MOST_BYTES {
            return None;
        }
        let parts = Piece::only(der)?.inside(Tag::Sequence)?;
        let mut parts = parts.first()?.inside(Tag::Sequence)?.into_iter().peekable();
        parts.next_if(|piece| piece.tag == context(0));
        let serial = parts.next().filter(|piece| piece.tag == Tag::Integer)?;
        let (_, issuer, validity) = (parts.next()?, parts.next()?, parts.next()?);
        let (subject, key_info) = (parts.next()?, parts.next()?);
        let days = validity.inside(Tag::Sequence)?;
        let [from, until] = days.as_slice() else { return None };
        let (from, until) = (moment(from)?, moment(until)?);
        let key = key_info.inside(Tag::Sequence)?;
        let [algorithm, key] = key.as_slice() else { return None };
        // The first byte of a string of bits says how many at its end do not count.
        let bits = key.value.strip_prefix(&[0]).filter(|_| key.tag == Tag::BitString)?;
        let subject = Name::from_der(subject.whole).ok()?;
        Some(Self {
            der: der.to_vec(),
            issuer: issuer.whole.to_vec(),
            serial: serial.whole.to_vec(),
            key_info: key_info.whole.to_vec(),
            key: bits.to_vec(),
            algorithm: algorithm.value.to_vec(),
            name: cut(&called(&subject), LONGEST_NAME),
            subject: cut(&subject.to_string(), LONGEST_SUBJECT),
            issued_by: cut(&Name::from_der(issuer.whole).ok()?.to_string(), LONGEST_SUBJECT),
            from,
            until,
        })
    }

    /// All of a PEM file; each must be one whose signatures we can check.
    ///
    /// # Errors
    /// [`SealMistake`] of the first that is none.
    pub fn all(pem: &[u8]) -> Result<Vec<Self>, SealMistake> {
        let mut all = Vec::new();
        for section in CertificateDer::pem_slice_iter(pem) {
            let der = section.map_err(|_| SealMistake::NotACertificate)?;
            all.push(Self::read(&der).ok_or(SealMistake::NotACertificate)?);
        }
        if all.is_empty() { Err(SealMistake::NoCertificate) } else { Ok(all) }
    }

    /// Who it names: a person, an office.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// All it says of them (RFC 4514).
    pub(crate) fn subject(&self) -> &str {
        &self.subject
    }

    /// Who vouches for that.
    pub(crate) fn issued_by(&self) -> &str {
        &self.issued_by
    }

    /// The first and the last day on which it is valid (UTC, ISO 8601).
    pub(crate) fn days(&self) -> (&str, &str) {
        (&self.from.1, &self.until.1)
    }

    /// SHA-256 of it, by which people compare two.
    pub(crate) fn fingerprint(&self) -> String {
        hex(&Sha256::digest(&self.der))
    }

    /// True at a moment within its validity.
    pub(crate) fn is_valid(&self, now: SystemTime) -> bool {
        (self.from.0..=self.until.0).contains(&now)
    }

    /// When its validity ends.
    pub(crate) fn ends(&self) -> SystemTime {
        self.until.0
    }

    /// What checks signatures of its key, over SHA-256; `None` of a key of another kind.
    pub(super) fn checker(&self) -> Option<&'static dyn SignatureVerificationAlgorithm> {
        let signed_by =
            [(alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA256), (alg_id::ECDSA_P256, alg_id::ECDSA_SHA256)];
        let (key, signature) = signed_by.into_iter().find(|(key, _)| key.as_ref() == self.algorithm.as_slice())?;
        let known = rustls::crypto::ring::default_provider().signature_verification_algorithms.all;
        let fits = |one: &&&dyn SignatureVerificationAlgorithm| {
            one.public_key_alg_id() == key && one.signature_alg_id() == signature
        };
        known.iter().find(fits).copied()
    }

    /// True if its key signed these bytes.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.checker().is_some_and(|checker| checker.verify_signature(&self.key, message, signature).is_ok())
    }
}

/// Bytes as people compare them.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Its common name, else its organisation, else all it says.
fn called(name: &Name) -> String {
    let common = name.common_name().ok().flatten();
    let known = common.or_else(|| name.organization().ok().flatten()).map(|known| known.value().trim().to_owned());
    known.filter(|known| !known.is_empty()).unwrap_or_else(|| name.to_string())
}

fn cut(text: &str, longest: usize) -> String {
    let shown = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
    shown.take(longest).collect()
}

fn moment(piece: &Piece<'_>) -> Option<(SystemTime, String)> {
    let time = Time::from_der(piece.whole).ok()?;
    let date = time.to_date_time();
    Some((
        SystemTime::UNIX_EPOCH + time.to_unix_duration(),
        format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
    ))
}

/// The bytes of a string of them, with tag and length.
pub(super) fn octets(bytes: &[u8]) -> der::Result<Vec<u8>> {
    use der::Encode;
    OctetStringRef::new(bytes)?.to_der()
}
