//! What a file that somebody brings is.

use memchr::memmem::rfind;
use sha2::{Digest, Sha256};

use super::Seals;
use super::certificate::Certificate;
use super::cms::Envelope;
use super::pdf::ranges::{self, Covered};

/// Largest signature that is taken apart: with the answers of authorities some programs put beside it, a hundred kilobytes.
const MOST_BYTES: usize = 256 << 10;

/// What a file is, on the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Signed by us, and every byte is what we signed.
    Whole,
    /// It bears a signature of ours and is not what we signed, or a signature nobody can read.
    Changed,
    /// Signed, but not by us.
    Foreign,
    /// It bears no signature.
    Unsigned,
}

/// How one signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Ours, over all of the file.
    Whole,
    /// Ours, over the file as it was; so many bytes were added behind it.
    Followed {
        /// How many.
        bytes: usize,
    },
    /// It says it is ours, and is not of this file, or not ours.
    Altered,
    /// It cannot be read.
    Unreadable,
    /// Somebody else's.
    Foreign,
}

/// One signature.
#[derive(Debug)]
pub(crate) struct SignatureJudged {
    pub(crate) standing: Standing,
    /// Whose it says it is; ours, if it is ours.
    pub(crate) signer: Option<Certificate>,
    /// The day it was made (ISO 8601), as the signed part says; of ours only.
    pub(crate) day: Option<String>,
}

/// A file.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
    pub(crate) signatures: Vec<SignatureJudged>,
    /// So many bytes from its beginning are ours for sure; all if none are.
    pub(crate) bytes: usize,
}

/// Judges a file by the certificates that are ours; `None` if it has more signatures than anybody makes.
pub(crate) fn judged(file: &[u8], seals: &Seals) -> Option<Judged> {
    let mut bytes = file.len();
    let mut signatures = Vec::new();
    for said in ranges::all(file)? {
        let covered = Covered::of(said, file.len());
        let judged = covered.as_ref().and_then(|covered| one(file, covered, seals));
        let judged = judged.unwrap_or(SignatureJudged { standing: Standing::Unreadable, signer: None, day: None });
        if let (Standing::Followed { .. }, Some(end)) = (judged.standing, covered.and_then(|covered| covered.end)) {
            bytes = bytes.min(end);
        }
        signatures.push(judged);
    }
    let any = |wanted: fn(Standing) -> bool| signatures.iter().any(|one| wanted(one.standing));
    let verdict = if any(|one| one == Standing::Whole) {
        Verdict::Whole
    } else if any(|one| one != Standing::Foreign) {
        Verdict::Changed
    } else if signatures.is_empty() {
        Verdict::Unsigned
    } else {
        Verdict::Foreign
    };
    Some(Judged { verdict, signatures, bytes })
}

/// One signature; `None` if it cannot be read.
fn one(file: &[u8], covered: &Covered, seals: &Seals) -> Option<SignatureJudged> {
    let written = file.get(covered.hole.clone())?.strip_prefix(b"<")?.strip_suffix(b">")?;
    let (signature, is_plain) = digits(written)?;
    let envelope = Envelope::opened(&signature)?;
    let Some(own) = seals.known().find(|own| envelope.names(own)) else {
        return Some(SignatureJudged { standing: Standing::Foreign, signer: envelope.claimed(), day: None });
    };
    let altered = SignatureJudged { standing: Standing::Altered, signer: Some(own.clone()), day: None };
    // Ours begins with the file, and is written in one way only.
    let Some(end) = covered.end.filter(|_| covered.before.start == 0 && is_plain) else { return Some(altered) };
    let parts = Sha256::new().chain_update(&file[covered.before.clone()]).chain_update(&file[covered.hole.end..end]);
    if !envelope.holds(own, &parts.finalize().into()) {
        return Some(altered);
    }
    let standing = if end == file.len() { Standing::Whole } else { Standing::Followed { bytes: file.len() - end } };
    Some(SignatureJudged { standing, day: day(&file[covered.hole.end..end]), ..altered })
}

/// The bytes of hexadecimal digits, and whether they stand there as we write them.
fn digits(written: &[u8]) -> Option<(Vec<u8>, bool)> {
    let is_plain = written.iter().all(|digit| digit.is_ascii_digit() || (b'A'..=b'F').contains(digit));
    let mut digits = written.iter().filter(|digit| !digit.is_ascii_whitespace());
    let mut bytes = Vec::with_capacity(written.len().min(2 * MOST_BYTES) / 2);
    while let Some(high) = digits.next() {
        // The last of an odd number of digits has a zero behind it.
        let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        let (high, low) = (value(*high)?, value(*digits.next().unwrap_or(&b'0'))?);
        if bytes.len() == MOST_BYTES {
            return None;
        }
        bytes.push(high << 4 | low);
    }
    Some((bytes, is_plain))
}

/// `/M(D:20261130)` behind our signature.
fn day(behind: &[u8]) -> Option<String> {
    let key = b"/M(D:";
    let dictionary = &behind[..behind.len().min(64)];
    let from = rfind(dictionary, key)? + key.len();
    let day = std::str::from_utf8(dictionary.get(from..from + 8)?).ok()?;
    let is_day = day.bytes().all(|digit| digit.is_ascii_digit());
    is_day.then(|| format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))
}
