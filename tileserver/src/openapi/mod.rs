//! What the server's interface is, said once: parameters that are read and described by one value, answers with the schema of their
//! wire type, operations of both, and the document (OpenAPI 3.0) made of all of them. No HTTP here.
//!
//! In reading order: `raw` (what stands in an address), `parameter` and `domain` (one value of it), `shared` (those of many addresses),
//! `answer`, `operation`, `document`.

mod answer;
mod document;
mod domain;
mod error;
mod operation;
mod parameter;
mod raw;
pub(crate) mod shared;

pub(crate) use answer::{Answer, Body, binary, either, event, object, of, text};
pub(crate) use document::{Interface, document, query_parameter};
pub(crate) use domain::{Count, Degrees, Domain, Id, Metres, Most, OneOf, Text, Whole};
pub use error::ParameterError;
pub(crate) use operation::{Operation, Others};
#[cfg(test)]
pub(crate) use parameter::Location;
pub(crate) use parameter::{Described, Parameter};
pub(crate) use raw::Parameters;
