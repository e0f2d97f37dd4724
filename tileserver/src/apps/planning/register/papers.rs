//! The documents a plan is handed in with: their texts as they are kept, their kind one of the words there are.

use planning::{DocumentDraft, DocumentKind};

use super::drawn::word;
use super::steps::wire::kept;
use crate::apps::planning::wire::DocumentSent;
use crate::http::HttpError;

/// Names, numbers and authorities are a line, as those of steps.
const MOST_LINE: usize = 300;

/// All of them.
pub(super) fn documents(sent: &[DocumentSent]) -> Result<Vec<DocumentDraft>, HttpError> {
    sent.iter().enumerate().map(|(number, sent)| document(number, sent)).collect()
}

fn document(number: usize, sent: &DocumentSent) -> Result<DocumentDraft, HttpError> {
    let line = |name, text: Option<&str>| kept(name, text, MOST_LINE);
    let kind =
        word(&format!("documents.{number}.kind"), sent.kind.as_deref(), DocumentKind::ALL, DocumentKind::as_str)?;
    Ok(DocumentDraft {
        name: line("documents.name", Some(&sent.name))?.unwrap_or_default(),
        asset: sent.asset.clone(),
        kind,
        number: line("documents.number", sent.number.as_deref())?,
        issued: line("documents.date", sent.date.as_deref())?,
        issuer: line("documents.issuer", sent.issuer.as_deref())?,
        pages: sent.pages,
    })
}
