//! Columns of a row: read with the defaults EPANET has, told if they cannot be read, and put back where they changed.

use crate::error::shortened;
use crate::record::{LineFinding, LineFindings};

use super::row::Row;
use super::section::Section;
use super::units::{FlowUnits, InpOptions, Quantity};

/// Values of which the larger differs by less are the same: a conversion there and back.
const ALIKE: f64 = 1e-9;

/// Which numbers EPANET takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Any,
    NotNegative,
    Positive,
}

/// One row, and where what is wrong with it is told.
#[derive(Debug)]
pub(super) struct Fields<'r> {
    pub(super) row: &'r Row<'r>,
    pub(super) line: u64,
    pub(super) section: Section,
    pub(super) options: InpOptions,
    pub(super) findings: &'r mut LineFindings,
}

impl Fields<'_> {
    /// A finding about this row.
    pub(super) fn finding(&self, code: &'static str) -> LineFinding {
        let finding = LineFinding::at(self.line, code).with("section", self.section.name());
        finding.of(shortened(self.row.word(0).unwrap_or_default()))
    }

    /// Tells that the row is left out.
    pub(super) fn leave_out(&mut self, finding: LineFinding) {
        self.findings.find(finding.left_out());
    }

    /// A number in our unit; what cannot be read, or cannot be, is told, and the default stands for it.
    pub(super) fn number(&mut self, at: usize, name: &'static str, kind: (Quantity, Bound), default: f64) -> f64 {
        let (quantity, bound) = kind;
        let own = match self.row.word(at) {
            None => default,
            Some(word) => self.read(word, name, bound, default),
        };
        own * self.options.units.factor(quantity)
    }

    fn read(&mut self, word: &str, name: &'static str, bound: Bound, default: f64) -> f64 {
        let (code, taken) = match number(word) {
            None if is_decimal_comma(word) => ("inp-number-comma", default),
            None => ("inp-number", default),
            Some(value) if bound == Bound::Positive && value <= 0.0 => ("inp-number-not-positive", value.max(0.0)),
            Some(value) if bound == Bound::NotNegative && value < 0.0 => ("inp-number-negative", 0.0),
            Some(value) => return value,
        };
        let finding = self.finding(code).in_field(name).with("value", shortened(word)).with("field", name);
        self.findings.find(finding.with("taken", taken));
        taken
    }

    /// A place in the words from `at` on; told if it is none.
    pub(super) fn place(&mut self, at: usize) -> Option<[f64; 2]> {
        let word = |at: usize| self.row.word(at).and_then(number);
        let place = word(at).zip(word(at + 1));
        if place.is_none() {
            let finding = self.finding("inp-place-unreadable").with("value", shortened(self.row.behind(at)));
            self.leave_out(finding);
        }
        place.map(|(x, y)| [x, y])
    }

    /// A word that names something, unless it is not there.
    pub(super) fn name(&self, at: usize) -> Option<String> {
        self.row.word(at).filter(|word| !word.is_empty() && *word != "*").map(str::to_owned)
    }
}

/// A number as EPANET writes it, with a point.
pub(super) fn number(word: &str) -> Option<f64> {
    word.parse().ok().filter(|value: &f64| value.is_finite())
}

fn is_decimal_comma(word: &str) -> bool {
    word.matches(',').count() == 1 && number(&word.replace(',', ".")).is_some()
}

/// True if a word begins with a keyword, as EPANET compares them.
pub(super) fn is_word(word: &str, keyword: &str) -> bool {
    word.get(..keyword.len()).is_some_and(|start| start.eq_ignore_ascii_case(keyword))
}

/// True if two values are one, but for conversions; one that is no number changes nothing.
pub(super) fn are_alike(now: f64, before: f64) -> bool {
    !now.is_finite() || (now - before).abs() <= ALIKE * now.abs().max(before.abs())
}

/// True if two lists of places are one; places that are no numbers change nothing.
pub(super) fn is_moved(now: &[[f64; 2]], before: &[[f64; 2]]) -> bool {
    now != before && now.iter().flatten().all(|ordinate| ordinate.is_finite())
}

/// A column behind the id, as it was read and as it is now.
#[derive(Debug, Clone)]
pub(super) enum Column {
    Number { now: f64, before: f64, quantity: Quantity },
    Word { now: String, is_changed: bool },
}

impl Column {
    pub(super) fn word(now: &str, before: &str) -> Self {
        Self::Word { now: now.to_owned(), is_changed: now != before }
    }

    pub(super) fn number(now: f64, before: f64, quantity: Quantity) -> Self {
        Self::Number { now, before, quantity }
    }

    fn is_changed(&self) -> bool {
        match self {
            Self::Number { now, before, .. } => !are_alike(*now, *before),
            Self::Word { is_changed, .. } => *is_changed,
        }
    }

    /// As it stands in a file of these units.
    pub(super) fn text(&self, units: FlowUnits) -> String {
        match self {
            Self::Number { now, before, quantity } => {
                units.written(if now.is_finite() { *now } else { *before }, *quantity)
            }
            Self::Word { now, .. } => now.clone(),
        }
    }
}

/// A row with those columns that changed; columns it lacks are filled in before one that is needed.
pub(super) fn rewritten(row: &Row<'_>, columns: &[Column], units: FlowUnits) -> String {
    let Some(last) = columns.iter().rposition(Column::is_changed) else { return row.edited(&[]) };
    let mut edits = vec![None];
    for (at, column) in columns.iter().enumerate().take(last + 1) {
        let is_lacking = at + 1 >= row.len();
        edits.push((column.is_changed() || is_lacking).then(|| column.text(units)));
    }
    row.edited(&edits)
}
