//! Strands that are equal to the bit, drawn either way round.

use std::cmp::Ordering;

use crate::join::finding::{JoinFinding, JoinKind};
use crate::join::mend::Mend;
use crate::join::net::Laid;
use crate::join::records::Spot;
use crate::join::strand::Strand;

/// True for each strand that another before it equals; each is told.
pub(super) fn twins(laid: &Laid<'_>, findings: &mut Vec<JoinFinding>) -> Vec<bool> {
    let strands = &laid.material.strands;
    let turned: Vec<bool> = strands.iter().map(is_turned).collect();
    let by_course =
        |&one: &usize, &other: &usize| compare((&strands[one], turned[one]), (&strands[other], turned[other]));
    let mut order: Vec<usize> = (0..strands.len()).collect();
    order.sort_by(by_course);
    let mut copies = vec![false; strands.len()];
    for run in order.chunk_by(|one, other| by_course(one, other) == Ordering::Equal) {
        for &copy in &run[1..] {
            copies[copy] = true;
            let finding = JoinFinding::new(JoinKind::Duplicate, vec![laid.name(copy), laid.name(run[0])]);
            let finding = finding.at(strands[copy].ends()[0]).measuring(strands[copy].length());
            findings.push(match left_out(laid, copy, [0.0, strands[copy].length()]) {
                Some(mend) => finding.offering(mend),
                None => finding,
            });
        }
    }
    copies
}

/// The mend that leaves a stretch of a strand out; none for the whole of a ring that is not the whole of its line.
pub(super) fn left_out(laid: &Laid<'_>, number: usize, [from, to]: [f64; 2]) -> Option<Mend> {
    let strand = &laid.material.strands[number];
    let line = laid.code(number).to_owned();
    if from <= laid.within && to >= strand.length() - laid.within && laid.is_whole(number) {
        return Some(Mend::Drop { line });
    }
    let [from, to] = [strand.spot(from), strand.spot(to)];
    (from != to).then_some(Mend::Trim { line, from, to })
}

/// True if a course is read from its end: so both ways round are read alike.
fn is_turned(strand: &Strand) -> bool {
    let course = &strand.course;
    course.iter().rev().partial_cmp(course.iter()) == Some(Ordering::Less)
}

fn compare((one, is_turned): (&Strand, bool), (other, is_other_turned): (&Strand, bool)) -> Ordering {
    let spot = |strand: &Strand, is_turned: bool, at: usize| -> Spot {
        strand.course[if is_turned { strand.course.len() - 1 - at } else { at }]
    };
    let by_length = one.course.len().cmp(&other.course.len());
    let mut spots = (0..one.course.len().min(other.course.len())).map(|at| {
        let [here, there] = [spot(one, is_turned, at), spot(other, is_other_turned, at)];
        here.partial_cmp(&there).unwrap_or(Ordering::Equal)
    });
    by_length.then_with(|| spots.find(|order| order.is_ne()).unwrap_or(Ordering::Equal))
}
