//! What all who listen to a database in this process share.

use sqlx::postgres::{PgListener, PgNotification};
use tokio::time::Instant;

use crate::store::series::{Appends, SeriesName};

/// What all who listen in this process share.
#[derive(Debug)]
pub(in crate::store::postgis) struct Listening {
    pub(super) appends: Appends,
    /// Tells our own calls from those of others.
    mark: String,
    /// Held by the one of those who listen that listens to the database.
    pub(super) ear: tokio::sync::Mutex<Ear>,
}

/// The connection that listens.
#[derive(Debug, Default)]
pub(super) struct Ear {
    pub(super) listener: Option<PgListener>,
    /// When the database may be tried next.
    pub(super) next: Option<Instant>,
}

impl Default for Listening {
    fn default() -> Self {
        let mark = uuid::Uuid::new_v4().simple().to_string();
        Self { appends: Appends::default(), mark, ear: tokio::sync::Mutex::default() }
    }
}

impl Listening {
    pub(super) fn mark(&self) -> &str {
        &self.mark
    }

    /// Takes note of a call, unless it is our own. Others may call with the bare name.
    pub(super) fn heard(&self, call: &PgNotification) {
        let (name, mark) = call.payload().split_once(' ').unwrap_or((call.payload(), ""));
        if mark != self.mark {
            self.appends.happened(SeriesName::parse(name));
        }
    }
}
