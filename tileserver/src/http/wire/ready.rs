//! What `/health/ready` says.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::layer::{Audience, LayerName};
use spatial_core::message::{Message, Say};
use spatial_core::models::Keep;
use spatial_core::snapshot::{TableSnapshot, World};
use spatial_core::store::LeftOut;
use spatial_core::store::postgis::tables::ServedTable;

use crate::http::keepers::currency::Currency;
use crate::http::served::models::Models;
use crate::text::{Language, clock};

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
    /// What lies in the store and is not served, or not whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<NotServed>,
    /// What is kept in memory besides the World.
    models: Vec<ModelState>,
}

/// Something that is not served, or not whole.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct NotServed {
    /// As the store calls it.
    table: String,
    /// Why, for programs.
    code: String,
    /// Why, and what can be done, for people.
    detail: String,
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
    pub(crate) fn of(world: &World, currency: &Currency, models: &Models, language: Language) -> Self {
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
            left_out: world.tables().filter_map(|table| rows_left_out(table, language)).collect(),
            models: models.all().map(|model| ModelState::of(&**model)).collect(),
        }
    }

    /// The same with what is to be told of tables of others.
    pub(crate) fn doubting(mut self, tables: &[Arc<ServedTable>], language: Language) -> Self {
        let doubt =
            |table: &Arc<ServedTable>| Some(NotServed::told(table.layer().name.to_string(), table.doubt()?, language));
        self.left_out.extend(tables.iter().filter_map(doubt));
        self
    }

    /// The same with what is left out of it.
    pub(crate) fn without(mut self, left_out: &[LeftOut], language: Language) -> Self {
        let told = |left: &LeftOut| NotServed::told(left.table.clone(), &left.message(), language);
        self.left_out.extend(left_out.iter().map(told));
        self
    }
}

impl Ready {
    /// The same without what tells of layers that an audience may not know of.
    pub(crate) fn told_to(mut self, audience: Audience, world: &World) -> Self {
        let is_hidden = |name: &LayerName| world.whole_layer(name).is_some() && world.layer(name, audience).is_none();
        let may_know = |table: &str| !LayerName::parse_stored(table).is_some_and(|name| is_hidden(&name));
        self.tables.retain(|table| may_know(&table.layer));
        self.left_out.retain(|left| may_know(&left.table));
        self
    }
}

impl Ready {
    /// What somebody should look at, as sentences.
    pub(crate) fn warnings(self, language: Language) -> Vec<String> {
        let failed = self.models.iter().filter(|model| model.has_failed);
        let failed = failed.map(|model| language.say(&Message::new("desk-model-failed").with("model", model.name)));
        let behind =
            (!self.is_current).then(|| language.say(&Message::new("desk-behind").with("seconds", self.age_seconds)));
        behind.into_iter().chain(failed).chain(self.left_out.into_iter().map(|left| left.detail)).collect()
    }
}

impl NotServed {
    fn told(table: String, message: &Message, language: Language) -> Self {
        Self { table, code: message.code.to_owned(), detail: language.say(message) }
    }
}

/// The rows of a table of others that are not served, or without their shape.
fn rows_left_out(table: &TableSnapshot, language: Language) -> Option<NotServed> {
    let without = table.withheld();
    let rows = without.without_key + without.key_out_of_range + without.key_repeated + without.key_collides;
    let name = table.snapshot().layer().name.to_string();
    let message = Message::new("left-out-rows").with("table", &name).with("rows", rows);
    let message = message.with("shapes", without.shape_unreadable);
    (!without.is_none()).then(|| NotServed::told(name, &message, language))
}
