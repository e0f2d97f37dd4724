//! What `/health/ready` says.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::models::Keep;
use spatial_core::snapshot::World;

use crate::http::keepers::currency::Currency;
use crate::text::clock;

/// How far the World has come, and how old it may be.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Ready {
    /// Always `ready`: while it is not, the answer is 503.
    status: &'static str,
    /// The commit all answers are of.
    revision: u64,
    /// False while the store cannot be followed.
    is_current: bool,
    /// Seconds since it was last known to be as the store; 0 while it is followed.
    age_seconds: u64,
    /// Tables of others, and when each was last looked through.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tables: Vec<TableAge>,
    /// What is kept in memory besides the World, and the commit each is true for.
    models: Vec<ModelState>,
}

/// A model.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct ModelState {
    name: &'static str,
    /// None before the first is made.
    revision: Option<u64>,
    /// False while it lags behind the World, or could not be made of it.
    is_current: bool,
}

/// A table of others.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TableAge {
    layer: String,
    as_of: String,
}

impl Ready {
    /// Of a World and what is known of its store.
    pub(crate) fn of(world: &World, currency: &Currency, models: &[Arc<dyn Keep>]) -> Self {
        let age = currency.age();
        Self {
            status: "ready",
            revision: world.revision().0,
            is_current: age.is_none(),
            age_seconds: age.map_or(0, |age| age.as_secs()),
            tables: world
                .tables()
                .map(|table| TableAge {
                    layer: table.snapshot().layer().name.to_string(),
                    as_of: clock::text(table.as_of()),
                })
                .collect(),
            models: models
                .iter()
                .map(|model| ModelState {
                    name: model.name(),
                    revision: model.revision().map(|revision| revision.0),
                    is_current: model.trouble().is_none()
                        && model.revision().is_some_and(|revision| revision >= world.revision()),
                })
                .collect(),
        }
    }
}
