//! What relations say of ways: areas of several rings, and borders of which a way is a part.

use std::collections::BTreeMap;

use crate::formats::osm::classes::{BaseLayer, greater};
use crate::formats::osm::elements::Member;
use crate::formats::osm::tags::Tags;

/// Most ways of all relations, and most nodes of these ways: together 200 MB. Vietnam has 300,000 such ways.
pub(super) const MOST_MEMBERS: usize = 2_000_000;
pub(super) const MOST_MEMBER_NODES: usize = 20_000_000;
/// Keys that say nothing of what a relation is: one with no others is what its outer ways are, as all were before 2014.
const SILENT: [&str; 5] = ["type", "source", "created_by", "note", "fixme"];

/// An area of several ways.
#[derive(Debug)]
pub(super) struct Area {
    pub(super) id: i64,
    /// `None` until an outer way says it.
    pub(super) class: Option<&'static str>,
    pub(super) name: Option<String>,
    /// Ways it has in the whole world; those in the file come later.
    pub(super) expected: usize,
    pub(super) outer: Vec<Box<[i64]>>,
    pub(super) inner: Vec<Box<[i64]>>,
}

/// A way's part in an area.
#[derive(Debug, Clone, Copy)]
struct Part {
    way: i64,
    area: u32,
    is_inner: bool,
}

/// What relations say, for one layer.
#[derive(Debug, Default)]
pub(super) struct Relations {
    pub(super) areas: Vec<Area>,
    parts: Vec<Part>,
    borders: BTreeMap<i64, &'static str>,
    nodes: usize,
}

/// More than can be held.
#[derive(Debug)]
pub(super) struct TooMany;

impl Relations {
    /// Takes a relation in, if the layer draws it.
    pub(super) fn take(
        &mut self,
        layer: BaseLayer,
        (id, members): (i64, &[Member<'_>]),
        tags: &Tags<'_>,
    ) -> Result<(), TooMany> {
        if layer == BaseLayer::Boundaries {
            if tags.is("boundary", "administrative")
                && let Some(class) = layer.class(tags)
            {
                for member in members {
                    self.borders.entry(member.way).and_modify(|known| *known = greater(known, class)).or_insert(class);
                }
            }
        } else if tags.is("type", "multipolygon") {
            let class = layer.class(tags);
            if class.is_some() || is_silent(tags) {
                self.take_area(id, members, class, tags.name());
            }
        }
        if self.parts.len() + self.borders.len() > MOST_MEMBERS { Err(TooMany) } else { Ok(()) }
    }

    fn take_area(&mut self, id: i64, members: &[Member<'_>], class: Option<&'static str>, name: Option<String>) {
        let area = u32::try_from(self.areas.len()).unwrap_or(u32::MAX);
        let part = |member: &Member<'_>| Part { way: member.way, area, is_inner: member.role == b"inner" };
        self.parts.extend(members.iter().map(part));
        let expected = members.len();
        self.areas.push(Area { id, class, name, expected, outer: Vec::new(), inner: Vec::new() });
    }

    /// All relations are known: ways may be looked up.
    pub(super) fn settle(&mut self) {
        self.parts.sort_unstable_by_key(|part| (part.way, part.area));
    }

    fn of(&self, way: i64) -> &[Part] {
        let from = self.parts.partition_point(|part| part.way < way);
        let to = self.parts.partition_point(|part| part.way <= way);
        &self.parts[from..to]
    }

    /// True for a way that some area or border needs.
    pub(super) fn need(&self, way: i64) -> bool {
        !self.of(way).is_empty()
    }

    /// What border a way is a part of.
    pub(super) fn border(&self, way: i64) -> Option<&'static str> {
        self.borders.get(&way).copied()
    }

    /// Lets an outer way say what an area is that says nothing of itself.
    pub(super) fn learn(&mut self, way: i64, class: &'static str, name: impl Fn() -> Option<String>) {
        let silent: Vec<u32> = self.of(way).iter().filter(|part| !part.is_inner).map(|part| part.area).collect();
        for area in silent {
            let area = &mut self.areas[area as usize];
            if area.class.is_none() {
                (area.class, area.name) = (Some(class), name());
            }
        }
    }

    /// True if an area tells of this outer way already.
    pub(super) fn tell_of(&self, way: i64, class: &str) -> bool {
        self.of(way).iter().any(|part| !part.is_inner && self.areas[part.area as usize].class == Some(class))
    }

    /// The nodes of a way, for the areas it is a part of.
    pub(super) fn put(&mut self, way: i64, nodes: &[i64]) -> Result<(), TooMany> {
        let parts = self.of(way).to_vec();
        for Part { area, is_inner, .. } in parts {
            let area = &mut self.areas[area as usize];
            self.nodes += nodes.len();
            let rings = if is_inner { &mut area.inner } else { &mut area.outer };
            rings.push(nodes.into());
        }
        if self.nodes > MOST_MEMBER_NODES { Err(TooMany) } else { Ok(()) }
    }
}

fn is_silent(tags: &Tags<'_>) -> bool {
    let text = |at: u32| tags.texts.get(at as usize).copied().unwrap_or_default();
    tags.pairs.iter().all(|(key, _)| SILENT.iter().any(|silent| silent.as_bytes() == text(*key)))
}
