//! Legal geometry of the features of one block, bit for bit: kept of chosen layers only, for what is computed of many shapes at once.

use crate::geometry::{Geometry, wkb};

/// As WKB, one after the other, by position: in order of arrival while a block is made, then in that of the block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LegalShapes {
    wkb: Vec<u8>,
    /// Where each ends; one without geometry is empty.
    ends: Vec<u32>,
}

impl LegalShapes {
    pub(crate) fn push(&mut self, geometry: Option<&Geometry>) {
        if let Some(geometry) = geometry {
            wkb::write(geometry, &mut self.wkb);
        }
        self.end();
    }

    /// Appends a shape of another block.
    pub(crate) fn push_wkb(&mut self, wkb: &[u8]) {
        self.wkb.extend_from_slice(wkb);
        self.end();
    }

    fn end(&mut self) {
        // Blocks are closed long before 4 GiB, see `Arrivals::is_full`.
        self.ends.push(u32::try_from(self.wkb.len()).unwrap_or(u32::MAX));
    }

    /// Bytes of all shapes so far.
    pub(crate) fn size(&self) -> usize {
        self.wkb.len()
    }

    /// Packs the shapes in the given order of arrivals.
    pub(crate) fn pack(&self, order: &[u32]) -> Self {
        let mut packed = Self { wkb: Vec::with_capacity(self.wkb.len()), ends: Vec::with_capacity(order.len()) };
        order.iter().for_each(|&at| packed.push_wkb(self.wkb(at as usize)));
        packed
    }

    /// The bytes of the shape at a position; none without one.
    pub(crate) fn wkb(&self, at: usize) -> &[u8] {
        let from = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).map(|&end| end as usize));
        let to = self.ends.get(at).map(|&end| end as usize);
        from.zip(to).and_then(|(from, to)| self.wkb.get(from..to)).unwrap_or_default()
    }

    /// The shape at a position.
    pub(crate) fn at(&self, at: usize) -> Option<Geometry> {
        Some(self.wkb(at)).filter(|wkb| !wkb.is_empty()).and_then(|wkb| wkb::read(wkb).ok())
    }

    pub(crate) fn parts(&self) -> (&[u32], &[u8]) {
        (&self.ends, &self.wkb)
    }

    /// From stored parts; `None` if they do not fit each other, or so many features.
    pub(crate) fn from_parts(ends: Vec<u32>, wkb: Vec<u8>, count: usize) -> Option<Self> {
        let ends_well = ends.last().map_or(0, |&end| end as usize) == wkb.len();
        (ends.len() == count && ends.is_sorted() && ends_well).then_some(Self { wkb, ends })
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.wkb.capacity() + self.ends.capacity() * 4
    }
}
