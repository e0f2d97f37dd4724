//! Nodes: junctions, reservoirs and tanks; from rows, and back into them.

use crate::record::LineFindings;

use super::fields::{Bound, Column, Fields, are_alike, is_moved, number, rewritten};
use super::row::{Row, new_row, quoted};
use super::section::Section;
use super::source::{carried, parts};
use super::units::{InpOptions, Quantity};

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Where pipes meet and water is used.
    Junction,
    /// A source of unlimited water.
    Reservoir,
    /// A source that fills and empties.
    Tank,
}

/// A node. Which of its values are written back when they change, [`super::write`] says.
#[derive(Debug, Clone, PartialEq)]
pub struct InpNode {
    /// Its id, case-sensitive.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Elevation in metres; of a reservoir the head, of a tank that of its bottom.
    pub elevation_m: f64,
    /// Base demand in litres per second, over all its categories.
    pub demand_lps: f64,
    /// The pattern of its demand (the first, of several), or of a reservoir's head.
    pub pattern: Option<String>,
    /// What a tank is beside that.
    pub tank: Option<InpTank>,
    /// Where it lies, in the file's own coordinates.
    pub place: Option<[f64; 2]>,
    /// Its tag.
    pub tag: Option<String>,
    /// The comment behind its row.
    pub comment: Option<String>,
    /// The line of its row, from 1; 0 if it does not come from a file.
    pub line: u64,
    /// What stood in the file about it: see [`super`].
    pub source: String,
    /// Its demand comes from `[DEMANDS]`, which replaces that of its row.
    has_demands: bool,
}

/// Levels above the bottom of a tank, and its size.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InpTank {
    /// Level at the beginning, in metres.
    pub initial_m: f64,
    /// Lowest level, in metres.
    pub lowest_m: f64,
    /// Highest level, in metres.
    pub highest_m: f64,
    /// Diameter in metres.
    pub diameter_m: f64,
    /// Volume below the lowest level, in cubic metres.
    pub least_m3: f64,
    /// The curve of volume by level, if it is no cylinder.
    pub curve: Option<String>,
}

const LENGTH: (Quantity, Bound) = (Quantity::Length, Bound::NotNegative);

impl InpNode {
    /// A node without anything but its name.
    pub fn new(id: &str, kind: NodeKind) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            elevation_m: 0.0,
            demand_lps: 0.0,
            pattern: None,
            tank: (kind == NodeKind::Tank).then(InpTank::default),
            place: None,
            tag: None,
            comment: None,
            line: 0,
            source: String::new(),
            has_demands: false,
        }
    }

    /// The node as it was read, from the source that was kept of it.
    pub fn restored(id: &str, kind: NodeKind, source: &str, options: InpOptions) -> Self {
        let mut node = Self::new(id, kind);
        source.clone_into(&mut node.source);
        let mut findings = LineFindings::default();
        let own = node.section();
        for (section, text) in parts(source) {
            let row = Row::of(text);
            let section = section.unwrap_or(own);
            if row.len() > 0 {
                node.take(&mut Fields { row: &row, line: 0, section, options, findings: &mut findings });
            }
        }
        node
    }

    /// What a row of these sections is by EPANET's rule: without a diameter it is a reservoir, whatever its section.
    pub(super) fn kind_of(section: Section, row: &Row<'_>) -> NodeKind {
        const DIAMETER: usize = 5;
        match section {
            Section::Junctions => NodeKind::Junction,
            _ if row.len() <= 3 => NodeKind::Reservoir,
            _ if row.word(DIAMETER).and_then(number) == Some(0.0) => NodeKind::Reservoir,
            _ => NodeKind::Tank,
        }
    }

    /// Its own section.
    pub(super) fn section(&self) -> Section {
        match self.kind {
            NodeKind::Junction => Section::Junctions,
            NodeKind::Reservoir => Section::Reservoirs,
            NodeKind::Tank => Section::Tanks,
        }
    }

    /// Takes what a row says; false if the row is no use.
    pub(super) fn take(&mut self, fields: &mut Fields<'_>) -> bool {
        match fields.section {
            Section::Junctions | Section::Reservoirs | Section::Tanks => self.take_own(fields),
            Section::Demands => self.take_demand(fields),
            Section::Tags => {
                self.tag = Some(fields.row.behind(2).to_owned()).filter(|tag| !tag.is_empty());
                true
            }
            Section::Coordinates => match fields.place(1) {
                Some(place) => {
                    if self.place.replace(place).is_some() {
                        fields.findings.find(fields.finding("inp-place-twice"));
                    }
                    true
                }
                None => false,
            },
            _ => false,
        }
    }

    fn take_own(&mut self, fields: &mut Fields<'_>) -> bool {
        self.comment = fields.row.comment().map(str::to_owned);
        let name = if self.kind == NodeKind::Reservoir { "Head" } else { "Elevation" };
        self.elevation_m = fields.number(1, name, (Quantity::Length, Bound::Any), 0.0);
        match self.kind {
            NodeKind::Junction => {
                self.demand_lps = fields.number(2, "Demand", (Quantity::Flow, Bound::Any), 0.0);
                self.pattern = fields.name(3);
            }
            NodeKind::Reservoir if fields.row.len() <= 3 => self.pattern = fields.name(2),
            NodeKind::Reservoir => {}
            NodeKind::Tank => self.tank = Some(InpTank::of(fields)),
        }
        true
    }

    /// The first row of `[DEMANDS]` replaces the junction's own demand, others add to it; of other nodes EPANET looks at none.
    fn take_demand(&mut self, fields: &mut Fields<'_>) -> bool {
        let demand = fields.number(1, "Demand", (Quantity::Flow, Bound::Any), 0.0);
        if self.kind == NodeKind::Junction {
            if self.has_demands {
                self.demand_lps += demand;
            } else {
                (self.demand_lps, self.pattern, self.has_demands) = (demand, fields.name(2), true);
            }
        }
        true
    }

    /// Its lines in a file, each with its section.
    pub(super) fn lines(&self, options: InpOptions) -> Vec<(Section, String)> {
        let before = Self::restored(&self.id, self.kind, &self.source, options);
        let own = self.section();
        let is_moved = is_moved(self.place.as_slice(), before.place.as_slice());
        let is_replaced = |section: Section| match section {
            Section::Demands => before.has_demands && !are_alike(self.demand_lps, before.demand_lps),
            Section::Coordinates => is_moved,
            Section::Tags => self.tag != before.tag,
            _ => false,
        };
        let edited = |row: &Row<'_>| rewritten(row, &self.columns(&before), options.units);
        let (mut lines, is_there) = carried(&self.source, own, edited, is_replaced);
        if !is_there {
            lines.push((own, self.row(options)));
        }
        self.restate(&before, is_moved, &mut lines);
        lines
    }

    /// Adds rows for what is said of it in other sections, where that changed.
    fn restate(&self, before: &Self, is_moved: bool, lines: &mut Vec<(Section, String)>) {
        let id = quoted(&self.id);
        if let Some([x, y]) = self.place.filter(|_| is_moved) {
            lines.push((Section::Coordinates, new_row(&[id.clone(), x.to_string(), y.to_string()])));
        }
        if let Some(tag) = self.tag.as_ref().filter(|_| self.tag != before.tag) {
            lines.push((Section::Tags, new_row(&["NODE".to_owned(), id, tag.clone()])));
        }
    }

    /// Its columns behind the id.
    fn columns(&self, before: &Self) -> Vec<Column> {
        let length = |now, before| Column::number(now, before, Quantity::Length);
        let mut columns = vec![length(self.elevation_m, before.elevation_m)];
        match (self.kind, &self.tank, &before.tank) {
            (NodeKind::Junction, ..) => {
                columns.push(Column::number(self.demand_lps, before.demand_lps, Quantity::Flow));
            }
            (NodeKind::Tank, Some(now), Some(old)) => columns.extend([
                length(now.initial_m, old.initial_m),
                length(now.lowest_m, old.lowest_m),
                length(now.highest_m, old.highest_m),
                length(now.diameter_m, old.diameter_m),
                Column::number(now.least_m3, old.least_m3, Quantity::Volume),
            ]),
            _ => {}
        }
        columns
    }

    /// A row for a node that does not come from a file.
    fn row(&self, options: InpOptions) -> String {
        let columns = self.columns(self);
        let mut words: Vec<String> = columns.iter().map(|column| column.text(options.units)).collect();
        words.insert(0, quoted(&self.id));
        let curve = self.tank.as_ref().and_then(|tank| tank.curve.as_ref());
        words.extend(self.pattern.as_ref().or(curve).map(|name| quoted(name)));
        words.extend(self.comment.as_ref().map(|comment| format!(";{comment}")));
        new_row(&words)
    }
}

impl InpTank {
    fn of(fields: &mut Fields<'_>) -> Self {
        const LEAST: usize = 6;
        if fields.row.len() < LEAST {
            let finding = fields.finding("inp-columns-missing").with("columns", LEAST);
            fields.findings.find(finding);
        }
        Self {
            initial_m: fields.number(2, "InitLevel", LENGTH, 0.0),
            lowest_m: fields.number(3, "MinLevel", LENGTH, 0.0),
            highest_m: fields.number(4, "MaxLevel", LENGTH, 0.0),
            diameter_m: fields.number(5, "Diameter", LENGTH, 0.0),
            least_m3: fields.number(6, "MinVol", (Quantity::Volume, Bound::NotNegative), 0.0),
            curve: fields.name(7),
        }
    }
}
