//! Jobs that are not over on the segment of a burst: whoever makes another one is told before.

use network::isolation;
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

use super::meeting::each_open;
use super::record::Telling;
use crate::apps::network::isolation::{IsolationAsked, unknown};

/// Of more jobs at a time the first are looked at: a utility has some dozens, and each costs an isolation.
const MOST_LOOKED_AT: usize = 1000;

/// Their ids, ascending; the message about what the network has not. Costs an isolation for each job that is not over.
pub(super) fn on_segment(telling: &Telling, asked: &IsolationAsked) -> Result<Vec<FeatureId>, Message> {
    let gone = |error| unknown(&telling.network, error);
    let question = asked.question(&telling.held, &telling.network, &telling.graph)?;
    let segment = isolation(&telling.graph, &question.isolation).map_err(gone)?.segment;
    let mut looked_at = 0;
    let mut same = each_open(telling, |record| {
        looked_at += 1;
        if looked_at > MOST_LOOKED_AT {
            return None;
        }
        // A part that the network lost since its row was read is on no segment.
        let question = record.question(telling.codes()).ok()?;
        let theirs = isolation(&telling.graph, &question).ok()?.segment;
        segment.meets(&theirs).then_some(record.row.id)
    });
    same.sort_unstable();
    Ok(same)
}
