//! The world on disk, beside the store: read straight into place at the next start, if the store has not changed since.
//!
//! Never the truth and never trusted: each section has its checksum, all lists are checked against each other, and what does not
//! fit is left alone with a line in the log.
//!
//! Layout: sections one after the other (the dictionaries of a layer; a block), then the table of what they are, then its place.

mod block;
mod table;
mod wire;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Read, Result, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::layer::{Layer, Position};
use crate::snapshot::block::column::Dictionary;
use crate::snapshot::cache::table::{CopyContents, LayerEntry, Section, fields_of};
use crate::snapshot::cache::wire::{In, Out};
use crate::snapshot::epoch::next_epoch;
use crate::snapshot::layer::ground::Ground;
use crate::snapshot::layer::lazy_levels::LazyLevels;
use crate::snapshot::layer::sights::Sights;
use crate::snapshot::layer::{LayerSnapshot, Part};
use crate::snapshot::legal::LegalCopy;
use crate::snapshot::touches::Touches;
use crate::snapshot::world::World;

/// Writes the whole file beside its place and moves it there.
pub(crate) fn save(world: &World, path: &Path) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    // Several servers of one database may keep one copy.
    beside.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = write(world, &beside).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What could not be written may not be removable either; the next save overwrites it.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// What staff alone may see stands in it, too.
fn for_us_alone(path: &Path) -> Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options().write(true).create(true).truncate(true).mode(0o600).open(path)
}

fn write(world: &World, path: &Path) -> Result<()> {
    let mut file = SectionWriter { file: BufWriter::new(for_us_alone(path)?), at: 0 };
    let mut layers = Vec::with_capacity(world.layers.len());
    for snapshot in world.layers.values() {
        let dictionaries = file.section(|out| {
            snapshot.dictionaries.iter().for_each(|dictionary| block::write_dictionary(dictionary, out))
        })?;
        let parts: Result<Vec<Section>> =
            snapshot.parts.iter().map(|part| file.section(|out| block::write_part(part, out))).collect();
        layers.push(LayerEntry {
            name: snapshot.layer.name.to_string(),
            fields: fields_of(&snapshot.layer),
            coded: snapshot.coded.clone(),
            base: snapshot.base,
            dictionaries,
            parts: parts?,
        });
    }
    let table = CopyContents { position: world.position.clone(), layers };
    let place = file.section(|out| table.write(out))?;
    file.file.write_all(&place.to_footer())?;
    file.file.into_inner()?.sync_data()
}

/// Writes sections and remembers where.
struct SectionWriter {
    file: BufWriter<File>,
    at: u64,
}

impl SectionWriter {
    fn section(&mut self, fill: impl FnOnce(&mut Out)) -> Result<Section> {
        let mut out = Out::default();
        fill(&mut out);
        self.file.write_all(&out.bytes)?;
        let section = Section { at: self.at, length: out.bytes.len() as u64, hash: xxh3_64(&out.bytes) };
        self.at += section.length;
        Ok(section)
    }
}

/// The world of this position, if the file holds it. `layers` are what the store lists at that position, `legal` those of them whose
/// legal geometry must be in it.
pub(crate) fn load(path: &Path, position: &Position, layers: Vec<Layer>, legal: &LegalCopy) -> Option<World> {
    if !path.exists() {
        return None;
    }
    let Some(table) = read_table(path) else {
        tracing::warn!(path = %path.display(), "ignoring the cached copy: unreadable");
        return None;
    };
    if table.position != *position {
        tracing::info!(path = %path.display(), "ignoring the cached copy: another revision");
        return None;
    }
    let world = read_layers(path, table, layers, legal);
    if world.is_none() {
        tracing::warn!(path = %path.display(), "ignoring the cached copy: damaged");
    }
    world
}

fn read_table(path: &Path) -> Option<CopyContents> {
    let mut file = File::open(path).ok()?;
    let end = file.seek(SeekFrom::End(0)).ok()?;
    let footer = end.checked_sub(Section::FOOTER as u64)?;
    file.seek(SeekFrom::Start(footer)).ok()?;
    let mut bytes = [0; Section::FOOTER];
    file.read_exact(&mut bytes).ok()?;
    let place = Section::from_footer(&bytes).filter(|place| place.at.checked_add(place.length) == Some(footer))?;
    CopyContents::read(&mut In { bytes: &read_section(path, place)? })
}

fn read_section(path: &Path, section: Section) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let there = file.metadata().ok()?.len();
    if section.at.checked_add(section.length)? > there {
        return None;
    }
    file.seek(SeekFrom::Start(section.at)).ok()?;
    let mut bytes = Vec::with_capacity(usize::try_from(section.length).ok()?);
    file.take(section.length).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == section.length && xxh3_64(&bytes) == section.hash).then_some(bytes)
}

fn read_layers(path: &Path, table: CopyContents, layers: Vec<Layer>, legal: &LegalCopy) -> Option<World> {
    let position = table.position;
    if table.layers.len() != layers.len() {
        return None;
    }
    let mut entries: BTreeMap<String, LayerEntry> =
        table.layers.into_iter().map(|entry| (entry.name.clone(), entry)).collect();
    let mut world = BTreeMap::new();
    for layer in layers {
        let entry = entries.remove(layer.name.as_str())?;
        let name = layer.name.clone();
        let snapshot = read_layer(path, entry, legal.holds(&layer), layer)?;
        world.insert(name, Arc::new(LayerSnapshot { ground: Ground::new(position.revision), ..snapshot }));
    }
    Some(World {
        position,
        layers: world,
        tables: BTreeMap::new(),
        epoch: next_epoch(),
        touches: Touches::default(),
        legal: legal.clone(),
    })
}

fn read_layer(path: &Path, entry: LayerEntry, keeps_legal: bool, layer: Layer) -> Option<LayerSnapshot> {
    let fields = layer.schema.fields.len();
    if entry.fields != fields_of(&layer) || entry.coded.len() != fields || entry.base > entry.parts.len() {
        return None;
    }
    let bytes = read_section(path, entry.dictionaries)?;
    let mut from = In { bytes: &bytes };
    let dictionaries: Vec<Dictionary> =
        (0..fields).map(|_| block::read_dictionary(&mut from)).collect::<Option<_>>()?;
    let read = |&section: &Section| {
        let part = block::read_part(&mut In { bytes: &read_section(path, section)? })?;
        (part.block.is_sound(&dictionaries) && part.block.legal.is_some() == keeps_legal).then_some(part)
    };
    let parts: Vec<Part> = entry.parts.par_iter().map(read).collect::<Option<_>>()?;
    let ascending = parts[..entry.base].is_sorted_by(|a, b| a.block.last_id() < b.block.first_id);
    ascending.then(|| LayerSnapshot {
        layer,
        keeps_legal,
        parts,
        base: entry.base,
        dictionaries,
        coded: entry.coded,
        ground: Ground::default(),
        levels: LazyLevels::default(),
        sights: Sights::default(),
        seen_bounds: None,
        later: None,
    })
}
