//! What a person accepted: codes of findings, ids of mends, or files of such.

use std::io::Read;
use std::path::Path;

use network::{JoinKind, MendId};
use serde::Deserialize;

use crate::error::{ImportError, file_name};
use crate::network::error::NetworkError;

/// A list larger than this is something else: a report is cut at 10,000 findings, some 8 MB.
const MAX_BYTES: u64 = 64 << 20;
/// What codes of findings begin with; people leave it out.
const BEGINNING: &str = "network-join-";

/// What may be mended.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    /// All findings of these kinds.
    pub(super) kinds: Vec<JoinKind>,
    pub(super) ids: Vec<MendId>,
}

#[derive(Deserialize)]
struct MarkedReport {
    findings: Vec<MarkedFinding>,
}

#[derive(Deserialize)]
struct MarkedFinding {
    mend: Option<String>,
    #[serde(default)]
    accept: bool,
}

impl Accepted {
    /// Of words as they were typed; one that is the name of a file stands for what the file holds.
    pub(super) fn of(words: &[String]) -> Result<Self, NetworkError> {
        let mut accepted = Self::default();
        for word in words {
            let path = Path::new(word);
            if path.is_file() { accepted.file(path)? } else { accepted.word(word) }
        }
        Ok(accepted)
    }

    /// A code, several apart by commas, or the id of a mend: commas may stand in one, too.
    fn word(&mut self, word: &str) {
        let kinds: Option<Vec<JoinKind>> = word.split(',').map(|code| kind(code.trim())).collect();
        match kinds {
            Some(kinds) => self.kinds.extend(kinds),
            None => self.ids.push(MendId(word.trim().to_owned())),
        }
    }

    /// A report in which somebody marked findings with `"accept": true`, or a word a line.
    fn file(&mut self, path: &Path) -> Result<(), NetworkError> {
        let unreadable = |source| NetworkError::File(ImportError::Unreadable { path: path.to_owned(), source });
        let problem = |problem: String| NetworkError::Accepted { file: file_name(path), problem };
        let mut bytes = Vec::new();
        std::fs::File::open(path)
            .map_err(unreadable)?
            .take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(problem(format!("> {MAX_BYTES} bytes")));
        }
        if bytes.trim_ascii_start().starts_with(b"{") {
            let report: MarkedReport = serde_json::from_slice(&bytes).map_err(|error| problem(error.to_string()))?;
            let marked = report.findings.into_iter().filter(|finding| finding.accept);
            self.ids.extend(marked.filter_map(|finding| finding.mend).map(MendId));
            return Ok(());
        }
        let text = std::str::from_utf8(&bytes).map_err(|error| problem(error.to_string()))?;
        text.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| self.word(line));
        Ok(())
    }
}

/// The kind of a code, with what all begin with or without it.
fn kind(code: &str) -> Option<JoinKind> {
    let short = code.strip_prefix(BEGINNING).unwrap_or(code);
    JoinKind::ALL.into_iter().find(|kind| kind.code().strip_prefix(BEGINNING) == Some(short))
}
