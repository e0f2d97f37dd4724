//! Little-endian numbers in a row: what the cached copy is made of. Lists carry their length.

use crate::geometry::{DrawingBox, DrawingPoint};

/// Appends to a buffer.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) bytes: Vec<u8>,
}

impl Out {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(super) fn number(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(super) fn u8s(&mut self, numbers: &[u8]) {
        self.number(numbers.len() as u64);
        self.bytes.extend_from_slice(numbers);
    }

    pub(super) fn u16s(&mut self, numbers: &[u16]) {
        self.list(numbers, |number| number.to_le_bytes());
    }

    pub(super) fn u32s(&mut self, numbers: &[u32]) {
        self.list(numbers, |number| number.to_le_bytes());
    }

    pub(super) fn u64s(&mut self, numbers: &[u64]) {
        self.list(numbers, |number| number.to_le_bytes());
    }

    pub(super) fn f64s(&mut self, numbers: &[f64]) {
        self.list(numbers, |number| number.to_le_bytes());
    }

    pub(super) fn points(&mut self, points: &[DrawingPoint]) {
        self.u32s(points.as_flattened());
    }

    pub(super) fn boxes(&mut self, boxes: &[DrawingBox]) {
        self.number(boxes.len() as u64 * 4);
        for around in boxes {
            [around.min, around.max].as_flattened().iter().for_each(|c| self.bytes.extend_from_slice(&c.to_le_bytes()));
        }
    }

    fn list<T: Copy, const N: usize>(&mut self, numbers: &[T], bytes: impl Fn(T) -> [u8; N]) {
        self.number(numbers.len() as u64);
        self.bytes.extend(numbers.iter().flat_map(|&number| bytes(number)));
    }
}

/// Takes from a buffer; `None` as soon as it is too short.
#[derive(Debug)]
pub(super) struct In<'a> {
    pub(super) bytes: &'a [u8],
}

impl In<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    pub(super) fn flag(&mut self) -> Option<bool> {
        self.byte().map(|byte| byte != 0)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    pub(super) fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    pub(super) fn text(&mut self) -> Option<String> {
        String::from_utf8(self.u8s()?).ok()
    }

    pub(super) fn u8s(&mut self) -> Option<Vec<u8>> {
        let count = self.count()?;
        Some(self.take(count)?.to_vec())
    }

    pub(super) fn u16s(&mut self) -> Option<Vec<u16>> {
        self.list(u16::from_le_bytes)
    }

    pub(super) fn u32s(&mut self) -> Option<Vec<u32>> {
        self.list(u32::from_le_bytes)
    }

    pub(super) fn u64s(&mut self) -> Option<Vec<u64>> {
        self.list(u64::from_le_bytes)
    }

    pub(super) fn f64s(&mut self) -> Option<Vec<f64>> {
        self.list(f64::from_le_bytes)
    }

    pub(super) fn points(&mut self) -> Option<Vec<DrawingPoint>> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(bytes.as_chunks().0.iter().map(halves).collect())
    }

    /// The boxes one by one, not yet in a list.
    pub(super) fn boxes(&mut self) -> Option<impl ExactSizeIterator<Item = DrawingBox>> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(bytes.as_chunks::<16>().0.iter().map(|chunk| {
            let (min, max) = chunk.split_at(8);
            let half = |bytes: &[u8]| bytes.try_into().map_or([0; 2], |chunk: &[u8; 8]| halves(chunk));
            DrawingBox { min: half(min), max: half(max) }
        }))
    }

    fn list<T, const N: usize>(&mut self, number: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(N)?)?;
        Some(bytes.as_chunks().0.iter().map(|&chunk| number(chunk)).collect())
    }
}

fn halves(chunk: &[u8; 8]) -> DrawingPoint {
    let [a, b, c, d, e, f, g, h] = *chunk;
    [u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])]
}
