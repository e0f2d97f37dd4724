//! What the core found, as findings of the report: whose record it is, where, and what can be done.

use network::{JoinFinding, JoinKind, Joined, Mend, RecordList, RecordName};
use rustc_hash::FxHashSet;
use spatial_core::message::Say;

use super::rows::Rows;
use crate::network::ground::Ground;
use crate::report::{Finding, Outcome, Report};

/// Which list a file's records go into.
pub(super) type List = RecordList;

/// Which file a record is of: those of further files are numbered on.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// By list: the number before the first record of each file, and its name.
    files: [Vec<(u64, String)>; 3],
    /// By list: the last number so far.
    last: [u64; 3],
}

impl Numbers {
    /// Takes up a file; the number before its first record.
    pub(super) fn add(&mut self, list: List, rows: &Rows) -> u64 {
        let which = position(list);
        let start = self.last[which];
        self.files[which].push((start, rows.file.clone()));
        let last = rows.features.len().checked_sub(1).map_or(0, |last| rows.record(last));
        self.last[which] = start + last;
        start
    }

    /// File and record of a number.
    fn of(&self, name: &RecordName) -> Option<(&str, u64)> {
        let files = &self.files[position(name.list)];
        let after = files.partition_point(|(start, _)| *start < name.record);
        let (start, file) = files.get(after.checked_sub(1)?)?;
        Some((file, name.record - start))
    }
}

const fn position(list: List) -> usize {
    match list {
        RecordList::Lines => 0,
        RecordList::Points => 1,
        RecordList::Meters => 2,
    }
}

/// Tells what was found.
pub(super) struct Telling<'a> {
    pub(super) numbers: &'a Numbers,
    pub(super) ground: &'a Ground,
    /// The main file, of findings that are about no record.
    pub(super) file: &'a str,
}

impl Telling<'_> {
    /// All of a joined network; records that are not in it count as put aside.
    pub(super) fn tell(&self, joined: &Joined, tolerance: f64, report: &mut Report) {
        let snapped = joined.snapped;
        if snapped.count > 0 {
            let params = vec![
                ("count", snapped.count.to_string()),
                ("metres", format!("{:.3}", snapped.farthest)),
                ("tolerance", tolerance.to_string()),
            ];
            report.find(Finding { params, ..Finding::about(self.file.to_owned(), "network-snapped") });
        }
        let left_out = LeftOut::of(joined);
        for finding in &joined.findings {
            report.find(self.finding(finding, &left_out));
        }
        for id in &joined.unknown {
            let params = vec![("value", id.0.clone())];
            report.find(Finding { params, ..Finding::about(self.file.to_owned(), "network-mend-unknown") });
        }
        let count = left_out.records.len() as u64;
        report.loaded -= count.min(report.loaded);
        report.quarantined = report.read - report.loaded;
    }

    /// One of them.
    fn finding(&self, found: &JoinFinding, left_out: &LeftOut) -> Finding {
        let of = found.records.first();
        let known = of.and_then(|name| self.numbers.of(name));
        let is_out = of.is_some_and(|name| left_out.has(name)) && !is_of_whole(found.kind);
        let mut params = found.message().params;
        if let (Some((_, record)), Some(said)) = (known, params.iter_mut().find(|(name, _)| *name == "record")) {
            said.1 = record.to_string();
        }
        params.extend(offered(found));
        Finding {
            record: known.map(|(_, record)| record),
            key: of.map(|name| name.code.clone()),
            place: found.place.and_then(|at| if self.ground.is_nowhere() { Some(at) } else { self.ground.on(at) }),
            outcome: match found.is_mended {
                true => Outcome::Repaired,
                false if is_out => Outcome::Quarantined,
                false => Outcome::Noted,
            },
            params,
            elements: match &found.records[..] {
                [_] => Vec::new(),
                all => all.iter().map(|name| name.code.clone()).collect(),
            },
            mend: found.mend.as_ref().filter(|_| !found.is_mended).map(|mend| mend.id().0),
            ..Finding::about(known.map_or(self.file, |(file, _)| file).to_owned(), found.kind.code())
        }
    }
}

/// True for kinds that are about more than the record they name first.
const fn is_of_whole(kind: JoinKind) -> bool {
    matches!(kind, JoinKind::DryPart | JoinKind::NoSource | JoinKind::Crowded)
}

/// What the remedy's sentence chooses by, and says.
fn offered(found: &JoinFinding) -> Vec<(&'static str, String)> {
    let Some(mend) = &found.mend else { return vec![("mend", "none".to_owned()), ("state", "none".to_owned())] };
    let word = match mend {
        Mend::Join { .. } => "join",
        Mend::Extend { .. } => "extend",
        Mend::Move { .. } => "move",
        Mend::Drop { .. } => "drop",
        Mend::Trim { .. } => "trim",
        Mend::Supply { .. } => "supply",
    };
    let state = if found.is_mended { "done" } else { "offered" };
    let renamed = |(name, value)| match name {
        "code" => ("line", value),
        "other" => ("onto", value),
        _ => ("by", value),
    };
    let said = mend.message().params.into_iter().map(renamed);
    let own = [("mend", word.to_owned()), ("state", state.to_owned()), ("id", mend.id().0)];
    own.into_iter().chain(said).collect()
}

/// Records that are not in the network.
struct LeftOut {
    records: FxHashSet<RecordName>,
}

impl LeftOut {
    /// What findings say of it, unless the draft has the record all the same: a point that is a node of nothing stays one.
    fn of(joined: &Joined) -> Self {
        let draft = &joined.draft;
        let lines: FxHashSet<u64> = joined.origins.iter().map(|origin| origin.record).collect();
        let nodes = draft.nodes.iter().map(|node| &*node.code);
        let points: FxHashSet<&str> = nodes.chain(draft.devices.iter().map(|device| &*device.code)).collect();
        let is_out = |kind: JoinKind, name: &RecordName| match name.list {
            RecordList::Lines => !lines.contains(&name.record),
            RecordList::Points => kind != JoinKind::SameCode && !points.contains(&*name.code),
            RecordList::Meters => matches!(kind, JoinKind::MeterAgain),
        };
        let found = joined.findings.iter().filter(|found| !is_of_whole(found.kind));
        let first = found.filter_map(|found| Some((found.kind, found.records.first()?)));
        // A record is the same whatever code a finding calls it by.
        let all = first.filter(|(kind, name)| is_out(*kind, name)).map(|(_, name)| Self::bare(name));
        Self { records: all.collect() }
    }

    fn has(&self, name: &RecordName) -> bool {
        self.records.contains(&Self::bare(name))
    }

    fn bare(name: &RecordName) -> RecordName {
        RecordName { code: String::new(), ..name.clone() }
    }
}
