//! The tags of an element: numbers of texts in its block.

/// Longest name kept, in characters; OpenStreetMap itself takes 255.
const LONGEST_NAME: usize = 255;

/// Keys and values, looked up in the texts of the block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tags<'a> {
    pub(super) texts: &'a [&'a [u8]],
    pub(super) pairs: &'a [(u32, u32)],
}

impl<'a> Tags<'a> {
    /// The value of a key; `None` too if it is no text.
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        let text = |at: u32| self.texts.get(at as usize).copied().unwrap_or_default();
        let (_, value) = self.pairs.iter().find(|(found, _)| text(*found) == key.as_bytes())?;
        std::str::from_utf8(text(*value)).ok()
    }

    /// What it is called, in Vietnamese if that is known.
    pub(super) fn name(&self) -> Option<String> {
        let name = self.get("name:vi").or_else(|| self.get("name"))?.trim();
        let short: String = name.chars().take(LONGEST_NAME).collect();
        (!short.is_empty()).then(|| spatial_core::layer::composed(&short).into_owned())
    }

    pub(super) fn is(&self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }
}
