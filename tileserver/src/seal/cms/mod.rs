//! A detached signature (CMS, RFC 5652) as PAdES B-B wants it: over SHA-256, with three signed attributes (content type, digest, the
//! signer's certificate) and no time, which stands in the PDF's dictionary instead.
//!
//! `written` makes one, `read` takes one apart that somebody brings.

mod read;
mod written;

use der::Tag;
use der::asn1::ObjectIdentifier;

use super::certificate::{Certificate, octets};
use super::grain::{identifier, sequence, set, tlv};

pub(super) use read::Envelope;
pub(super) use written::written;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// SHA-256 of what is signed.
pub(super) type Fingerprint = [u8; 32];

/// SHA-256 as an algorithm, without parameters (RFC 5754, section 2).
fn hashed() -> der::Result<Vec<u8>> {
    sequence(&[&identifier(SHA_256)?])
}

/// Version 1, of everything here.
fn version() -> der::Result<Vec<u8>> {
    tlv(Tag::Integer, &[1])
}

/// What is signed stands outside.
fn outside() -> der::Result<Vec<u8>> {
    sequence(&[&identifier(DATA)?])
}

/// How a certificate's key signs.
fn signed_how(certificate: &Certificate) -> der::Result<Vec<u8>> {
    let checker = certificate.checker().ok_or_else(|| der::Error::from(der::ErrorKind::Failed))?;
    sequence(&[checker.signature_alg_id().as_ref()])
}

/// The signed attributes with the tag they are signed under: what it is (RFC 5652, 11.1), its digest (11.2), and the certificate by its
/// SHA-256 (RFC 5035), so that nobody puts another of the same key in its place.
fn attributes(tag: Tag, certificate: &Certificate, digest: &Fingerprint) -> der::Result<Vec<u8>> {
    use sha2::{Digest, Sha256};
    let one = |oid, value: Vec<u8>| sequence(&[&identifier(oid)?, &tlv(Tag::Set, &value)?]);
    let named = sequence(&[&sequence(&[&sequence(&[&octets(&Sha256::digest(&certificate.der))?])?])?])?;
    let all = vec![
        one(CONTENT_TYPE, identifier(DATA)?)?,
        one(MESSAGE_DIGEST, octets(digest)?)?,
        one(SIGNING_CERTIFICATE_V2, named)?,
    ];
    set(tag, all)
}
