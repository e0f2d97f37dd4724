//! The texts of one field, each kept once for the whole layer and known by its code.
//!
//! Append-only: a code keeps its text for the life of the snapshot, through edits and compaction. Most texts lie in a base
//! that all versions share; texts first met in an edit lie in a short tail.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::snapshot::block::column::PackedTexts;

/// Texts by code.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dictionary {
    base: Arc<PackedTexts>,
    tail: Arc<PackedTexts>,
}

impl Dictionary {
    pub(crate) fn new(texts: PackedTexts) -> Self {
        Self { base: Arc::new(texts), tail: Arc::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.base.len() + self.tail.len()
    }

    #[inline]
    pub(crate) fn at(&self, code: usize) -> &str {
        if code < self.base.len() { self.base.at(code) } else { self.tail.at(code - self.base.len()) }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.base.iter().chain(self.tail.iter())
    }

    /// The code of a text, by looking at all.
    pub(crate) fn code(&self, text: &str) -> Option<u32> {
        let at = self.base.position(text).or_else(|| self.tail.position(text).map(|at| at + self.base.len()))?;
        u32::try_from(at).ok()
    }

    /// A way from texts to codes; `many` says whether a table is worth its price.
    pub(crate) fn lookup(&self, many: bool) -> Lookup<'_> {
        match many {
            true => Lookup::Table(self.iter().zip(0..).collect()),
            false => Lookup::Scan(self),
        }
    }

    /// Appends those of the texts that are not known yet.
    pub(crate) fn learn<'a>(&mut self, texts: impl Iterator<Item = &'a str>, many: bool) {
        let known = self.lookup(many);
        let mut met = FxHashSet::default();
        let fresh: Vec<&str> = texts.filter(|text| known.code(text).is_none() && met.insert(*text)).collect();
        if !fresh.is_empty() {
            let tail: Vec<&str> = self.tail.iter().chain(fresh).collect();
            self.tail = Arc::new(PackedTexts::collect(tail.into_iter()));
        }
    }

    /// Moves the tail into the base once it has grown long; codes stay.
    pub(crate) fn settle(&mut self) {
        if self.tail.len() > 1024.max(self.base.len() / 8) {
            let all = PackedTexts::collect(self.iter().collect::<Vec<_>>().into_iter());
            *self = Self::new(all);
        }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.base.memory_bytes() + self.tail.memory_bytes()
    }
}

/// From texts to codes.
pub(crate) enum Lookup<'a> {
    Scan(&'a Dictionary),
    Table(FxHashMap<&'a str, u32>),
}

impl Lookup<'_> {
    pub(crate) fn code(&self, text: &str) -> Option<u32> {
        match self {
            Self::Scan(dictionary) => dictionary.code(text),
            Self::Table(codes) => codes.get(text).copied(),
        }
    }
}

/// Gives texts their codes while a layer is built, and notices when a field's texts hardly ever repeat.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    codes: FxHashMap<Box<str>, u32>,
    texts: PackedTexts,
    gave_up: bool,
}

/// Up to so many texts a dictionary is kept whatever the texts are.
const ALWAYS_WORTH_IT: usize = 4096;

impl Interner {
    /// True once the field's texts turned out to be (nearly) all different: it has no dictionary then, in any block.
    pub(crate) fn gave_up(&self) -> bool {
        self.gave_up
    }

    /// Codes for the distinct texts of one block, which has so many values; `None` if a dictionary is not worth it.
    pub(crate) fn codes(&mut self, distinct: &[&str], values: usize) -> Option<Vec<u32>> {
        let fresh = distinct.iter().filter(|text| !self.codes.contains_key(**text)).count();
        if self.gave_up || (self.texts.len() + fresh > ALWAYS_WORTH_IT && fresh * 2 > values) {
            self.gave_up = true;
            self.codes = FxHashMap::default();
            return None;
        }
        Some(distinct.iter().map(|text| self.code(text)).collect())
    }

    fn code(&mut self, text: &str) -> u32 {
        if let Some(&code) = self.codes.get(text) {
            return code;
        }
        let code = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text);
        self.codes.insert(text.into(), code);
        code
    }

    /// The dictionary, exactly sized. After giving up it still explains the codes of the blocks packed before.
    pub(crate) fn finish(self) -> Dictionary {
        drop(self.codes);
        let texts = self.texts;
        Dictionary::new(PackedTexts::collect((0..texts.len()).map(|at| texts.at(at))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stay_when_texts_are_learnt_and_settled() {
        let mut dictionary = Dictionary::new(PackedTexts::collect(["ODT", "CLN"].into_iter()));
        for (many, text) in [(false, "BHK"), (true, "LUC"), (true, "ODT")] {
            dictionary.learn([text, text].into_iter(), many);
        }
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["ODT", "CLN", "BHK", "LUC"]);
        assert_eq!(dictionary.code("LUC"), Some(3));
        assert_eq!(dictionary.code("ONT"), None);
        let many: Vec<String> = (0..2000).map(|n| n.to_string()).collect();
        dictionary.learn(many.iter().map(String::as_str), true);
        dictionary.settle();
        assert_eq!((dictionary.at(2), dictionary.at(4), dictionary.len()), ("BHK", "0", 2004));
        assert_eq!(dictionary.tail.len(), 0);
    }

    #[test]
    fn texts_that_never_repeat_get_no_dictionary() {
        let all: Vec<String> = (0..10_000).map(|n| n.to_string()).collect();
        let distinct: Vec<&str> = all.iter().map(String::as_str).collect();
        let mut interner = Interner::default();
        assert_eq!(interner.codes(&distinct[..100], 100).map(|codes| codes[99]), Some(99));
        assert!(interner.codes(&distinct, 10_000).is_none());
        assert!(interner.gave_up());
        assert_eq!(interner.finish().len(), 100);
    }
}
