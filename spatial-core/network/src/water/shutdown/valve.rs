//! What was closed and opened for a job, and the graph as it would be without.

use spatial_core::layer::FeatureId;

use crate::graph::{DeviceState, Graph};

/// A valve of a job.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShutdownValve {
    /// Its code.
    pub code: String,
    /// How it stood before it was first turned for the job; `None` as long as nobody did.
    pub was_closed: Option<bool>,
    /// How it was left for the job.
    pub is_closed: Option<bool>,
    /// When it was last closed for the job, and by whom.
    pub closed: Option<Turned>,
    /// When it was last opened for the job.
    pub opened: Option<Turned>,
}

/// When a valve was turned, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// RFC 3339, UTC.
    pub at: String,
    /// Who noted it.
    pub who: String,
}

impl ShutdownValve {
    /// Of a code, neither closed nor opened yet.
    pub fn of(code: impl Into<String>) -> Self {
        Self { code: code.into(), ..Self::default() }
    }

    /// How the job left it, if otherwise than it stood before: closed, or, where it was opened to feed somebody from elsewhere, open.
    pub fn is_left_closed(&self) -> Option<bool> {
        self.is_closed.filter(|_| self.is_closed != self.was_closed)
    }

    /// The same once another job answers for it: this one left it as it stood before.
    #[must_use]
    pub fn handed_over(self) -> Self {
        Self { is_closed: self.was_closed, ..self }
    }

    /// Notes that it was closed or opened. The first time it stood otherwise before, even where somebody noted it of the device already.
    pub(super) fn turn(&mut self, is_closed: bool, turned: Turned) {
        self.was_closed = self.was_closed.or(Some(!is_closed));
        self.is_closed = Some(is_closed);
        let side = if is_closed { &mut self.closed } else { &mut self.opened };
        *side = Some(turned);
    }
}

/// The graph as it would be had nobody turned these valves, each with how it was left: what a job takes from whom is asked there, for
/// behind valves that are closed already nobody loses anything.
pub fn undone(graph: &Graph, left: &[(FeatureId, bool)]) -> Option<Graph> {
    let stands_so = |&(device, is_closed): &(FeatureId, bool)| {
        let state = graph.state(device).filter(|state| state.is_closed == is_closed)?;
        Some((device, DeviceState { is_closed: !is_closed, ..state }))
    };
    let before: Vec<_> = left.iter().filter_map(stands_so).collect();
    (!before.is_empty()).then(|| graph.with_states(before))
}
