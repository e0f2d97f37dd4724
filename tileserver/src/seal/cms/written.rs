//! From a digest to a signature.

use der::Tag;

use super::{Fingerprint, SIGNED_DATA, attributes, hashed, outside, signed_how, version};
use crate::seal::certificate::octets;
use crate::seal::error::SealError;
use crate::seal::grain::{context, identifier, sequence, set};
use crate::seal::own::Seal;

/// A signature over bytes of this digest.
pub(in crate::seal) fn written(seal: &Seal, digest: &Fingerprint) -> Result<Vec<u8>, SealError> {
    let own = &seal.certificate;
    let signature = seal.signature(&attributes(Tag::Set, own, digest)?)?;
    let signer = sequence(&[
        &version()?,
        &sequence(&[&own.issuer, &own.serial])?,
        &hashed()?,
        &attributes(context(0), own, digest)?,
        &signed_how(own)?,
        &octets(&signature)?,
    ])?;
    let certificates = std::iter::once(own.der.clone()).chain(seal.chain.iter().cloned()).collect();
    let signed = sequence(&[
        &version()?,
        &set(Tag::Set, vec![hashed()?])?,
        &outside()?,
        &set(context(0), certificates)?,
        &set(Tag::Set, vec![signer])?,
    ])?;
    Ok(sequence(&[&identifier(SIGNED_DATA)?, &set(context(0), vec![signed])?])?)
}
