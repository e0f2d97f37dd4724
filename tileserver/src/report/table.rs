//! Tables: a head that stands on every page, rows whose cells break into lines.

use super::face::{Weight, lines, width};
use super::flow::{Flow, MARGIN, step};
use super::mark::{Colour, Mark, Pen};

/// Size of letters in tables, and the room above and below a row.
const SIZE: f32 = 8.5;
const AROUND: f32 = 0.8;
/// Most lines of one cell.
const MOST_LINES: usize = 8;

/// One column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// What stands above it.
    pub(crate) head: String,
    /// Its share of the table's width.
    pub(crate) share: f32,
    /// True of numbers, which end at the right.
    pub(crate) is_number: bool,
}

/// What stands in one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// A square of this colour before the text.
    pub(crate) swatch: Option<Colour>,
    /// Strokes over that square.
    pub(crate) is_hatched: bool,
    pub(crate) is_strong: bool,
}

/// A table being filled.
#[derive(Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same, strong.
    pub(crate) fn strong(self) -> Self {
        Self { is_strong: true, ..self }
    }

    /// The same behind a square of a colour.
    pub(crate) fn swatch(self, colour: Colour) -> Self {
        Self { swatch: Some(colour), ..self }
    }

    /// The same with strokes over the square, or without.
    pub(crate) fn hatched(self, is_hatched: bool) -> Self {
        Self { is_hatched, ..self }
    }

    fn weight(&self) -> Weight {
        if self.is_strong { Weight::SemiBold } else { Weight::Regular }
    }
}

impl Column {
    /// Of texts.
    pub(crate) fn words(head: impl Into<String>, share: f32) -> Self {
        Self { head: head.into(), share, is_number: false }
    }

    /// Of numbers.
    pub(crate) fn numbers(head: impl Into<String>, share: f32) -> Self {
        Self { head: head.into(), share, is_number: true }
    }
}

impl Table {
    /// Without rows.
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// One more row.
    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Sets it below what stands on the page, and on further pages.
    pub(crate) fn set(&self, flow: &mut Flow) {
        let heads = self.columns.iter().map(|column| Cell::text(column.head.clone()).strong());
        let heads: Vec<Cell> = heads.collect();
        let first = self.rows.first().map_or(0.0, |row| self.height(row));
        if !flow.needs(self.height(&heads) + first) {
            return;
        }
        self.head(&heads, flow);
        for row in &self.rows {
            let height = self.height(row);
            if height > flow.room() {
                if !flow.break_page() {
                    return;
                }
                self.head(&heads, flow);
            }
            self.one(row, flow);
            rule(flow, 0.1);
        }
        flow.skip(1.5);
    }

    fn head(&self, heads: &[Cell], flow: &mut Flow) {
        rule(flow, 0.25);
        self.one(heads, flow);
        rule(flow, 0.25);
    }

    fn one(&self, cells: &[Cell], flow: &mut Flow) {
        let (top, height) = (flow.y(), self.height(cells));
        let mut left = MARGIN[0];
        for (column, cell) in self.columns.iter().zip(cells) {
            let wide = self.wide(column);
            let indent = if cell.swatch.is_some() { SWATCH + 1.2 } else { 0.0 };
            if let Some(colour) = cell.swatch {
                let from = top + AROUND + 0.5;
                let area = [left, from, left + SWATCH, from + SWATCH];
                flow.put(Mark::filled(area, colour));
                flow.put(Mark::framed(area, Pen::new(Colour::GREY, 0.1)));
                if cell.is_hatched {
                    strokes(area)
                        .for_each(|points| flow.put(Mark::Line { points, pen: Pen::new(Colour::BLACK, 0.15) }));
                }
            }
            for (number, line) in self.lines(column, cell).into_iter().enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "a cell has eight lines")]
                let y = top + AROUND + step(SIZE) * (number as f32 + 0.76);
                let end = left + wide - 1.5 - width(&line, cell.weight(), SIZE);
                let x = if column.is_number { end } else { left + indent };
                let (weight, colour) = (cell.weight(), Colour::BLACK);
                flow.put(Mark::Text { at: [x, y], weight, size: SIZE, colour, text: line });
            }
            left += wide;
        }
        flow.skip(height);
    }

    fn wide(&self, column: &Column) -> f32 {
        let all: f32 = self.columns.iter().map(|column| column.share).sum();
        Flow::width() * column.share / all.max(f32::EPSILON)
    }

    fn lines(&self, column: &Column, cell: &Cell) -> Vec<String> {
        let indent = if cell.swatch.is_some() { SWATCH + 1.2 } else { 0.0 };
        lines(&cell.text, (cell.weight(), SIZE), self.wide(column) - 1.5 - indent, MOST_LINES)
    }

    fn height(&self, cells: &[Cell]) -> f32 {
        let most = self.columns.iter().zip(cells).map(|(column, cell)| self.lines(column, cell).len()).max();
        #[expect(clippy::cast_precision_loss, reason = "a cell has eight lines")]
        let lines = most.unwrap_or(0).max(1) as f32;
        lines * step(SIZE) + 2.0 * AROUND
    }
}

/// Side of a square before a text.
const SWATCH: f32 = 2.8;

/// Three strokes across a square, from lower left to upper right.
fn strokes([west, north, east, south]: [f32; 4]) -> impl Iterator<Item = Vec<[f32; 2]>> {
    let (x, y) = (f32::midpoint(west, east), f32::midpoint(north, south));
    [[[west, y], [x, north]], [[west, south], [east, north]], [[x, south], [east, y]]].into_iter().map(Vec::from)
}

fn rule(flow: &mut Flow, thick: f32) {
    let (left, y) = (MARGIN[0], flow.y());
    let pen = Pen::new(if thick > 0.2 { Colour::GREY } else { Colour::RULE }, thick);
    flow.put(Mark::Line { points: vec![[left, y], [left + Flow::width(), y]], pen });
}
