//! Codes of nodes, edges or devices: one text after the other, and an index from code to number.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// Codes by number. Finding one costs a hash and a comparison or two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Codes {
    text: String,
    /// Where each code ends in the text.
    ends: Vec<u32>,
    /// Open addressing with linear probing; `EMPTY` where nothing is. At most half full.
    slots: Vec<u32>,
    /// Numbers whose code another one had before.
    repeated: Vec<u32>,
}

const EMPTY: u32 = u32::MAX;

impl Codes {
    pub(crate) fn push(&mut self, code: &str) {
        self.text.push_str(code);
        // Texts of all codes of a network are far below four gigabytes: a store of that size is refused before.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Adds all codes of others, which have no index yet.
    pub(crate) fn append(&mut self, others: &Self) {
        if self.ends.is_empty() {
            self.clone_from(others);
            return;
        }
        let before = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(&others.text);
        self.ends.extend(others.ends.iter().map(|end| end.saturating_add(before)));
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    /// The same codes in another order.
    pub(crate) fn arranged(&self, order: &[u32]) -> Self {
        let mut arranged = Self::default();
        arranged.text.reserve(self.text.len());
        for &number in order {
            arranged.push(self.get(number));
        }
        arranged
    }

    /// Makes the index; of codes that repeat, the first number has it.
    pub(crate) fn index(&mut self) {
        let size = (self.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![EMPTY; size];
        let mut repeated = Vec::new();
        for number in 0..u32::try_from(self.len()).unwrap_or(EMPTY) {
            let code = self.get(number);
            match self.slot(&slots, code) {
                slot if slots[slot] == EMPTY => slots[slot] = number,
                _ if code.is_empty() => {}
                _ => repeated.push(number),
            }
        }
        (self.slots, self.repeated) = (slots, repeated);
    }

    pub(crate) fn find(&self, code: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        Some(self.slots[self.slot(&self.slots, code)]).filter(|&number| number != EMPTY)
    }

    /// Numbers that no question by code reaches.
    pub(crate) fn repeated(&self) -> &[u32] {
        &self.repeated
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.text.capacity()
            + (self.ends.capacity() + self.slots.capacity() + self.repeated.capacity()) * size_of::<u32>()
    }

    /// Where a code stands, or would stand.
    fn slot(&self, slots: &[u32], code: &str) -> usize {
        let mask = slots.len() - 1;
        let mut slot = usize::try_from(hash(code) >> 20).unwrap_or_default() & mask;
        while slots[slot] != EMPTY && self.get(slots[slot]) != code {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

fn hash(code: &str) -> u64 {
    let mut hasher = FxHasher::default();
    code.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_and_of_one_that_repeats_the_first() {
        let mut codes = Codes::default();
        assert_eq!(codes.find("10"), None);
        for code in ["10", "Hồ chứa", "10", "", "", "p2"] {
            codes.push(code);
        }
        codes.index();
        let found = ["10", "Hồ chứa", "p2", "", "p3"].map(|code| codes.find(code));
        assert_eq!(found, [Some(0), Some(1), Some(5), Some(3), None]);
        assert_eq!(codes.repeated(), [2]);
        let turned = codes.arranged(&[5, 1]);
        assert_eq!([turned.get(0), turned.get(1)], ["p2", "Hồ chứa"]);
    }
}
