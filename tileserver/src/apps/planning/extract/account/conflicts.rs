//! Where plans name different functions, and how these go together.

use planning::extract::{Compatibility, ConflictKind};
use spatial_core::message::Message;

use super::super::conflicts::wire::ConflictTold;
use super::super::picture::Function;
use super::super::wire::ParcelExtract;
use super::block::{Block, Cell, Column, Tabled};
use super::words::Words;

/// Rows of the table; all are in JSON.
const MOST_ROWS: usize = 30;
/// The mark of a line of the mapping table that no authority has looked at.
const UNVERIFIED: &str = "unverified";

/// What disagrees, as a table; or that a land-use plan and others go together. Nothing where nothing was compared.
pub(super) fn conflicts(told: &ParcelExtract, words: &Words) -> Vec<Block> {
    if told.conflicts.is_empty() {
        return Vec::new();
    }
    let heading = words.text("conflict-page-head");
    let mut blocks = vec![Block::Heading(heading.clone())];
    let apart = || told.conflicts.iter().filter(|one| one.verdict != Compatibility::Compatible.as_str());
    let rows: Vec<Vec<Cell>> = summed(apart()).iter().take(MOST_ROWS).map(|one| row(one, words)).collect();
    if rows.is_empty() {
        blocks.push(Block::Paragraph(words.text("conflict-page-agree")));
    } else {
        let columns = vec![
            Column::words(words.text("conflict-page-what"), 5.0),
            Column::words(words.text("conflict-page-verdict"), 2.0),
            Column::numbers(words.text("parcel-page-area"), 1.5),
            Column::numbers(words.text("parcel-page-percent"), 1.2),
        ];
        blocks.push(Block::Table(Tabled { caption: heading, columns, rows }));
    }
    let mut note = |id| blocks.push(Block::Note(words.text(id)));
    if apart().any(|one| one.kind == ConflictKind::Levels.as_str()) {
        note("conflict-page-first");
    }
    if told.conflicts.iter().any(|one| one.mapping.as_ref().is_some_and(|mapping| mapping.mark == UNVERIFIED)) {
        note("conflict-page-unverified");
    }
    blocks
}

/// The largest contradiction, in a sentence for the answer itself.
pub(super) fn lead(told: &ParcelExtract, words: &Words) -> Option<String> {
    let contrary = told.conflicts.iter().filter(|one| one.verdict == Compatibility::Conflict.as_str());
    let largest = summed(contrary).into_iter().max_by(|a, b| a.area.total_cmp(&b.area))?;
    let [first, second] =
        largest.functions.each_ref().map(|function| Function::of(Some(function.as_str()), words.language).name);
    let message = Message::new("web-lead-conflict")
        .with("amount", words.part(largest.area, largest.percent))
        .with("first", first)
        .with("second", second);
    Some(words.say(&message))
}

/// What one sentence says, on all the ground it says it of: a person need not know from zone to zone.
struct Summed<'a> {
    text: &'a str,
    functions: &'a [String; 2],
    verdict: &'static str,
    area: f64,
    percent: f64,
}

/// In the order in which the first of each stands.
fn summed<'a>(all: impl Iterator<Item = &'a ConflictTold>) -> Vec<Summed<'a>> {
    let mut sums: Vec<Summed<'a>> = Vec::new();
    for one in all {
        match sums.iter_mut().find(|sum| (sum.text, sum.verdict) == (one.text.as_str(), one.verdict)) {
            Some(sum) => {
                sum.area += one.area_m2;
                sum.percent += one.percent;
            }
            None => sums.push(Summed {
                text: &one.text,
                functions: &one.functions,
                verdict: one.verdict,
                area: one.area_m2,
                percent: one.percent,
            }),
        }
    }
    sums
}

fn row(one: &Summed<'_>, words: &Words) -> Vec<Cell> {
    vec![
        Cell::text(one.text.to_owned()),
        Cell::text(words.say(&Message::new("conflict-verdict").with("verdict", one.verdict))),
        Cell::text(words.number(one.area)),
        Cell { bar: Some(one.percent), ..Cell::text(words.language.number(one.percent, 1)) },
    ]
}
