//! A signature that somebody brings, taken apart as far as it takes to know whose it says it is, and whether it is one of ours.

use der::Tag;

use super::{Fingerprint, SIGNED_DATA, attributes, hashed, outside, signed_how, version};
use crate::seal::certificate::Certificate;
use crate::seal::grain::{Piece, context, identifier, tlv};

/// Its parts, as they stand there.
#[derive(Debug)]
pub(in crate::seal) struct Envelope<'a> {
    version: Piece<'a>,
    digests: Piece<'a>,
    content: Piece<'a>,
    certificates: Vec<Piece<'a>>,
    /// The parts of who signed; of several the first, which is then not ours.
    signer: Vec<Piece<'a>>,
    /// True if there is nothing besides.
    is_plain: bool,
}

impl<'a> Envelope<'a> {
    /// Takes one apart; zeros may follow, which fill what was left for it.
    pub(in crate::seal) fn opened(bytes: &'a [u8]) -> Option<Self> {
        let (whole, rest) = Piece::first(bytes)?;
        let parts = whole.inside(Tag::Sequence)?;
        let [kind, inner] = parts.as_slice() else { return None };
        if rest.iter().any(|byte| *byte != 0) || kind.whole != identifier(SIGNED_DATA).ok()?.as_slice() {
            return None;
        }
        let inner = inner.inside(context(0))?;
        let [signed] = inner.as_slice() else { return None };
        let mut parts = signed.inside(Tag::Sequence)?.into_iter().peekable();
        let (version, digests, content) = (parts.next()?, parts.next()?, parts.next()?);
        let certificates =
            parts.next_if(|piece| piece.tag == context(0)).map_or(Some(Vec::new()), |set| Piece::all(set.value))?;
        let revoked = parts.next_if(|piece| piece.tag == context(1));
        let signers = parts.next()?.inside(Tag::Set)?;
        let is_plain = signers.len() == 1 && revoked.is_none() && parts.next().is_none();
        let signer = signers.first()?.inside(Tag::Sequence)?;
        Some(Self { version, digests, content, certificates, signer, is_plain })
    }

    /// True if it says that this certificate's key made it.
    pub(in crate::seal) fn names(&self, certificate: &Certificate) -> bool {
        let named = self.signer.get(1).filter(|sid| sid.tag == Tag::Sequence);
        named.is_some_and(|sid| {
            let (issuer, serial) = (certificate.issuer.as_slice(), certificate.serial.as_slice());
            sid.value.strip_prefix(issuer).is_some_and(|rest| rest == serial)
        })
    }

    /// The certificate it brings along for who it says signed; nobody has vouched for it.
    pub(in crate::seal) fn claimed(&self) -> Option<Certificate> {
        self.certificates.iter().filter_map(|piece| Certificate::read(piece.whole)).find(|one| self.names(one))
    }

    /// True if this certificate's key made it, over bytes of this digest, in the one way we write signatures.
    pub(in crate::seal) fn holds(&self, certificate: &Certificate, digest: &Fingerprint) -> bool {
        self.is_plain
            && self.names(certificate)
            && self.certificates.iter().any(|piece| piece.whole == certificate.der.as_slice())
            && self.is_signed(certificate, digest).unwrap_or(false)
    }

    fn is_signed(&self, certificate: &Certificate, digest: &Fingerprint) -> der::Result<bool> {
        let [first, _, hash, attributed, how, signature] = self.signer.as_slice() else { return Ok(false) };
        let is = |piece: &Piece<'_>, expected: Vec<u8>| piece.whole == expected.as_slice();
        let as_written = is(&self.version, version()?)
            && is(&self.digests, tlv(Tag::Set, &hashed()?)?)
            && is(&self.content, outside()?)
            && is(first, version()?)
            && is(hash, hashed()?)
            && is(attributed, attributes(context(0), certificate, digest)?)
            && is(how, signed_how(certificate)?)
            && signature.tag == Tag::OctetString;
        let message = attributes(Tag::Set, certificate, digest)?;
        Ok(as_written && certificate.signed(&message, signature.value))
    }
}
