//! Links: pipes, pumps and valves; from rows, and back into them.

use crate::error::shortened;
use crate::record::LineFindings;

use super::fields::{Bound, Column, Fields, are_alike, is_moved, is_word, number, rewritten};
use super::row::{Row, new_row, quoted};
use super::section::Section;
use super::source::{carried, parts};
use super::units::{InpOptions, Quantity};

/// What a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A pipe, perhaps with a check valve.
    Pipe,
    /// A pump, which lifts water from its start to its end only.
    Pump,
    /// A control valve.
    Valve(ValveKind),
}

/// What a control valve controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValveKind {
    /// Pressure reducing.
    Prv,
    /// Pressure sustaining.
    Psv,
    /// Pressure breaker.
    Pbv,
    /// Flow control.
    Fcv,
    /// Throttle control.
    Tcv,
    /// General purpose.
    Gpv,
    /// Positional control (EPANET 2.3).
    Pcv,
}

impl ValveKind {
    const ALL: [Self; 7] = [Self::Prv, Self::Psv, Self::Pbv, Self::Fcv, Self::Tcv, Self::Gpv, Self::Pcv];

    /// By the word in the file.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| is_word(word, kind.name()))
    }

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prv => "PRV",
            Self::Psv => "PSV",
            Self::Pbv => "PBV",
            Self::Fcv => "FCV",
            Self::Tcv => "TCV",
            Self::Gpv => "GPV",
            Self::Pcv => "PCV",
        }
    }
}

/// How a link stands at the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStatus {
    /// Water passes.
    Open,
    /// It does not.
    Closed,
    /// It passes from start to end only: a pipe with a check valve.
    CheckValve,
    /// A valve that controls, as its setting says.
    Active,
}

impl LinkStatus {
    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Closed => "Closed",
            Self::CheckValve => "CV",
            Self::Active => "Active",
        }
    }

    fn of_pipe(word: &str) -> Option<Self> {
        [Self::CheckValve, Self::Closed, Self::Open].into_iter().find(|status| is_word(word, status.name()))
    }

    /// The status that stands where other pipes have their minor loss.
    fn for_loss(row: &Row<'_>) -> Option<Self> {
        row.word(MINOR).and_then(Self::of_pipe).filter(|_| row.len() <= STATUS)
    }
}

/// A link. Which of its values are written back when they change, [`super::write`] says.
#[derive(Debug, Clone, PartialEq)]
pub struct InpLink {
    /// Its id, case-sensitive.
    pub id: String,
    /// What it is.
    pub kind: LinkKind,
    /// The node it begins at.
    pub start: String,
    /// The node it ends at.
    pub end: String,
    /// Length in metres; 0 of pumps and valves.
    pub length_m: f64,
    /// Diameter in millimetres; 0 of pumps.
    pub diameter_mm: f64,
    /// Roughness of a pipe as the file gives it: what it means depends on the formula of head loss.
    pub roughness: f64,
    /// Coefficient of minor losses.
    pub minor_loss: f64,
    /// The setting of a valve as the file gives it: pressure, flow, coefficient, or the name of a curve.
    pub setting: Option<String>,
    /// How it stands at the beginning, `[STATUS]` included.
    pub status: LinkStatus,
    /// Points between its ends, in the file's own coordinates.
    pub vertices: Vec<[f64; 2]>,
    /// Its tag.
    pub tag: Option<String>,
    /// The comment behind its row.
    pub comment: Option<String>,
    /// The line of its row, from 1; 0 if it does not come from a file.
    pub line: u64,
    /// What stood in the file about it: see [`super`].
    pub source: String,
}

/// Where a pipe's row has what.
const MINOR: usize = 6;
const STATUS: usize = 7;
/// Length and diameter of a pipe, in US and in metric units, where its row has none.
const USUAL_LENGTH: [f64; 2] = [330.0, 100.0];
const USUAL_DIAMETER: [f64; 2] = [10.0, 254.0];

impl InpLink {
    /// A link without anything but its name and its ends.
    pub fn new(id: &str, kind: LinkKind, [start, end]: [&str; 2]) -> Self {
        let status = if matches!(kind, LinkKind::Valve(_)) { LinkStatus::Active } else { LinkStatus::Open };
        Self {
            id: id.to_owned(),
            kind,
            start: start.to_owned(),
            end: end.to_owned(),
            length_m: 0.0,
            diameter_mm: 0.0,
            roughness: 0.0,
            minor_loss: 0.0,
            setting: None,
            status,
            vertices: Vec::new(),
            tag: None,
            comment: None,
            line: 0,
            source: String::new(),
        }
    }

    /// The link as it was read, from the source that was kept of it.
    pub fn restored(id: &str, kind: LinkKind, source: &str, options: InpOptions) -> Self {
        let mut link = Self::new(id, kind, [""; 2]);
        source.clone_into(&mut link.source);
        let mut findings = LineFindings::default();
        let own = link.section();
        for (section, text) in parts(source) {
            let row = Row::of(text);
            let section = section.unwrap_or(own);
            if row.len() > 0 {
                link.take(&mut Fields { row: &row, line: 0, section, options, findings: &mut findings });
            }
        }
        link
    }

    /// Its own section.
    pub(super) fn section(&self) -> Section {
        match self.kind {
            LinkKind::Pipe => Section::Pipes,
            LinkKind::Pump => Section::Pumps,
            LinkKind::Valve(_) => Section::Valves,
        }
    }

    /// Takes what a row says; false if the row is no use.
    pub(super) fn take(&mut self, fields: &mut Fields<'_>) -> bool {
        match fields.section {
            Section::Pipes | Section::Pumps | Section::Valves => self.take_own(fields),
            Section::Status => self.take_status(fields),
            Section::Tags => {
                self.tag = Some(fields.row.behind(2).to_owned()).filter(|tag| !tag.is_empty());
                true
            }
            Section::Vertices => {
                let place = fields.place(1);
                self.vertices.extend(place);
                place.is_some()
            }
            _ => false,
        }
    }

    fn take_own(&mut self, fields: &mut Fields<'_>) -> bool {
        self.comment = fields.row.comment().map(str::to_owned);
        self.start = fields.name(1).unwrap_or_default();
        self.end = fields.name(2).unwrap_or_default();
        let system = usize::from(fields.options.units.is_metric());
        let diameter = (Quantity::Diameter, Bound::Positive);
        match self.kind {
            LinkKind::Pipe => {
                self.length_m = fields.number(3, "Length", (Quantity::Length, Bound::Positive), USUAL_LENGTH[system]);
                self.diameter_mm = fields.number(4, "Diameter", diameter, USUAL_DIAMETER[system]);
                let usual = fields.options.headloss.usual_roughness();
                self.roughness = fields.number(5, "Roughness", (Quantity::Plain, Bound::Positive), usual);
                self.take_loss(fields);
            }
            LinkKind::Pump => {}
            LinkKind::Valve(_) => {
                self.diameter_mm = fields.number(3, "Diameter", diameter, USUAL_DIAMETER[system]);
                self.setting = fields.name(5);
                self.minor_loss = fields.number(MINOR, "MinorLoss", (Quantity::Plain, Bound::NotNegative), 0.0);
            }
        }
        true
    }

    /// A pipe's row ends with its minor loss, its status, or both.
    fn take_loss(&mut self, fields: &mut Fields<'_>) {
        if let Some(status) = LinkStatus::for_loss(fields.row) {
            self.status = status;
            return;
        }
        self.minor_loss = fields.number(MINOR, "MinorLoss", (Quantity::Plain, Bound::NotNegative), 0.0);
        match (fields.row.word(STATUS), fields.row.word(STATUS).and_then(LinkStatus::of_pipe)) {
            (None, _) => {}
            (_, Some(status)) => self.status = status,
            (Some(word), None) => {
                let finding = fields.finding("inp-status-unknown").in_field("Status").with("value", shortened(word));
                fields.findings.find(finding.with("taken", self.status.name()));
            }
        }
    }

    /// A row of `[STATUS]`: the last word counts. A number is a pump's speed or a valve's setting.
    fn take_status(&mut self, fields: &mut Fields<'_>) -> bool {
        if self.status == LinkStatus::CheckValve {
            let finding = fields.finding("inp-status-of-check-valve");
            fields.leave_out(finding);
            return false;
        }
        let last = fields.row.len().saturating_sub(1).max(1);
        let word = fields.row.word(last).unwrap_or_default();
        let said = [LinkStatus::Closed, LinkStatus::Open, LinkStatus::Active];
        let said = said.into_iter().find(|status| is_word(word, status.name()));
        match (said, number(word), self.kind) {
            (Some(LinkStatus::Active), _, LinkKind::Pipe | LinkKind::Pump) => {}
            (Some(status), ..) => self.status = status,
            (None, Some(_), LinkKind::Pipe | LinkKind::Valve(ValveKind::Gpv)) => {}
            (None, Some(speed), LinkKind::Pump) => {
                self.status = if speed == 0.0 { LinkStatus::Closed } else { LinkStatus::Open };
            }
            (None, Some(_), LinkKind::Valve(_)) => {
                (self.status, self.setting) = (LinkStatus::Active, Some(word.to_owned()));
            }
            (None, None, _) => {
                let finding = fields.finding("inp-status-unknown").in_field("Status").with("value", shortened(word));
                fields.leave_out(finding.with("taken", self.status.name()));
                return false;
            }
        }
        true
    }

    /// Its lines in a file, each with its section.
    pub(super) fn lines(&self, options: InpOptions) -> Vec<(Section, String)> {
        let before = Self::restored(&self.id, self.kind, &self.source, options);
        let own = self.section();
        let is_moved = is_moved(&self.vertices, &before.vertices);
        let is_restated = self.status != before.status || self.setting != before.setting;
        let is_replaced = |section: Section| match section {
            Section::Status => is_restated,
            Section::Vertices => is_moved,
            Section::Tags => self.tag != before.tag,
            _ => false,
        };
        let edited =
            |row: &Row<'_>| rewritten(row, &self.columns(&before, LinkStatus::for_loss(row).is_some()), options.units);
        let (mut lines, is_there) = carried(&self.source, own, edited, is_replaced);
        if !is_there {
            lines.push((own, self.row(options)));
        }
        self.restate(&before, is_moved, &mut lines);
        lines
    }

    /// Adds rows for what is said of it in other sections, where that changed. A pipe's status stands in its own row.
    fn restate(&self, before: &Self, is_moved: bool, lines: &mut Vec<(Section, String)>) {
        let id = quoted(&self.id);
        let is_usual = match self.kind {
            LinkKind::Pipe => true,
            LinkKind::Pump => self.status == LinkStatus::Open,
            LinkKind::Valve(_) => self.status == LinkStatus::Active,
        };
        if !is_usual && (self.status != before.status || self.setting != before.setting) {
            lines.push((Section::Status, new_row(&[id.clone(), self.status.name().to_owned()])));
        }
        for [x, y] in self.vertices.iter().filter(|_| is_moved) {
            lines.push((Section::Vertices, new_row(&[id.clone(), x.to_string(), y.to_string()])));
        }
        if let Some(tag) = self.tag.as_ref().filter(|_| self.tag != before.tag) {
            lines.push((Section::Tags, new_row(&["LINK".to_owned(), id, tag.clone()])));
        }
    }

    /// Its columns behind the id; in a pipe's row the status may stand where others have the minor loss.
    fn columns(&self, before: &Self, has_status_for_loss: bool) -> Vec<Column> {
        let plain = |now, before| Column::number(now, before, Quantity::Plain);
        let diameter = Column::number(self.diameter_mm, before.diameter_mm, Quantity::Diameter);
        let end = |now: &str, before: &str| Column::word(&quoted(now), &quoted(before));
        let mut columns = vec![end(&self.start, &before.start), end(&self.end, &before.end)];
        match (self.kind, before.kind) {
            (LinkKind::Pipe, _) => {
                columns.extend([
                    Column::number(self.length_m, before.length_m, Quantity::Length),
                    diameter,
                    plain(self.roughness, before.roughness),
                ]);
                let (now, is_lost) = (self.status.name().to_owned(), !are_alike(self.minor_loss, before.minor_loss));
                let status =
                    Column::Word { now, is_changed: self.status != before.status || (is_lost && has_status_for_loss) };
                if !has_status_for_loss || is_lost {
                    columns.push(plain(self.minor_loss, before.minor_loss));
                }
                columns.push(status);
            }
            (LinkKind::Valve(now), LinkKind::Valve(old)) => {
                let setting = |link: &Self| link.setting.as_deref().map_or_else(|| "0".to_owned(), quoted);
                columns.extend([
                    diameter,
                    Column::word(now.name(), old.name()),
                    Column::word(&setting(self), &setting(before)),
                    plain(self.minor_loss, before.minor_loss),
                ]);
            }
            _ => {}
        }
        columns
    }

    /// A row for a link that does not come from a file.
    fn row(&self, options: InpOptions) -> String {
        let mut words = vec![quoted(&self.id)];
        words.extend(self.columns(self, false).iter().map(|column| column.text(options.units)));
        words.extend(self.comment.as_ref().map(|comment| format!(";{comment}")));
        new_row(&words)
    }
}
