//! The grain of certificates and signatures (DER, X.690): a tag, a length, a value. Read one level at a time, so that nothing nested can
//! make us dig, and so many values at most.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Encode, Reader, SliceReader, Tag, TagNumber, Tagged};

/// Values side by side that are read: a certificate has three extensions to ten, a chain four certificates, a signature seven parts.
const MOST_PIECES: usize = 64;

/// One value, and the bytes it takes with tag and length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) tag: Tag,
    pub(super) value: &'a [u8],
    pub(super) whole: &'a [u8],
}

impl<'a> Piece<'a> {
    /// The first value, and what is behind it.
    pub(super) fn first(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let mut reader = SliceReader::new(bytes).ok()?;
        let whole = reader.tlv_bytes().ok()?;
        let any = AnyRef::from_der(whole).ok()?;
        Some((Self { tag: any.tag(), value: any.value(), whole }, bytes.get(whole.len()..)?))
    }

    /// The only value there is.
    pub(super) fn only(bytes: &'a [u8]) -> Option<Self> {
        Self::first(bytes).filter(|(_, rest)| rest.is_empty()).map(|(piece, _)| piece)
    }

    /// All values side by side.
    pub(super) fn all(mut bytes: &'a [u8]) -> Option<Vec<Self>> {
        let mut pieces = Vec::new();
        while !bytes.is_empty() {
            let (piece, rest) = Self::first(bytes)?;
            if pieces.len() == MOST_PIECES {
                return None;
            }
            pieces.push(piece);
            bytes = rest;
        }
        Some(pieces)
    }

    /// What is inside, if it is of this kind.
    pub(super) fn inside(&self, tag: Tag) -> Option<Vec<Self>> {
        if self.tag == tag { Self::all(self.value) } else { None }
    }
}

/// The tag `[number]` of something with parts.
pub(super) const fn context(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: true, number: TagNumber(number) }
}

/// A value with its tag and length.
pub(super) fn tlv(tag: Tag, value: &[u8]) -> der::Result<Vec<u8>> {
    AnyRef::new(tag, value)?.to_der()
}

/// Values one after another.
pub(super) fn sequence(parts: &[&[u8]]) -> der::Result<Vec<u8>> {
    tlv(Tag::Sequence, &parts.concat())
}

/// Values in the one order a set has (X.690, 11.6).
pub(super) fn set(tag: Tag, mut parts: Vec<Vec<u8>>) -> der::Result<Vec<u8>> {
    parts.sort();
    tlv(tag, &parts.concat())
}

/// The name of an algorithm, an attribute or a type.
pub(super) fn identifier(oid: ObjectIdentifier) -> der::Result<Vec<u8>> {
    oid.to_der()
}
