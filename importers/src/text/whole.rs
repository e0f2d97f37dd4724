//! The text of a whole file in memory, whatever encoding its bytes are in.

use std::borrow::Cow;

use super::encoding::Encoding;
use super::judge::{Judged, TextSample};
use super::settled::{Evidence, Settled, doubted, settled};

/// A file's text, and what is to be told of how it was read.
#[derive(Debug)]
pub(crate) struct WholeText<'a> {
    /// Without a byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// What a person should know of its encoding.
    pub(crate) evidence: Option<Evidence>,
}

/// Reads all of a file: by its mark, as UTF-8 if it is that, else as asked, else by the evidence of its words. Where that is weak the best
/// guess is taken and told; for files whose names and comments are the only letters beyond ASCII.
pub(crate) fn whole(bytes: &[u8], asked: Option<Encoding>) -> WholeText<'_> {
    let (mark, marked) = Encoding::of_byte_order_mark(bytes);
    let bytes = &bytes[mark..];
    if let Some(marked) = marked.filter(|marked| *marked != Encoding::Utf8) {
        return WholeText { text: Cow::Owned(marked.decode_lossy(bytes)), evidence: None };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return WholeText { text: Cow::Borrowed(text), evidence: None };
    }
    let mut sample = TextSample::default();
    bytes.split(|byte| matches!(byte, b'\n' | b'\r')).for_each(|line| sample.take(line));
    let (encoding, evidence) = match (settled(&sample, asked, None), sample.judged()) {
        (Settled::Read(encoding, evidence), _) => (encoding, evidence),
        (Settled::Ask(_), judged @ (Judged::Doubtful(best) | Judged::Sure(best))) => {
            (best, Some(doubted(&sample, best, judged)))
        }
        (Settled::Ask(_), Judged::Plain) => (Encoding::Utf8, None),
    };
    WholeText { text: Cow::Owned(encoding.decode_lossy(bytes)), evidence }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_by_its_mark_or_its_words() {
        let utf16: Vec<u8> = "\u{feff}Rạch".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, text, is_told) in [
            (&b"plain"[..], "plain", false),
            (b"\xEF\xBB\xBFR\xE1\xBA\xA1ch", "Rạch", false),
            (&utf16, "Rạch", false),
            (
                b"Ph\xAD\xEAng R\xB9ch D\xF5a, \xA7\xAD\xEAng Tr\xC7n H\xADng \xA7\xB9o",
                "Phường Rạch Dừa, Đường Trần Hưng Đạo",
                true,
            ),
        ] {
            let read = whole(bytes, None);
            assert_eq!((&*read.text, read.evidence.is_some()), (text, is_told));
        }
    }
}
