//! Signatures in PDF files (PAdES B-B, ETSI EN 319 142-1): made with the office's key, and judged. Knows no sheet and no parcel: bytes go
//! in, bytes or a judgement come out.
//!
//! In reading order: `certificate` (whose key it is), `own` (the key that signs, as two PEM files hold it), `cms` (the signature itself,
//! RFC 5652) on top of `grain` (DER), `pdf` (where it stands in the file), `judged` (what a file that somebody brings is).
//!
//! A file is whole if every byte of it, but the signature's own, is what we signed. To know that, nothing of the file's structure has to be
//! understood, so nothing in it can mislead us: not a later version of an object, not a hidden page, not a second cross-reference table.

mod certificate;
mod cms;
mod error;
mod grain;
mod judged;
mod own;
mod pdf;

pub use certificate::Certificate;
pub(crate) use error::SealError;
pub use error::SealMistake;
pub(crate) use judged::{Judged, SignatureJudged, Standing, Verdict, judged};
pub use own::Seal;
pub(crate) use pdf::addresses;
pub(crate) use pdf::signing::Signing;

/// The key this server signs with, and the certificates it knows as its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seals {
    /// What signs; without it nothing is signed.
    pub own: Option<Seal>,
    /// Certificates of former keys: what they signed is known as ours, too.
    pub former: Vec<Certificate>,
}

impl Seals {
    /// Every certificate that is ours.
    pub(crate) fn known(&self) -> impl Iterator<Item = &Certificate> {
        self.own.iter().map(|own| &own.certificate).chain(&self.former)
    }

    /// What signs at a moment: nothing outside the validity of its certificate, for nobody would believe that signature.
    pub(crate) fn at(&self, now: std::time::SystemTime) -> Option<&Seal> {
        self.own.as_ref().filter(|own| own.certificate.is_valid(now))
    }
}

#[cfg(test)]
mod tests;
