//! From a judgement to what is said.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use spatial_core::message::Message;

use super::wire::{CertificateTold, SheetTold, SheetVerified, SignatureTold};
use crate::apps::planning::extract::{Lasting, Since};
use crate::config::Certificate;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::openapi::shared::Representation;
use crate::seal::{Judged, SignatureJudged, Standing, Verdict, addresses, judged};

/// Most extracts that are told of: as many parcels as one sheet may have.
const MOST_SHEETS: usize = 10;

/// What a file is, and whether what it says is still so.
pub(super) async fn told(
    served: &Arc<Served>,
    (asked, peer): (&Inquiry, Peer),
    file: Vec<u8>,
) -> Result<SheetVerified, HttpError> {
    let seals = Arc::clone(&served.settings.seals);
    let bytes = file.len();
    // Hashing a file costs as much as a large page; whoever asks two commits after that waits for another turn.
    let turn = served.turn(peer).await?;
    let looked = served.workers.run(move || {
        let found = judged(&file, &seals)?;
        let links = addresses(&file[..found.bytes]);
        Some((found, links, Sha256::digest(&file)))
    });
    let too_many = || HttpError::Unfit(Message::new("problem-verify-signatures"));
    let (found, links, digest) = looked.await?.ok_or_else(too_many)?;
    drop(turn);
    Ok(SheetVerified {
        verdict: word(found.verdict),
        text: asked.language.say(&sentence(&found)),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        bytes,
        sheets: sheets(served, (asked, peer), &found, &links).await?,
        signatures: found.signatures.into_iter().map(signature).collect(),
    })
}

/// What it is of. A link to another server is passed over, unless we signed it: our public address may have changed since.
async fn sheets(
    served: &Arc<Served>,
    (asked, peer): (&Inquiry, Peer),
    found: &Judged,
    links: &[String],
) -> Result<Vec<SheetTold>, HttpError> {
    let base = base_url(&asked.headers, &served.settings);
    let is_ours = |one: &SignatureJudged| matches!(one.standing, Standing::Whole | Standing::Followed { .. });
    let is_signed = found.signatures.iter().any(is_ours);
    let mut lasting: Vec<Lasting> = Vec::new();
    for (of, one) in links.iter().filter_map(|link| Lasting::read(link)) {
        let is_here = is_signed || of.is_empty() || of == base;
        if is_here && !lasting.contains(&one) && lasting.len() < MOST_SHEETS {
            lasting.push(one);
        }
    }
    // On a page a path alone gets what stands before it with all others.
    let before = if asked.format == Representation::Html && !base.contains("://") { "" } else { &base };
    let mut sheets = Vec::with_capacity(lasting.len());
    for one in lasting {
        // What anybody may have written into a file is no reason to ask the past; its page does, for who follows the link.
        let since = if is_signed { Some(one.since(served, (asked, peer)).await?) } else { None };
        sheets.push(SheetTold {
            parcel: one.key().to_owned(),
            layer: one.layer().map(str::to_owned),
            then: format!("{before}{}", one.then()),
            now: format!("{before}{}", one.now()),
            as_of: one.day,
            data_revision: one.revision,
            is_signed,
            since: since.map(Since::as_str),
        });
    }
    Ok(sheets)
}

/// The verdict in a sentence, by the signature that decides it.
fn sentence(found: &Judged) -> Message {
    let with = |wanted: fn(Standing) -> bool| found.signatures.iter().find(|one| wanted(one.standing));
    let name = |one: &SignatureJudged| one.signer.as_ref().map(|signer| signer.name().to_owned());
    match found.verdict {
        Verdict::Whole => {
            let one = with(|standing| standing == Standing::Whole);
            let by = one.and_then(name).unwrap_or_default();
            let day = one.and_then(|one| one.day.as_deref()).map(day).unwrap_or_default();
            Message::new("verify-whole").with("name", by).with("day", day)
        }
        Verdict::Changed => {
            let followed = with(|standing| matches!(standing, Standing::Followed { .. }));
            if let Some(SignatureJudged { standing: Standing::Followed { bytes }, .. }) = followed {
                return Message::new("verify-followed").with("bytes", bytes);
            }
            let is_altered = with(|standing| standing == Standing::Altered).is_some();
            Message::new(if is_altered { "verify-altered" } else { "verify-unreadable" })
        }
        Verdict::Foreign => match with(|standing| standing == Standing::Foreign).and_then(name) {
            Some(by) => Message::new("verify-foreign").with("name", by),
            None => Message::new("verify-foreign-unnamed"),
        },
        Verdict::Unsigned => Message::new("verify-unsigned"),
    }
}

/// `2026-03-02` as people here write it in either language: `02/03/2026`.
pub(super) fn day(day: &str) -> String {
    match day.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => day.to_owned(),
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Whole => "whole",
        Verdict::Changed => "changed",
        Verdict::Foreign => "foreign",
        Verdict::Unsigned => "unsigned",
    }
}

fn signature(one: SignatureJudged) -> SignatureTold {
    let (standing, added_bytes) = match one.standing {
        Standing::Whole => ("whole", None),
        Standing::Followed { bytes } => ("followed", Some(bytes)),
        Standing::Altered => ("altered", None),
        Standing::Unreadable => ("unreadable", None),
        Standing::Foreign => ("foreign", None),
    };
    let certificate = one.signer.as_ref().map(CertificateTold::of);
    SignatureTold { standing, added_bytes, signed_on: one.day, certificate }
}

impl CertificateTold {
    /// As people compare it.
    pub(super) fn of(certificate: &Certificate) -> Self {
        let (from, until) = certificate.days();
        Self {
            name: certificate.name().to_owned(),
            subject: certificate.subject().to_owned(),
            issuer: certificate.issued_by().to_owned(),
            valid_from: from.to_owned(),
            valid_until: until.to_owned(),
            sha256: certificate.fingerprint(),
        }
    }
}
