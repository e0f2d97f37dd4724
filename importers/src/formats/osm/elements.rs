//! The elements of a block: nodes, ways, relations, each handed over with its tags while the block lasts.

use crate::formats::osm::tags::Tags;
use crate::formats::osm::wire::{Field, Fields, NotAMessage, Packed, unzigzag};

/// Most texts, tags, nodes of a way or members of a relation in one block: a block holds 8,000 elements and 32 MB.
const MOST: usize = 16_000_000;

/// What a block has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Holds {
    pub(super) nodes: bool,
    pub(super) ways: bool,
    pub(super) relations: bool,
}

impl Holds {
    /// True if both have a kind in common.
    pub(super) fn shares(self, other: Self) -> bool {
        self.nodes && other.nodes || self.ways && other.ways || self.relations && other.relations
    }
}

/// One element. Places are ten-millionths of a degree, longitude first.
#[derive(Debug)]
pub(super) enum Element<'a> {
    Node { id: i64, place: [i32; 2] },
    Way { id: i64, nodes: &'a [i64] },
    Relation { id: i64, members: &'a [Member<'a>] },
}

/// A way of a relation; members of other kinds are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member<'a> {
    pub(super) way: i64,
    pub(super) role: &'a [u8],
}

/// A block, its texts found.
pub(super) struct PrimitiveBlock<'a> {
    texts: Vec<&'a [u8]>,
    groups: Vec<&'a [u8]>,
    granularity: i64,
    offset: [i64; 2],
}

impl<'a> PrimitiveBlock<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, NotAMessage> {
        let mut block = Self { texts: Vec::new(), groups: Vec::new(), granularity: 100, offset: [0; 2] };
        for field in Fields(bytes) {
            match field? {
                (1, Field::Bytes(table)) => {
                    for text in Fields(table) {
                        if let (1, Field::Bytes(text)) = text? {
                            block.texts.push(text);
                        }
                    }
                }
                (2, Field::Bytes(group)) => block.groups.push(group),
                (17, Field::Number(number)) => block.granularity = number.cast_signed(),
                (19, Field::Number(number)) => block.offset[1] = number.cast_signed(),
                (20, Field::Number(number)) => block.offset[0] = number.cast_signed(),
                _ => {}
            }
        }
        Ok(block)
    }

    /// Which kinds of elements there are, by a look at the first field of each group.
    pub(super) fn holds(&self) -> Result<Holds, NotAMessage> {
        let mut holds = Holds::default();
        for group in &self.groups {
            match Fields(group).next().transpose()? {
                Some((1 | 2, _)) => holds.nodes = true,
                Some((3, _)) => holds.ways = true,
                Some((4, _)) => holds.relations = true,
                _ => {}
            }
        }
        Ok(holds)
    }

    /// Hands over all elements of the wanted kinds.
    pub(super) fn each<E: From<NotAMessage>>(
        &self,
        wanted: Holds,
        visit: &mut dyn FnMut(Element<'_>, &Tags<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for field in self.groups.iter().flat_map(|group| Fields(group)) {
            match field? {
                (1, Field::Bytes(node)) if wanted.nodes => self.node(node, visit)?,
                (2, Field::Bytes(nodes)) if wanted.nodes => self.dense(nodes, visit)?,
                (3, Field::Bytes(way)) if wanted.ways => self.way(way, visit)?,
                (4, Field::Bytes(relation)) if wanted.relations => self.relation(relation, visit)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Nanodegrees in steps of the block → ten-millionths of a degree; what lies beyond the earth lies nowhere.
    fn place(&self, lon: i64, lat: i64) -> Result<[i32; 2], NotAMessage> {
        let axis = |steps: i64, offset: i64, most: i64| {
            let nano =
                steps.checked_mul(self.granularity).and_then(|nano| nano.checked_add(offset)).ok_or(NotAMessage)?;
            let place = (nano + 50 * nano.signum()) / 100;
            if place.abs() > most { Err(NotAMessage) } else { i32::try_from(place).map_err(|_| NotAMessage) }
        };
        Ok([axis(lon, self.offset[0], 1_800_000_000)?, axis(lat, self.offset[1], 900_000_000)?])
    }

    fn node<E: From<NotAMessage>>(
        &self,
        bytes: &[u8],
        visit: &mut dyn FnMut(Element<'_>, &Tags<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut tags = Tagged::default();
        let (mut id, mut lon, mut lat) = (0, 0, 0);
        for field in Fields(bytes) {
            match field? {
                (1, Field::Number(number)) => id = unzigzag(number),
                (8, Field::Number(number)) => lat = unzigzag(number),
                (9, Field::Number(number)) => lon = unzigzag(number),
                (number, field) => tags.take(number, field),
            }
        }
        let (pairs, place) = (tags.pairs()?, self.place(lon, lat)?);
        visit(Element::Node { id, place }, &Tags { texts: &self.texts, pairs: &pairs })
    }

    fn dense<E: From<NotAMessage>>(
        &self,
        bytes: &[u8],
        visit: &mut dyn FnMut(Element<'_>, &Tags<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let [mut ids, mut lats, mut lons, mut texts] = [Packed::default(); 4];
        for field in Fields(bytes) {
            match field? {
                (1, Field::Bytes(bytes)) => ids = Packed(bytes),
                (8, Field::Bytes(bytes)) => lats = Packed(bytes),
                (9, Field::Bytes(bytes)) => lons = Packed(bytes),
                (10, Field::Bytes(bytes)) => texts = Packed(bytes),
                _ => {}
            }
        }
        let (mut id, mut lon, mut lat) = (0_i64, 0_i64, 0_i64);
        let mut pairs = Vec::new();
        while !ids.is_empty() {
            id = id.wrapping_add(ids.signed()?);
            lon = lon.wrapping_add(lons.signed()?);
            lat = lat.wrapping_add(lats.signed()?);
            pairs.clear();
            // Without any tags in the block there is no list of them; else a zero ends each node's.
            while !texts.is_empty() {
                match texts.number()? {
                    0 => break,
                    key => pairs.push((number(key)?, number(texts.number()?)?)),
                }
            }
            visit(Element::Node { id, place: self.place(lon, lat)? }, &Tags { texts: &self.texts, pairs: &pairs })?;
        }
        Ok(())
    }

    fn way<E: From<NotAMessage>>(
        &self,
        bytes: &[u8],
        visit: &mut dyn FnMut(Element<'_>, &Tags<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut tags = Tagged::default();
        let (mut id, mut references) = (0, Packed::default());
        for field in Fields(bytes) {
            match field? {
                (1, Field::Number(number)) => id = number.cast_signed(),
                (8, Field::Bytes(bytes)) => references = Packed(bytes),
                (number, field) => tags.take(number, field),
            }
        }
        let (mut nodes, mut node) = (Vec::new(), 0_i64);
        while !references.is_empty() && nodes.len() < MOST {
            node = node.wrapping_add(references.signed()?);
            nodes.push(node);
        }
        let pairs = tags.pairs()?;
        visit(Element::Way { id, nodes: &nodes }, &Tags { texts: &self.texts, pairs: &pairs })
    }

    fn relation<E: From<NotAMessage>>(
        &self,
        bytes: &[u8],
        visit: &mut dyn FnMut(Element<'_>, &Tags<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        /// The kind of a member that is a way.
        const WAY: u64 = 1;
        let mut tags = Tagged::default();
        let (mut id, [mut roles, mut ids, mut kinds]) = (0, [Packed::default(); 3]);
        for field in Fields(bytes) {
            match field? {
                (1, Field::Number(number)) => id = number.cast_signed(),
                (8, Field::Bytes(bytes)) => roles = Packed(bytes),
                (9, Field::Bytes(bytes)) => ids = Packed(bytes),
                (10, Field::Bytes(bytes)) => kinds = Packed(bytes),
                (number, field) => tags.take(number, field),
            }
        }
        let (mut members, mut member) = (Vec::new(), 0_i64);
        while !ids.is_empty() && members.len() < MOST {
            member = member.wrapping_add(ids.signed()?);
            let role = usize::try_from(roles.number()?).ok().and_then(|at| self.texts.get(at)).ok_or(NotAMessage)?;
            if kinds.number()? == WAY {
                members.push(Member { way: member, role });
            }
        }
        let pairs = tags.pairs()?;
        visit(Element::Relation { id, members: &members }, &Tags { texts: &self.texts, pairs: &pairs })
    }
}

/// Keys and values of an element, each in a list of its own.
#[derive(Default)]
struct Tagged<'a> {
    keys: Packed<'a>,
    values: Packed<'a>,
}

impl<'a> Tagged<'a> {
    fn take(&mut self, number: u64, field: Field<'a>) {
        match (number, field) {
            (2, Field::Bytes(bytes)) => self.keys = Packed(bytes),
            (3, Field::Bytes(bytes)) => self.values = Packed(bytes),
            _ => {}
        }
    }

    fn pairs(mut self) -> Result<Vec<(u32, u32)>, NotAMessage> {
        let mut pairs = Vec::new();
        while !self.keys.is_empty() && pairs.len() < MOST {
            pairs.push((number(self.keys.number()?)?, number(self.values.number()?)?));
        }
        Ok(pairs)
    }
}

fn number(number: u64) -> Result<u32, NotAMessage> {
    u32::try_from(number).map_err(|_| NotAMessage)
}
