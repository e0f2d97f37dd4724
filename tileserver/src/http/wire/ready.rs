//! What `/health/ready` says.

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::models::Keep;
use spatial_core::snapshot::World;

use crate::http::keepers::currency::Currency;
use crate::http::served::models::Models;
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
    /// What is kept in memory besides the World.
    models: Vec<ModelState>,
}

/// A table of others.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TableAge {
    layer: String,
    as_of: String,
}

/// A model, which follows the World.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct ModelState {
    name: &'static str,
    /// The commit it is true for; missing while the first is being made.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u64>,
    bytes: u64,
    /// True if it could not be made of the last World; the log says why.
    has_failed: bool,
}

impl ModelState {
    fn of(model: &dyn Keep) -> Self {
        Self {
            name: model.name(),
            revision: model.revision().map(|revision| revision.0),
            bytes: u64::try_from(model.memory_bytes()).unwrap_or(u64::MAX),
            has_failed: model.trouble().is_some(),
        }
    }
}

impl Ready {
    /// Of a World, what is known of its store, and what is made of it.
    pub(crate) fn of(world: &World, currency: &Currency, models: &Models) -> Self {
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
            models: models.all().map(|model| ModelState::of(&**model)).collect(),
        }
    }
}
