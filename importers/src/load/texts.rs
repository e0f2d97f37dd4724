//! Texts of records: in Unicode NFC, read anew where a person says that another program read them wrongly, and watched for signs that it did.

use std::borrow::Cow;

use spatial_core::layer::{Value, composed};

use crate::formats::ReadState;
use crate::load::loader::Loader;
use crate::record::FileNote;
use crate::text::{Encoding, Judged, Settled, as_western, misread, readings, settled};

impl Loader<'_, '_> {
    /// Brings the texts of a record into the form in which they are kept.
    pub(super) fn read_texts(&mut self, reading: &ReadState, values: &mut [Value]) {
        let asked = self.plan.encoding.filter(|_| reading.is_unicode);
        for value in values {
            let Value::Text(text) = value else { continue };
            if text.is_ascii() {
                continue;
            }
            if let Some(anew) = asked.and_then(|encoding| encoding.reread(text)) {
                if anew != **text {
                    self.watch(text);
                }
                *value = Value::text(&*composed(&anew));
                continue;
            }
            if reading.is_unicode && asked.is_none() {
                self.watch(text);
            }
            let whole = match composed(text) {
                Cow::Owned(whole) => Some(whole),
                Cow::Borrowed(_) => None,
            };
            if let Some(whole) = whole {
                *value = Value::text(whole);
            }
        }
    }

    /// Texts with letters that windows-1252 lacks were not taken for it.
    fn watch(&mut self, text: &str) {
        if let Some(bytes) = as_western(text) {
            self.western.take(&bytes);
        }
    }

    /// Tells what the file's texts look like, if they are not what they should be.
    pub(super) fn doubt_texts(&mut self, reading: &mut ReadState) {
        let western = std::mem::take(&mut self.western);
        let note = |(code, params)| FileNote { code, record: None, params };
        let told = match self.plan.encoding {
            None => misread(&western),
            asked => match settled(&western, asked, None) {
                Settled::Read(_, told) => told,
                Settled::Ask(_) => None,
            },
        };
        reading.notes.extend(told.map(note));
        let undecoded = std::mem::take(&mut reading.undecoded);
        if undecoded.words() > 0 {
            let encoding = match undecoded.judged() {
                Judged::Sure(found) if found != Encoding::Utf8 => found.name(),
                _ => "none",
            };
            let params = vec![("encoding", encoding.to_owned()), ("readings", readings(&undecoded))];
            reading.notes.push(note(("text-not-utf8", params)));
        }
    }
}
