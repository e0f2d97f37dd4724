//! What a regulation (quy chuẩn) has where no plan says what may be built: a table of ours or of a province, read from lines of text.
//!
//! A plan that is approved goes before the regulation; what comes from here is always told as such. `qcvn01.csv` says which lines there
//! are. In reading order: this file (the table, and how it is read), `offered` (checks of which no plan says anything, against it).

mod offered;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::function::named;
use crate::words::words;

/// The table that comes with the program.
const BUILT_IN: &str = include_str!("qcvn01.csv");
/// Lines of a table: ours has a hundred.
const MOST_LINES: usize = 10_000;
/// Bytes of a table, a hundred for each of its lines.
pub const MOST_STANDARD_BYTES: usize = 1 << 20;
/// What stands for ground of which no plan says what it is for.
const ANY: &str = "*";

/// The table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standard {
    regulation: String,
    /// Kinds of buildings by functions of zones, as [`named`] has them.
    kinds: BTreeMap<String, String>,
    /// What kinds are called.
    names: BTreeMap<String, String>,
    /// The highest densities of a kind.
    density: BTreeMap<String, Vec<OfLot>>,
    /// The highest floor area ratios of a kind, of what is higher than so many metres.
    far: BTreeMap<String, Vec<(f64, Number)>>,
    /// The least setbacks, along roads and of buildings from so many metres on.
    setback: Vec<(f64, f64, Number)>,
}

/// The highest density of lots of one size.
#[derive(Debug, Clone, PartialEq)]
struct OfLot {
    /// Of buildings up to so many metres.
    height: Option<f64>,
    /// Square metres.
    lot: f64,
    /// None where the table has nothing.
    percent: Option<f64>,
    stands: Stands,
}

/// A number of the table.
#[derive(Debug, Clone, PartialEq)]
struct Number {
    value: f64,
    stands: Stands,
}

/// Where a number stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stands {
    clause: String,
    mark: String,
}

/// What the regulation says in the place of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct ByStandard {
    /// What it is called.
    pub regulation: String,
    /// Where in it.
    pub clause: String,
    /// How far the number can be trusted (`unverified`); empty if nothing is said.
    pub mark: String,
    /// The kind of building it is about, as a word; none if it is about all.
    pub kind: Option<String>,
    /// What that is called.
    pub name: Option<String>,
    /// The least that is allowed, in the unit of the check.
    pub min: Option<f64>,
    /// The most.
    pub max: Option<f64>,
}

/// Why a text is no such table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}: {text}", mistake.as_str())]
pub struct StandardError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub mistake: StandardMistake,
    /// The words.
    pub text: String,
}

words! {
    /// What can be wrong with a line.
    StandardMistake {
        /// There are too many of them.
        TooMany = "too_many",
        /// It has not seven columns.
        Columns = "columns",
        /// It begins with no word we know.
        Rule = "rule",
        /// A column is no number, or one that cannot be.
        Number = "number",
        /// A column that must say something is empty.
        Empty = "empty",
        /// It gives a function a second kind.
        Twice = "twice",
    }
}

impl Standard {
    /// The table that comes with the program.
    pub fn built_in() -> Arc<Self> {
        // A test reads it; without it nothing would be offered.
        static STANDARD: LazyLock<Arc<Standard>> =
            LazyLock::new(|| Arc::new(Standard::read(BUILT_IN).unwrap_or_default()));
        Arc::clone(&STANDARD)
    }

    /// Reads a table.
    ///
    /// # Errors
    /// [`StandardError`] names the first line that is wrong.
    pub fn read(text: &str) -> Result<Self, StandardError> {
        let mut standard = Self::default();
        let lines = text.trim_start_matches('\u{feff}').lines().zip(1..).map(|(line, at)| (line.trim(), at));
        for (row, (line, at)) in lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')).enumerate() {
            let wrong =
                |(mistake, text): (StandardMistake, &str)| StandardError { line: at, mistake, text: text.to_owned() };
            if row == MOST_LINES {
                return Err(wrong((StandardMistake::TooMany, line)));
            }
            let columns: Vec<&str> = line.split(';').map(|column| column.trim().trim_matches('"').trim()).collect();
            let Ok(columns) = <[&str; 7]>::try_from(columns) else {
                return Err(wrong((StandardMistake::Columns, line)));
            };
            standard.line(columns).map_err(wrong)?;
        }
        standard.density.values_mut().for_each(|rows| rows.sort_by(|a, b| a.lot.total_cmp(&b.lot)));
        Ok(standard)
    }

    /// One line; else what is wrong with it.
    fn line<'t>(&mut self, columns: [&'t str; 7]) -> Result<(), (StandardMistake, &'t str)> {
        let [what, of, first, second, value, clause, mark] = columns;
        let stands = || Stands { clause: clause.to_owned(), mark: mark.to_owned() };
        let said = |text: &'t str| if text.is_empty() { Err((StandardMistake::Empty, what)) } else { Ok(text) };
        match what {
            "regulation" => said(value)?.clone_into(&mut self.regulation),
            "kind" => {
                let kind = said(of)?;
                self.names.insert(kind.to_owned(), clause.to_owned());
                for function in said(value)?.split('|').map(str::trim) {
                    let key = if function == ANY { ANY.to_owned() } else { named(function) };
                    if self.kinds.insert(key, kind.to_owned()).is_some_and(|other| other != kind) {
                        return Err((StandardMistake::Twice, function));
                    }
                }
            }
            "density" => {
                let height = if first.is_empty() { None } else { Some(height(first)?) };
                let percent = if value.is_empty() { None } else { Some(number(value, 100.0)?) };
                let row = OfLot { height, lot: number(second, f64::MAX)?, percent, stands: stands() };
                self.density.entry(said(of)?.to_owned()).or_default().push(row);
            }
            "far" => {
                let number = (number(first, f64::MAX)?, Number { value: number(value, 100.0)?, stands: stands() });
                self.far.entry(said(of)?.to_owned()).or_default().push(number);
            }
            "setback" => {
                let (road, height) = (number(first, f64::MAX)?, number(second, f64::MAX)?);
                self.setback.push((road, height, Number { value: number(value, 100.0)?, stands: stands() }));
            }
            _ => return Err((StandardMistake::Rule, what)),
        }
        Ok(())
    }

    /// The kind of building that goes with a function; of ground nobody says anything of, that of `*`.
    fn kind(&self, function: Option<&str>) -> Option<&str> {
        let key = function.map_or_else(|| ANY.to_owned(), named);
        self.kinds.get(&key).map(String::as_str)
    }

    /// The highest density in percent of a lot of so many square metres, for a building so high.
    fn density(&self, kind: &str, height: Option<f64>, lot: f64) -> Option<ByStandard> {
        let rows = self.density.get(kind)?;
        let bounds = rows.iter().filter_map(|row| row.height);
        let bound = match height {
            _ if rows.iter().all(|row| row.height.is_none()) => None,
            Some(height) => Some(bounds.filter(|bound| height <= *bound).min_by(f64::total_cmp)?),
            None => return None,
        };
        let mut before: Option<&OfLot> = None;
        for row in rows.iter().filter(|row| row.height == bound) {
            if row.lot >= lot {
                let percent = match before {
                    Some(before) => between((before.lot, before.percent?), (row.lot, row.percent?), lot),
                    None => row.percent?,
                };
                return Some(self.said(Some(kind), &row.stands, (None, Some(percent))));
            }
            before = Some(row);
        }
        let last = before?;
        Some(self.said(Some(kind), &last.stands, (None, Some(last.percent?))))
    }

    /// The highest floor area ratio of a building so high.
    fn far(&self, kind: &str, height: Option<f64>) -> Option<ByStandard> {
        let holds = |above: f64| above <= 0.0 || height.is_some_and(|height| height > above);
        let all = self.far.get(kind)?.iter().filter(|(above, _)| holds(*above));
        let (_, Number { value, stands }) = all.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        Some(self.said(Some(kind), stands, (None, Some(*value))))
    }

    /// The least setback along a road so wide, of a building so high.
    fn setback(&self, road: f64, height: f64) -> Option<ByStandard> {
        let all = self.setback.iter().filter(|(from, least, _)| *from <= road && *least <= height);
        let (_, _, Number { value, stands }) =
            all.max_by(|(a, b, _), (c, d, _)| a.total_cmp(c).then(b.total_cmp(d)))?;
        Some(self.said(None, stands, (Some(*value), None)))
    }

    fn said(&self, kind: Option<&str>, stands: &Stands, (min, max): (Option<f64>, Option<f64>)) -> ByStandard {
        let name = kind.and_then(|kind| self.names.get(kind)).filter(|name| !name.is_empty());
        ByStandard {
            regulation: self.regulation.clone(),
            clause: stands.clause.clone(),
            mark: stands.mark.clone(),
            kind: kind.map(str::to_owned),
            name: name.cloned(),
            min,
            max,
        }
    }
}

/// In proportion, between two places.
fn between((x0, y0): (f64, f64), (x1, y1): (f64, f64), x: f64) -> f64 {
    if x1 > x0 { y0 + (y1 - y0) * (x - x0) / (x1 - x0) } else { y1 }
}

/// A number that is not below nothing and not beyond the most there may be.
fn number(text: &str, most: f64) -> Result<f64, (StandardMistake, &str)> {
    let number: f64 = text.parse().map_err(|_| (StandardMistake::Number, text))?;
    if (0.0..=most).contains(&number) { Ok(number) } else { Err((StandardMistake::Number, text)) }
}

/// A height, or `inf`.
fn height(text: &str) -> Result<f64, (StandardMistake, &str)> {
    if text == "inf" { Ok(f64::INFINITY) } else { number(text, f64::MAX) }
}
