//! Many texts in one allocation: the bytes one after the other, and where each starts.

/// Texts by position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackedTexts {
    /// One more than there are texts.
    starts: Vec<u32>,
    text: String,
}

impl Default for PackedTexts {
    fn default() -> Self {
        Self { starts: vec![0], text: String::new() }
    }
}

impl PackedTexts {
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Bytes of all texts together.
    pub(crate) fn size(&self) -> usize {
        self.text.len()
    }

    /// Appends one text. The caller keeps the total below 4 GiB.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.starts.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// The text at a position; empty beyond the end.
    #[inline]
    pub(crate) fn at(&self, at: usize) -> &str {
        let (Some(&from), Some(&to)) = (self.starts.get(at), self.starts.get(at + 1)) else { return "" };
        self.text.get(from as usize..to as usize).unwrap_or("")
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.at(at))
    }

    /// Position of a text, by looking at all.
    pub(crate) fn position(&self, text: &str) -> Option<usize> {
        self.starts.windows(2).position(|pair| {
            (pair[1] - pair[0]) as usize == text.len() && &self.text[pair[0] as usize..pair[1] as usize] == text
        })
    }

    /// Exactly as large as it must be.
    pub(crate) fn collect<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let (count, bytes) = texts.clone().fold((0, 0), |(count, bytes), text| (count + 1, bytes + text.len()));
        let mut packed = Self { starts: Vec::with_capacity(count + 1), text: String::with_capacity(bytes) };
        packed.starts.push(0);
        texts.for_each(|text| packed.push(text));
        packed
    }

    pub(crate) fn parts(&self) -> (&[u32], &str) {
        (&self.starts, &self.text)
    }

    /// From stored parts; `None` if they do not fit each other.
    pub(crate) fn from_parts(starts: Vec<u32>, text: String) -> Option<Self> {
        let sound = starts.first() == Some(&0)
            && starts.last().is_some_and(|&end| end as usize == text.len())
            && starts.is_sorted()
            && starts.iter().all(|&start| text.is_char_boundary(start as usize));
        sound.then_some(Self { starts, text })
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.starts.capacity() * 4 + self.text.capacity()
    }
}
