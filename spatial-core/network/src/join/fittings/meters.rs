//! Customers find their pipe by the rules of the settings.

use super::place::{At, Footing, footings};
use crate::join::finding::{JoinFinding, JoinKind, RecordList, RecordName};
use crate::join::index::{Budget, Foot, Index};
use crate::join::material::{Names, by_name, by_place, is_somewhere};
use crate::join::net::Laid;
use crate::join::plane::{between, crossing, distance};
use crate::join::records::{JoinInput, MeterRecord, Spot};
use crate::join::settings::Side;
use crate::join::strand::Strand;

/// Metres around a meter that are looked at first: most houses have their pipe before the door.
const FIRST: f64 = 4.0;

/// A customer and the pipe that was found for it.
#[derive(Debug, Clone)]
pub(in crate::join) struct Customer<'a> {
    pub(in crate::join) record: &'a MeterRecord,
    pub(in crate::join) code: String,
    pub(in crate::join) at: Option<At>,
}

/// All customers, each once, in order of code; true if some were not looked for.
pub(in crate::join) fn meters<'a>(
    laid: &Laid<'_>,
    input: &'a JoinInput,
    findings: &mut Vec<JoinFinding>,
) -> (Vec<Customer<'a>>, bool) {
    let mut records: Vec<&MeterRecord> = input.meters.iter().collect();
    records.sort_by(|one, other| {
        by_name((&one.code, one.record), (&other.code, other.record)).then_with(|| by_place(one.at, other.at))
    });
    let streets = streets(input);
    let mut search = Search {
        laid,
        streets: Index::new(&streets),
        lines: &streets,
        budget: Budget::of(records.len()),
        feet: Vec::new(),
    };
    let (mut names, mut customers) = (Names::default(), Vec::with_capacity(records.len()));
    for record in records {
        let (code, is_again) = names.coded(&record.code, record.record);
        if is_again {
            let finding = JoinFinding::new(JoinKind::MeterAgain, vec![name(record, record.code.trim())]);
            findings.push(if is_somewhere(record.at) { finding.at(record.at) } else { finding });
            continue;
        }
        let at = search.customer(record, &code).map_err(|finding| findings.push(finding)).ok();
        customers.push(Customer { record, code, at });
    }
    (customers, search.budget.is_spent())
}

fn name(record: &MeterRecord, code: &str) -> RecordName {
    RecordName { list: RecordList::Meters, record: record.record, code: code.to_owned() }
}

/// Why a customer has no pipe, and the nearest that would have done but for that.
struct Unallocated {
    kind: JoinKind,
    nearest: Option<Foot>,
}

impl Unallocated {
    fn told(self, laid: &Laid<'_>, name: RecordName, at: Spot) -> JoinFinding {
        let line = self.nearest.map(|foot| laid.name(foot.strand));
        let finding = JoinFinding::new(self.kind, [name].into_iter().chain(line).collect());
        finding.at(at).measuring(self.nearest.map_or(laid.settings.allocation.farthest, |foot| foot.distance))
    }
}

fn streets(input: &JoinInput) -> Vec<Strand> {
    let usable =
        input.streets.iter().filter(|course| course.len() > 1 && course.iter().all(|&spot| is_somewhere(spot)));
    usable.enumerate().map(|(number, course)| Strand::new(number, 0, course.clone())).collect()
}

struct Search<'a> {
    laid: &'a Laid<'a>,
    streets: Index<'a>,
    lines: &'a [Strand],
    budget: Budget,
    feet: Vec<Foot>,
}

impl Search<'_> {
    /// The pipe of a customer, or what to tell.
    fn customer(&mut self, record: &MeterRecord, code: &str) -> Result<At, JoinFinding> {
        if !is_somewhere(record.at) {
            return Err(JoinFinding::new(JoinKind::Broken, vec![name(record, code)]));
        }
        self.pipe(record.at).map_err(|why| why.told(self.laid, name(record, code), record.at))
    }

    /// The nearest pipe that the rules allow.
    fn pipe(&mut self, spot: Spot) -> Result<At, Unallocated> {
        let most = self.laid.settings.allocation.farthest;
        let mut radius = FIRST.min(most);
        loop {
            self.laid.index.near(spot, radius, &mut self.budget, &mut self.feet);
            let footings = footings(self.laid, &self.feet);
            let mut allowed = footings.iter().filter(|footing| is_allowed(self.laid, footing)).peekable();
            let nearest = allowed.peek().map(|footing| footing.foot);
            if let Some(footing) = allowed.find(|footing| !self.is_across(spot, footing)) {
                return Ok(footing.along(self.laid));
            }
            if radius >= most {
                return Err(match (nearest, footings.first()) {
                    (Some(foot), _) => Unallocated { kind: JoinKind::MeterAcross, nearest: Some(foot) },
                    (None, Some(footing)) => Unallocated { kind: JoinKind::MeterUnfit, nearest: Some(footing.foot) },
                    (None, None) => Unallocated { kind: JoinKind::MeterFar, nearest: None },
                });
            }
            radius = (radius * 2.0).min(most);
        }
    }

    /// True if the straight way to a pipe crosses what it must not.
    fn is_across(&mut self, spot: Spot, footing: &Footing) -> bool {
        let (laid, foot) = (self.laid, footing.foot);
        let (index, strands) = match laid.settings.allocation.side {
            Side::Any => return false,
            Side::Streets => (&self.streets, self.lines),
            Side::Pipes => (laid.index, &laid.material.strands[..]),
        };
        let is_own = |strand: usize| laid.settings.allocation.side == Side::Pipes && strand == foot.strand;
        let (way, mut is_across) = ([spot, foot.spot], false);
        index.beside(way, 0.0, &mut self.budget, |strand, at| {
            if is_across || is_own(strand) {
                return;
            }
            if let Some([share, _]) = crossing(way, strands[strand].segment(at)) {
                // Where pipes meet at the foot itself, nothing is crossed.
                let place = between(spot, foot.spot, share);
                is_across = distance(place, foot.spot) > laid.within;
            }
        });
        is_across
    }
}

fn is_allowed(laid: &Laid<'_>, footing: &Footing) -> bool {
    let rules = &laid.settings.allocation;
    let line = laid.material.lines[laid.material.strands[footing.foot.strand].line];
    let is_kind = rules.kinds.is_empty() || rules.kinds.iter().any(|allowed| allowed == line.kind());
    is_kind && rules.largest.zip(line.diameter).is_none_or(|(largest, diameter)| diameter <= largest)
}
