//! A block, its dead, and dictionaries as bytes, and back.

use std::sync::Arc;

use crate::index::PackedTree;
use crate::snapshot::block::Block;
use crate::snapshot::block::column::{Bits, BlockColumn, ColumnValues, Dictionary, PackedNumbers, PackedTexts};
use crate::snapshot::block::legal::LegalShapes;
use crate::snapshot::block::shape::Shape;
use crate::snapshot::block::shapes::{Families, PackedShapes};
use crate::snapshot::cache::wire::{In, Out};
use crate::snapshot::layer::Part;

const SHAPES: [Shape; 3] = [Shape::Point, Shape::Line, Shape::Polygon];

pub(super) fn write_part(part: &Part, out: &mut Out) {
    let block = &part.block;
    write_bits(part.dead.as_deref(), out);
    out.number(block.first_id);
    write_packed(&block.ids, out);
    out.u16s(&block.along_curve);
    out.boxes(block.tree.leaves());
    out.number(block.strays as u64);
    write_shapes(&block.shapes, out);
    out.number(block.columns.len() as u64);
    block.columns.iter().for_each(|column| write_column(column, out));
    out.byte(block.legal.is_some().into());
    if let Some(legal) = &block.legal {
        let (ends, wkb) = legal.parts();
        out.u32s(ends);
        out.u8s(wkb);
    }
}

pub(super) fn read_part(from: &mut In<'_>) -> Option<Part> {
    let dead = read_bits(from)?.map(Arc::new);
    let first_id = from.number()?;
    let ids = read_packed(from)?;
    let along_curve = from.u16s()?;
    let places = Block::places_of(&along_curve);
    let tree = PackedTree::new(from.boxes()?);
    let strays = usize::try_from(from.number()?).ok()?;
    let shapes = read_shapes(from)?;
    let columns = (0..from.count()?).map(|_| read_column(from)).collect::<Option<_>>()?;
    let legal = match from.flag()? {
        true => Some(LegalShapes::from_parts(from.u32s()?, from.u8s()?, along_curve.len())?),
        false => None,
    };
    let dead = dead.filter(|dead| dead.words().len() == along_curve.len().div_ceil(64));
    let block = Block { first_id, ids, along_curve, places, shapes, tree, strays, columns, legal };
    Some(Part { block: Arc::new(block), dead })
}

pub(super) fn write_dictionary(dictionary: &Dictionary, out: &mut Out) {
    write_texts(&PackedTexts::collect(dictionary.iter().collect::<Vec<_>>().into_iter()), out);
}

pub(super) fn read_dictionary(from: &mut In<'_>) -> Option<Dictionary> {
    read_texts(from).map(Dictionary::new)
}

fn write_shapes(shapes: &PackedShapes, out: &mut Out) {
    out.number(shapes.longest_edge.into());
    out.points(&shapes.points);
    out.u32s(&shapes.ring_starts);
    write_bits(shapes.holes.as_ref(), out);
    out.byte(shapes.first_rings.is_some().into());
    out.u32s(shapes.first_rings.as_deref().unwrap_or_default());
    let families: Vec<u8> = match &shapes.families {
        Families::All(family) => vec![*family as u8],
        Families::Each(families) => families.iter().map(|&family| family as u8).collect(),
    };
    out.byte(matches!(shapes.families, Families::Each(_)).into());
    out.u8s(&families);
}

fn read_shapes(from: &mut In<'_>) -> Option<PackedShapes> {
    let longest_edge = u32::try_from(from.number()?).ok()?;
    let points = from.points()?;
    let ring_starts = from.u32s()?;
    let holes = read_bits(from)?;
    let has_first_rings = from.flag()?;
    let first_rings = from.u32s().map(|first| has_first_rings.then_some(first))?;
    let each = from.flag()?;
    let families = from.u8s()?.into_iter().map(|family| SHAPES.get(usize::from(family)).copied());
    let families: Vec<Shape> = families.collect::<Option<_>>()?;
    let families = if each { Families::Each(families) } else { Families::All(*families.first()?) };
    Some(PackedShapes { points, ring_starts, holes, first_rings, families, longest_edge })
}

fn write_column(column: &BlockColumn, out: &mut Out) {
    write_bits(column.nulls.as_ref(), out);
    match &column.values {
        ColumnValues::Booleans(bits) => {
            out.byte(0);
            write_bits(Some(bits), out);
        }
        ColumnValues::Integers { least, above } => {
            out.byte(1);
            out.number(least.cast_unsigned());
            write_packed(above, out);
        }
        ColumnValues::Reals(numbers) => {
            out.byte(2);
            out.f64s(numbers);
        }
        ColumnValues::Codes(codes) => {
            out.byte(3);
            write_packed(codes, out);
        }
        ColumnValues::Texts(texts) => {
            out.byte(4);
            write_texts(texts, out);
        }
    }
}

fn read_column(from: &mut In<'_>) -> Option<BlockColumn> {
    let nulls = read_bits(from)?;
    let values = match from.byte()? {
        0 => ColumnValues::Booleans(read_bits(from)??),
        1 => ColumnValues::Integers { least: from.number()?.cast_signed(), above: read_packed(from)? },
        2 => ColumnValues::Reals(from.f64s()?),
        3 => ColumnValues::Codes(read_packed(from)?),
        4 => ColumnValues::Texts(read_texts(from)?),
        _ => return None,
    };
    Some(BlockColumn { nulls, values })
}

fn write_packed(packed: &PackedNumbers, out: &mut Out) {
    match packed {
        PackedNumbers::Same(number) => {
            out.byte(0);
            out.number(*number);
        }
        PackedNumbers::U8(numbers) => {
            out.byte(1);
            out.u8s(numbers);
        }
        PackedNumbers::U16(numbers) => {
            out.byte(2);
            out.u16s(numbers);
        }
        PackedNumbers::U32(numbers) => {
            out.byte(4);
            out.u32s(numbers);
        }
        PackedNumbers::U64(numbers) => {
            out.byte(8);
            out.u64s(numbers);
        }
    }
}

fn read_packed(from: &mut In<'_>) -> Option<PackedNumbers> {
    Some(match from.byte()? {
        0 => PackedNumbers::Same(from.number()?),
        1 => PackedNumbers::U8(from.u8s()?),
        2 => PackedNumbers::U16(from.u16s()?),
        4 => PackedNumbers::U32(from.u32s()?),
        8 => PackedNumbers::U64(from.u64s()?),
        _ => return None,
    })
}

fn write_texts(texts: &PackedTexts, out: &mut Out) {
    let (starts, text) = texts.parts();
    out.u32s(starts);
    out.text(text);
}

fn read_texts(from: &mut In<'_>) -> Option<PackedTexts> {
    let starts = from.u32s()?;
    PackedTexts::from_parts(starts, from.text()?)
}

fn write_bits(bits: Option<&Bits>, out: &mut Out) {
    out.byte(bits.is_some().into());
    out.u64s(bits.map(Bits::words).unwrap_or_default());
}

fn read_bits(from: &mut In<'_>) -> Option<Option<Bits>> {
    let is_there = from.flag()?;
    let words = from.u64s()?;
    Some(is_there.then(|| Bits::from_words(words)))
}
