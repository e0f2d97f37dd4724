//! What is sent, and what is said of it. Days are ISO 8601.

use schemars::JsonSchema;
use serde::Serialize;

/// A form with a file.
#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "the form is read by its own library; this says how it looks")]
pub(super) struct FileSent {
    /// The PDF.
    #[schemars(with = "String", extend("format" = "binary"))]
    sheet: Vec<u8>,
}

/// What a file is.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SheetVerified {
    /// `whole`: signed by this server, and every byte is what it signed; `changed`: it bears this server's signature and is not what was
    /// signed, or a signature nobody can read; `foreign`: signed by somebody else, whom this server does not know; `unsigned`.
    pub(super) verdict: &'static str,
    /// The same as a sentence.
    pub(super) text: String,
    /// SHA-256 of the file.
    pub(super) sha256: String,
    pub(super) bytes: usize,
    /// All signatures, in the order of the file.
    pub(super) signatures: Vec<SignatureTold>,
    /// The extracts it is of, by the lasting links in it.
    pub(super) sheets: Vec<SheetTold>,
}

/// One signature.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SignatureTold {
    /// `whole`; `followed` (this server's, over the file before something was added behind it); `altered` (it names this server's
    /// certificate, and does not hold); `unreadable`; `foreign`.
    pub(super) standing: &'static str,
    /// Bytes that were added behind what it covers.
    pub(super) added_bytes: Option<usize>,
    /// The day it was made; of this server's signatures that hold.
    pub(super) signed_on: Option<String>,
    /// Whose it is; of foreign ones, whose it says it is.
    pub(super) certificate: Option<CertificateTold>,
}

/// A certificate.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CertificateTold {
    pub(super) name: String,
    pub(super) subject: String,
    pub(super) issuer: String,
    pub(super) valid_from: String,
    pub(super) valid_until: String,
    /// SHA-256 of it.
    pub(super) sha256: String,
}

/// An extract a file says it is of.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SheetTold {
    /// The parcel's key.
    pub(super) parcel: String,
    pub(super) layer: Option<String>,
    pub(super) as_of: String,
    pub(super) data_revision: u32,
    /// True if this server signed that; else only the file says so.
    pub(super) is_signed: bool,
    /// What was so then.
    pub(super) then: String,
    /// What is so today.
    pub(super) now: String,
    /// Whether the same would be said today of that day: `same`, `changed`, `forgotten` (the commit is no longer kept), `gone` (no parcel has
    /// the key). Only of what this server signed.
    pub(super) since: Option<&'static str>,
}
