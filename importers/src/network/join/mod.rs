//! Lines and points become a draft of a network, with what is wrong and what can be done about it; meters hang on the pipes of one that is there.
//!
//! What is joined and what is a finding the core decides (`network::joined`); here files become its records, and its answer a report. In reading
//! order: `rows` (a file, read as any import reads it), `fields` and `words` (what its fields and words mean), `plane` (metres in one flat
//! system), `records` (rows → records of the core), `accept` (what may be mended), `told` (what was found → findings of the report), `ground`
//! (the joined draft → coordinates of the tables), `meters` (those of a network that is there).

mod accept;
mod fields;
mod ground;
mod meters;
mod plane;
mod records;
mod rows;
#[cfg(test)]
mod tests;
mod told;
mod words;

use network::{JoinInput, NetworkDraft, joined};
use spatial_core::crs::Crs;
use spatial_core::layer::Layer;

use super::error::NetworkError;
use super::ground::Ground;
use super::merge::{Listed, Speaks};
use super::request::{NetworkRequest, PlainFile, PlainLayers, PlainRole};
use super::tables::Tables;
use crate::report::Report;
use accept::Accepted;
use plane::Onto;
use rows::{Rows, Wanted};
use told::{List, Numbers, Telling};

pub(super) use meters::meters;

/// What plain layers became.
pub(super) struct Drawn {
    pub(super) draft: NetworkDraft,
    pub(super) tables: Tables,
    pub(super) report: Report,
    pub(super) speaks: Speaks,
}

/// Reads the files of a request and joins what they hold.
pub(super) fn drawn(request: &NetworkRequest, plain: &PlainLayers, layers: &[Layer]) -> Result<Drawn, NetworkError> {
    let accepted = Accepted::of(&plain.accepted)?;
    let lines = rows::read(&Wanted::main(request, plain, "pipes"), layers)?;
    let crs = plane::of_file(&lines, layers)?;
    let tables = Tables::of(layers, crs)?;
    let ground = Ground::new(&lines.file, crs, tables.crs)?;
    let (file, mut gathered) = (lines.file.clone(), Gathered::new(request, crs));
    gathered.lines(lines)?;
    for beside in &plain.beside {
        let rows = rows::read(&Wanted::beside(request, plain, beside), layers)?;
        gathered.beside(beside, rows)?;
    }
    let mut settings = plain.settings.clone();
    settings.mended.extend(accepted.kinds);
    let Gathered { input, numbers, mut report, fields_missing, .. } = gathered;
    let mut joined = joined(&input, &settings, &accepted.ids).map_err(NetworkError::Join)?;
    if joined.draft.edges.is_empty() {
        return Err(NetworkError::NoLines { file });
    }
    if !joined.unknown.is_empty() && !request.is_dry_run {
        let mends = joined.unknown.into_iter().map(|mend| mend.0).collect();
        return Err(NetworkError::MendsUnknown { mends });
    }
    rows::told_missing(&mut report, &file, fields_missing, 1 + plain.beside.len());
    Telling { numbers: &numbers, ground: &ground, file: &file }.tell(&joined, settings.tolerance, &mut report);
    joined.draft.name.clone_from(&request.name);
    joined.draft.crs = Some(crs.to_string());
    ground::laid(&mut joined.draft, &ground);
    let lists = |role: PlainRole| plain.beside.iter().any(|file| file.role == role);
    let [valves, hydrants, all] = [PlainRole::Valves, PlainRole::Hydrants, PlainRole::Points].map(lists);
    let speaks = match valves || hydrants || all {
        true => Speaks::Points(Listed { valves, hydrants, all }),
        false => Speaks::Lines,
    };
    Ok(Drawn { draft: joined.draft, tables, report, speaks })
}

/// Records of all files so far.
struct Gathered {
    input: JoinInput,
    numbers: Numbers,
    report: Report,
    crs: Crs,
    /// Fields a mapping speaks of, by each file that has them not.
    fields_missing: Vec<String>,
}

impl Gathered {
    fn new(request: &NetworkRequest, crs: Crs) -> Self {
        let (input, report) = (JoinInput::default(), Report::new(&request.name));
        Self { input, numbers: Numbers::default(), report, crs, fields_missing: Vec::new() }
    }

    fn lines(&mut self, rows: Rows) -> Result<(), NetworkError> {
        let onto = Onto::new(rows.crs, self.crs)?;
        let start = self.numbers.add(List::Lines, &rows);
        self.input.lines = records::lines(&rows, &onto, start, &mut self.report);
        self.absorb(rows);
        Ok(())
    }

    fn beside(&mut self, file: &PlainFile, rows: Rows) -> Result<(), NetworkError> {
        let onto = Onto::new(rows.crs, self.crs)?;
        self.report.files.push(file.path.display().to_string());
        match file.role {
            PlainRole::Streets => self.input.streets.extend(records::streets(&rows, &onto)),
            PlainRole::Meters => {
                let start = self.numbers.add(List::Meters, &rows);
                self.input.meters.extend(records::meters(&rows, &onto, start, &mut self.report));
            }
            role => {
                let start = self.numbers.add(List::Points, &rows);
                self.input.points.extend(records::points(&rows, &onto, (role, start), &mut self.report));
            }
        }
        self.absorb(rows);
        Ok(())
    }

    fn absorb(&mut self, rows: Rows) {
        self.fields_missing.extend(rows::absorb(&mut self.report, rows.report));
    }
}
