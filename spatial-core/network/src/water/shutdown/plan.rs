//! A job that somebody confirmed becomes a row.

use jiff::Timestamp;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, Layer, Value};

use super::step::written;
use super::{
    ANSWERED_FIELD, ASKED_FIELD, DIRECT_FIELD, MODE_FIELD, PLANNED_FIELDS, REAL_FIELDS, SITE_FIELD, STAMP_FIELD,
    STATE_FIELD, ShutdownError, ShutdownKind, ShutdownState, UNINTENDED_FIELD, VALVES_FIELD, count, text,
};
use crate::graph::{GraphStamp, Mode};
use crate::isolation::Isolation;
use crate::tables::{CODE_FIELD, NETWORK_FIELD, REMARK_FIELD, TYPE_FIELD, WHO_FIELD};

/// A job as it is confirmed. Texts are as they are to be kept.
#[derive(Debug, Clone)]
pub struct ShutdownDraft<'a> {
    /// The network.
    pub network: &'a str,
    /// What people call the job.
    pub code: &'a str,
    /// Why water is shut off.
    pub kind: ShutdownKind,
    /// Where, in words for everybody.
    pub site: Option<&'a str>,
    /// For staff.
    pub remark: Option<&'a str>,
    /// Who confirmed it.
    pub who: &'a str,
    /// When.
    pub now: Timestamp,
    /// The moments it is to begin and to end. A burst begins when it is confirmed, if nobody says otherwise; works wait until a crew begins.
    pub planned: [Option<Timestamp>; 2],
    /// What was asked of the graph, as JSON.
    pub asked: &'a str,
    /// What supply heeded.
    pub mode: Mode,
    /// What the graph said.
    pub answer: &'a Isolation,
    /// The valves to close, in the crew's order, as JSON.
    pub valves: &'a str,
    /// The commit the answer is true for.
    pub revision: i64,
    /// The graph it was found in.
    pub stamp: GraphStamp,
    /// The ground around the pipes that go dry, in the table's reference system.
    pub outline: Option<Geometry>,
}

/// The change that writes a job down: as planned, or, of a burst that nobody put off, as under way.
///
/// # Errors
/// [`ShutdownError::NoBegin`] and [`ShutdownError::Reversed`].
pub fn planned(shutdowns: &Layer, draft: ShutdownDraft<'_>) -> Result<Change, ShutdownError> {
    let [from, to] = draft.planned;
    let from = match (from, draft.kind) {
        (None, ShutdownKind::Planned) => return Err(ShutdownError::NoBegin),
        (from, _) => from.unwrap_or(draft.now),
    };
    if let Some(to) = to.filter(|to| *to <= from) {
        return Err(ShutdownError::Reversed { from: written(from), to: written(to) });
    }
    let has_begun = draft.kind == ShutdownKind::Burst && from <= draft.now;
    let state = if has_begun { ShutdownState::Active } else { ShutdownState::Planned };
    let answer = draft.answer;
    let row = [
        (NETWORK_FIELD, Value::text(draft.network)),
        (CODE_FIELD, Value::text(draft.code)),
        (TYPE_FIELD, Value::text(draft.kind.as_str())),
        (STATE_FIELD, Value::text(state.as_str())),
        (SITE_FIELD, text(draft.site)),
        (PLANNED_FIELDS[0], Value::text(written(from))),
        (PLANNED_FIELDS[1], to.map_or(Value::Null, |to| Value::text(written(to)))),
        (REAL_FIELDS[0], if has_begun { Value::text(written(from)) } else { Value::Null }),
        (DIRECT_FIELD, count(answer.segment.connections.len())),
        (UNINTENDED_FIELD, count(answer.unintended.connections.len())),
        (ASKED_FIELD, Value::text(draft.asked)),
        (MODE_FIELD, Value::text(draft.mode.as_str())),
        (VALVES_FIELD, Value::text(draft.valves)),
        (ANSWERED_FIELD, Value::Integer(draft.revision)),
        (STAMP_FIELD, Value::text(draft.stamp.to_string())),
        (WHO_FIELD, Value::text(draft.who)),
        (REMARK_FIELD, text(draft.remark)),
    ];
    Ok(Change::insert(shutdowns.name.clone(), draft.outline, shutdowns.schema.row(row)))
}
