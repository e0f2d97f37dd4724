//! One method of one address, as the document tells it.

use crate::openapi::answer::{Answer, Body};
use crate::openapi::parameter::Described;

/// What becomes of query parameters that an operation does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Others {
    /// They are refused (OGC 17-069r4, requirement 28).
    Refused,
    /// They are names of fields, and the handler reads them.
    Fields,
    /// They are let pass: links to us may carry anything.
    Ignored,
}

/// What the document, and who reads a request, know of a method of an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation {
    /// Id of the sentence about it, `api-` before the name of the operation.
    pub(crate) id: &'static str,
    pub(crate) parameters: &'static [&'static dyn Described],
    pub(crate) others: Others,
    pub(crate) body: Option<Body>,
    pub(crate) answer: Answer,
    /// Status codes besides those every operation may answer with.
    pub(crate) refusals: &'static [u16],
}

impl Operation {
    /// One that takes no parameters.
    pub(crate) const fn new(id: &'static str, answer: Answer) -> Self {
        Self { id, parameters: &[], others: Others::Refused, body: None, answer, refusals: &[] }
    }

    /// The same with parameters.
    pub(crate) const fn takes(self, parameters: &'static [&'static dyn Described]) -> Self {
        Self { parameters, ..self }
    }

    /// The same with something else for parameters it does not list.
    pub(crate) const fn others(self, others: Others) -> Self {
        Self { others, ..self }
    }

    /// The same with a body.
    pub(crate) const fn sent(self, body: Body) -> Self {
        Self { body: Some(body), ..self }
    }

    /// The same with answers of refusal.
    pub(crate) const fn refuses(self, refusals: &'static [u16]) -> Self {
        Self { refusals, ..self }
    }

    /// Its name in the document.
    pub(crate) fn name(&self) -> &'static str {
        self.id.trim_start_matches("api-")
    }
}
