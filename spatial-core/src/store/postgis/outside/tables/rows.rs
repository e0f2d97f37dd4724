//! What is remembered of each row that is served: its id, a hash of what it held, and its key where the id does not tell it.

use std::collections::BTreeSet;

/// All rows of a table as of one reading: 16 bytes each, and the text of the key where it is hashed.
#[derive(Debug, Default)]
pub(crate) struct ServedRows {
    /// Ascending.
    pub(super) ids: Vec<u64>,
    pub(super) hashes: Vec<u64>,
    /// Canonical texts; none where the id is the key.
    pub(super) keys: Option<KeyTexts>,
    /// Rows whose shape cannot be read.
    pub(super) unreadable: BTreeSet<u64>,
    /// Rows that are not served at all.
    pub(super) withheld: Withheld,
}

/// Texts of keys, one after another.
#[derive(Debug, Default)]
pub(super) struct KeyTexts {
    ends: Vec<usize>,
    bytes: String,
}

/// How many rows of a table are not served, or not whole, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Withheld {
    /// A part of the key is null.
    pub without_key: u64,
    /// A whole number as key that is below 0 or not below 2^53.
    pub key_out_of_range: u64,
    /// Another row has the same key.
    pub key_repeated: u64,
    /// The key makes the same id as another.
    pub key_collides: u64,
    /// Served without shape: it cannot be read.
    pub shape_unreadable: u64,
}

impl Withheld {
    /// True if all rows are served whole.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl KeyTexts {
    pub(super) fn get(&self, at: usize) -> &str {
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|&end| self.bytes.get(from..end)).unwrap_or_default()
    }

    fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }
}

impl ServedRows {
    /// None yet.
    pub(super) fn new(has_keys: bool) -> Self {
        Self { keys: has_keys.then(KeyTexts::default), ..Self::default() }
    }

    /// Appends a row with a larger id.
    pub(super) fn push(&mut self, id: u64, hash: u64, key: &str) {
        self.ids.push(id);
        self.hashes.push(hash);
        if let Some(keys) = &mut self.keys {
            keys.push(key);
        }
    }

    /// Place of an id.
    pub(super) fn place(&self, id: u64) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// The canonical text of a row's key; empty where the id is the key.
    pub(super) fn key(&self, at: usize) -> &str {
        self.keys.as_ref().map_or("", |keys| keys.get(at))
    }

    /// What is not served.
    pub(crate) fn withheld(&self) -> Withheld {
        Withheld { shape_unreadable: self.unreadable.len() as u64, ..self.withheld }
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        let keys = self.keys.as_ref().map_or(0, |keys| keys.ends.capacity() * 8 + keys.bytes.capacity());
        (self.ids.capacity() + self.hashes.capacity()) * 8 + keys
    }
}
