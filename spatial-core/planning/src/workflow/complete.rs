//! Whether a plan has what it must have before it is made public (công bố): ground it speaks of, its boundary, its documents, and whose
//! decision it rests on.
//!
//! Old plans come without some of that, and are in force all the same: whoever makes one public says why it is done without, and the log
//! keeps the reason. Without any ground there is nothing to make public.

use spatial_core::layer::{DeclaredTable, Layer};

use super::{PlanAt, Step, StepAsked, StepError};
use crate::tables::{BOUNDARIES, DOCUMENTS, ISSUER_FIELD, LINES, PROJECTS, RESTRICTIONS, ZONES};

/// What a plan has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lack {
    /// Zones (ô chức năng).
    Zones,
    /// Its boundary (ranh giới).
    Boundary,
    /// Documents: its drawings and texts (bản vẽ, thuyết minh).
    Documents,
    /// Who decided (cơ quan ban hành).
    Issuer,
}

impl Lack {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 4] = [Self::Zones, Self::Boundary, Self::Documents, Self::Issuer];

    /// The word in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zones => "zones",
            Self::Boundary => "boundary",
            Self::Documents => "documents",
            Self::Issuer => "issuer",
        }
    }
}

/// What a plan has not when a step makes it public; nothing for other steps. Of tables the caller does not name nothing is said.
pub fn lacking(at: &PlanAt<'_>, step: Step, asked: &StepAsked) -> Vec<Lack> {
    if !matches!(step, Step::Publish | Step::Enter) {
        return Vec::new();
    }
    let has_none = |table| at.parts.iter().any(|(layer, ids)| is_of(layer, table) && ids.is_empty());
    let is_said = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let is_lacking = |lack: &Lack| match lack {
        Lack::Zones => has_none(&ZONES),
        Lack::Boundary => has_none(&BOUNDARIES),
        Lack::Documents => has_none(&DOCUMENTS),
        Lack::Issuer => !is_said(asked.issuer.as_deref()) && !is_said(at.text(ISSUER_FIELD)),
    };
    Lack::ALL.into_iter().filter(is_lacking).collect()
}

/// Refuses to make a plan public that has no ground at all, or lacks something and nobody says why.
pub(super) fn complete(at: &PlanAt<'_>, step: Step, asked: &StepAsked) -> Result<(), StepError> {
    let lacks = lacking(at, step, asked);
    let has_some = |table| at.parts.iter().any(|(layer, ids)| is_of(layer, table) && !ids.is_empty());
    let is_drawn = has_some(&LINES) || has_some(&RESTRICTIONS) || has_some(&PROJECTS);
    if lacks.contains(&Lack::Zones) && lacks.contains(&Lack::Boundary) && !is_drawn {
        return Err(StepError::Nowhere);
    }
    let has_reason = asked.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
    if lacks.is_empty() || has_reason { Ok(()) } else { Err(StepError::Incomplete { step, lacks }) }
}

fn is_of(layer: &Layer, table: &DeclaredTable) -> bool {
    layer.subject.as_ref().is_some_and(|subject| subject.is(table.room, table.table))
}
