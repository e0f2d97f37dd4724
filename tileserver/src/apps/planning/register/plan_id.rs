//! The plan an address names, and that there is none.

use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

use crate::http::HttpError;
use crate::openapi::{Id, Parameter};

pub(in crate::apps::planning) static PLAN_ID: Parameter<Id> =
    Parameter::path("planId", Id { least: 1, expected: "problem-expected-plan" }).about("api-parameter-plan");

/// There is no such plan for who asks.
pub(in crate::apps::planning) fn missing(id: FeatureId) -> HttpError {
    HttpError::Missing(Message::new("problem-plan-not-found").with("plan", id))
}
