//! What functions of plans (chức năng) are to codes of land use (loại đất): a table of ours or of a province, read from lines of text.
//!
//! A line has columns apart by semicolons, as tables are saved here: what, relation, what, source, mark; `function_map.csv` says which
//! relations there are. A pair that stands nowhere is not mapped.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::function::named;
use crate::words::words;

/// The table that comes with the program.
const BUILT_IN: &str = include_str!("function_map.csv");
/// Lines of a table: all codes with all functions, a line for each pair, are a sixth of it.
const MOST_LINES: usize = 20_000;
/// Bytes of a table, two hundred for each of its lines.
pub const MOST_MAP_BYTES: usize = 4 << 20;
/// Codes in the text of one zone (`ONT+CLN`): no register has more than three.
const MOST_CODES: usize = 8;
/// How deep parts lie in wholes: `NNP`, `SXN`, `CHN`, `LUA`, `LUC` are five. A table that runs in a circle ends here.
const DEEPEST: usize = 16;

words! {
    /// What a plan function is to a use of land, the worst first.
    Compatibility {
        /// They exclude each other.
        Conflict = "conflict",
        /// They go together under conditions that a person has to look at.
        Conditional = "conditional",
        /// The table does not say.
        Unmapped = "unmapped",
        /// They go together.
        Compatible = "compatible",
    }
}

/// What a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// Where the line of the table comes from.
    pub source: String,
    /// How far it can be trusted (`unverified`); empty if nothing is said.
    pub mark: String,
}

/// A verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// It.
    pub verdict: Compatibility,
    /// The line of the table; none where none was needed, or there is none.
    pub basis: Option<Arc<Basis>>,
}

/// The table. Codes and functions are numbers in it, found by their names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FunctionMap {
    codes: BTreeMap<String, usize>,
    functions: BTreeMap<String, usize>,
    /// Codes that are a part of another.
    wholes: BTreeMap<usize, usize>,
    /// By code and function.
    pairs: BTreeMap<(usize, usize), (Compatibility, Arc<Basis>)>,
}

/// Why a text is no such table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}: {text}", mistake.as_str())]
pub struct FunctionMapError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub mistake: MapMistake,
    /// The words.
    pub text: String,
}

words! {
    /// What can be wrong with a line.
    MapMistake {
        /// There are too many of them.
        TooMany = "too_many",
        /// It has not five columns.
        Columns = "columns",
        /// A column that must say something is empty.
        Empty = "empty",
        /// It names no relation.
        Relation = "relation",
        /// It says again, or otherwise, what another line says.
        Twice = "twice",
        /// It names a code or function that no line says anything of.
        Unknown = "unknown",
    }
}

/// What the function of a zone means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Land use: one code, or several together.
    Codes(Vec<usize>),
    /// A function of plans.
    Function(usize),
    /// Neither; the name without what says nothing.
    Unknown(String),
}

impl FunctionMap {
    /// The table that comes with the program.
    pub fn built_in() -> Arc<Self> {
        // A test reads it; without it nothing would be mapped, and that would be told.
        static MAP: LazyLock<Arc<FunctionMap>> =
            LazyLock::new(|| Arc::new(FunctionMap::read(BUILT_IN).unwrap_or_default()));
        Arc::clone(&MAP)
    }

    /// Reads a table.
    ///
    /// # Errors
    /// [`FunctionMapError`] names the first line that is wrong.
    pub fn read(text: &str) -> Result<Self, FunctionMapError> {
        let mut map = Self::default();
        let mut names = Vec::new();
        let lines = text.trim_start_matches('\u{feff}').lines().zip(1..).map(|(line, at)| (line.trim(), at));
        for (row, (line, at)) in lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')).enumerate() {
            let wrong = |mistake, text: &str| FunctionMapError { line: at, mistake, text: text.to_owned() };
            if row == MOST_LINES {
                return Err(wrong(MapMistake::TooMany, line));
            }
            let columns: Vec<&str> = line.split(';').map(|column| column.trim().trim_matches('"').trim()).collect();
            let [what, relation, others, source, mark] = columns[..] else {
                return Err(wrong(MapMistake::Columns, line));
            };
            if what.is_empty() || others.is_empty() {
                return Err(wrong(MapMistake::Empty, line));
            }
            let basis = || Basis { source: source.to_owned(), mark: mark.to_owned() };
            match (relation, Compatibility::parse(relation)) {
                ("lists", _) => others.split_whitespace().for_each(|code| {
                    number(&mut map.codes, code);
                }),
                ("same_as", _) => names.push((at, what, others)),
                ("contains", _) => {
                    map.contains(what, others).map_err(|part| wrong(MapMistake::Twice, part))?;
                }
                (_, Some(verdict)) if verdict != Compatibility::Unmapped => {
                    map.judges(what, verdict, others, &basis()).map_err(|code| wrong(MapMistake::Twice, code))?;
                }
                _ => return Err(wrong(MapMistake::Relation, relation)),
            }
        }
        for (line, text, meant) in names {
            map.name(text, meant).map_err(|mistake| FunctionMapError { line, mistake, text: text.to_owned() })?;
        }
        Ok(map)
    }

    /// A code and its parts; the part that is one of another already.
    fn contains<'t>(&mut self, whole: &str, parts: &'t str) -> Result<(), &'t str> {
        let whole = number(&mut self.codes, whole);
        for part in parts.split_whitespace() {
            if self.wholes.insert(number(&mut self.codes, part), whole).is_some() {
                return Err(part);
            }
        }
        Ok(())
    }

    /// What a function is to codes; the code of which that is said already.
    fn judges<'t>(
        &mut self,
        function: &str,
        verdict: Compatibility,
        codes: &'t str,
        basis: &Basis,
    ) -> Result<(), &'t str> {
        let (function, basis) = (number(&mut self.functions, function), Arc::new(basis.clone()));
        for code in codes.split_whitespace() {
            let pair = (number(&mut self.codes, code), function);
            if self.pairs.insert(pair, (verdict, Arc::clone(&basis))).is_some() {
                return Err(code);
            }
        }
        Ok(())
    }

    /// What else a code is called, or else a function.
    fn name(&mut self, text: &str, meant: &str) -> Result<(), MapMistake> {
        let known = named(meant);
        // Names of codes stand here already, and some are called like a function.
        let names = if self.functions.contains_key(&known) { &mut self.functions } else { &mut self.codes };
        let number = *names.get(&known).ok_or(MapMistake::Unknown)?;
        match names.insert(named(text), number) {
            Some(other) if other != number => Err(MapMistake::Twice),
            _ => Ok(()),
        }
    }

    /// What stands as the function of a zone. Land-use plans mean codes where a name is both.
    pub(super) fn meaning(&self, text: &str, is_land_use: bool) -> Meaning {
        let name = named(text);
        let code = || self.codes.get(&name).map(|code| Meaning::Codes(vec![*code]));
        let function = || self.functions.get(&name).copied().map(Meaning::Function);
        let found = if is_land_use { code().or_else(function) } else { function().or_else(code) };
        found.or_else(|| self.several(text)).unwrap_or(Meaning::Unknown(name))
    }

    /// `ONT+CLN`: codes and nothing else.
    fn several(&self, text: &str) -> Option<Meaning> {
        let pieces: Vec<&str> = text.split(['+', ',', ';', '/']).take(MOST_CODES + 1).collect();
        if pieces.len() > MOST_CODES {
            return None;
        }
        let codes: Option<Vec<usize>> =
            pieces.into_iter().map(|piece| self.codes.get(&named(piece)).copied()).collect();
        let mut codes = codes?;
        codes.sort_unstable();
        codes.dedup();
        Some(Meaning::Codes(codes))
    }

    /// True of two texts that name one thing, or a thing and a part of it.
    pub(super) fn agree(&self, a: &Meaning, b: &Meaning) -> bool {
        match (a, b) {
            (Meaning::Codes(a), Meaning::Codes(b)) => {
                let within = |all: &[usize], one: usize| all.iter().any(|other| self.is_within(one, *other));
                a.iter().all(|code| within(b, *code)) || b.iter().all(|code| within(a, *code))
            }
            _ => a == b,
        }
    }

    /// True of a code and itself, and of a part and its whole.
    fn is_within(&self, part: usize, whole: usize) -> bool {
        let up = std::iter::successors(Some(part), |code| self.wholes.get(code).copied());
        up.take(DEEPEST).any(|code| code == whole)
    }

    /// What a function is to codes. Of several codes that are judged differently one may be meant or all: that is a condition.
    pub(super) fn judged(&self, codes: &[usize], function: usize) -> Judged {
        let unmapped = Judged { verdict: Compatibility::Unmapped, basis: None };
        let all: Option<Vec<_>> = codes.iter().map(|code| self.pairs.get(&(*code, function))).collect();
        let Some(all) = all else { return unmapped };
        let Some((verdict, basis)) = all.first() else { return unmapped };
        let is_one = all.iter().all(|(other, _)| other == verdict);
        let verdict = if is_one { *verdict } else { Compatibility::Conditional };
        Judged { verdict, basis: Some(Arc::clone(basis)) }
    }
}

/// The number of a name: the next if it has none yet.
fn number(names: &mut BTreeMap<String, usize>, name: &str) -> usize {
    let next = names.len();
    *names.entry(named(name)).or_insert(next)
}
