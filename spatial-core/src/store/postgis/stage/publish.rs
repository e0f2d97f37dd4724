//! The visible step: one short transaction in which a finished draft becomes the layer, with its quarantine and a revision.
//!
//! It never makes others wait for long: a lock that is not free within half a second is given up, and all is tried again.

use std::collections::BTreeSet;
use std::time::Duration;

use sqlx::{Connection, Executor, PgConnection};

use super::finished::{Finished, Work};
use super::job::Visible;
use super::{merge, owner};
use crate::layer::{Layer, LayerName};
use crate::store::form::ident::quoted;
use crate::store::postgis::books::enter::{enter, supersede};
use crate::store::postgis::books::entry::{self, Entry};
use crate::store::postgis::books::{catalogue, count, feed, ids};
use crate::store::postgis::fault::{self, Fault};
use crate::store::postgis::form::{built, text};
use crate::store::postgis::private;
use crate::store::postgis::store::OpenStore;
use crate::store::postgis::write::{assets, commit, references};
use crate::store::{Published, StageMode, StoreError, layout};

/// How often locks are tried, half a second each and half a second apart: two minutes.
const TRIES: usize = 120;
/// Between two tries others have their turn.
const PAUSE: Duration = Duration::from_millis(500);
/// The first of the two numbers of the lock that lets one import publish to a layer at a time.
const LOCK: i32 = 7_017_292;

/// Publishes all in one commit: all or nothing, durable when it returns.
pub(super) async fn publish(
    shared: &OpenStore,
    connection: &mut PgConnection,
    visible: &Visible,
) -> Result<Vec<Published>, Fault> {
    let mut tried = 1;
    loop {
        match attempt(connection, visible).await {
            Ok((number, counts)) => {
                let revision = commit::durable(shared.sources.primary(), number).await?;
                let published = |(inserted, updated)| Published { revision, inserted, updated };
                return Ok(counts.into_iter().map(published).collect());
            }
            Err(Fault::Sql(error)) if tried < TRIES && fault::code(&error).as_deref() == Some("55P03") => {
                tried += 1;
                tokio::time::sleep(PAUSE).await;
            }
            Err(fault) => return Err(fault),
        }
    }
}

/// How many features of a stage were inserted, and how many were met again.
type Counts = (u64, u64);

/// The number of the transaction, and the counts of each stage.
async fn attempt(connection: &mut PgConnection, visible: &Visible) -> Result<(i64, Vec<Counts>), Fault> {
    let Visible { works, why, audit } = visible;
    let mut transaction = connection.begin().await?;
    transaction.execute("SET LOCAL lock_timeout = '500ms'").await?;
    hold(&mut transaction, works).await?;
    let who = works.first().map_or("", |work| work.features.layer.provenance.who.as_str());
    let number = commit::begun(&mut transaction, who, why).await?;
    let mut publishing = Publishing { connection: &mut transaction, number };
    let mut counts = Vec::with_capacity(works.len());
    for work in works {
        counts.push(publishing.features(work).await?);
        publishing.aside(work).await?;
        owner::forget(publishing.connection, work.stage).await?;
    }
    // Layers of one commit may refer to each other, in whatever order they come.
    let loaded: Vec<&LayerName> = works.iter().map(|work| &work.features.layer.name).collect();
    references::check_all(&mut transaction, &loaded).await?;
    for layer in loaded {
        assets::check_all(&mut transaction, layer).await?;
    }
    private::note_pending(&mut transaction, audit, &[], number).await?;
    transaction.execute("SET LOCAL lock_timeout = 0").await?;
    transaction.commit().await?;
    Ok((number, counts))
}

/// One import at a time publishes to a layer; who publishes to several takes their locks in one order.
async fn hold(connection: &mut PgConnection, works: &[Work]) -> Result<(), Fault> {
    let names: BTreeSet<&str> = works.iter().map(|work| work.features.layer.name.as_str()).collect();
    for name in names {
        sqlx::query("SELECT pg_advisory_xact_lock($1, hashtext($2))")
            .bind(LOCK)
            .bind(name)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The transaction, and its number.
struct Publishing<'a> {
    connection: &'a mut PgConnection,
    number: i64,
}

impl Publishing<'_> {
    async fn features(&mut self, work: &Work) -> Result<(u64, u64), Fault> {
        let features = &work.features;
        let name = &features.layer.name;
        let existing = catalogue::find(self.connection, name).await?;
        if let Some(live) = &existing {
            layout::through(&features.layer.door, &live.layer)?;
        }
        match (&work.mode, existing) {
            (StageMode::Create, None) if !catalogue::exists(self.connection, name).await? => {
                self.become_layer(&features.layer, features, "create").await?;
                Ok((features.layer.count, 0))
            }
            (StageMode::Create, _) => Err(StoreError::LayerExists { layer: name.clone() }.into()),
            (_, None) => Err(StoreError::LayerNotFound { layer: name.clone() }.into()),
            (StageMode::Replace, Some(old)) => {
                self.supersede(features, &old.layer).await?;
                Ok((features.layer.count, 0))
            }
            (StageMode::Append, Some(_)) => merge::merge(self.connection, self.number, features, None).await,
            (StageMode::Update { key }, Some(_)) => {
                merge::merge(self.connection, self.number, features, Some(key)).await
            }
        }
    }

    /// The layer's table goes to schema `history` as it is, and the draft takes its place.
    async fn supersede(&mut self, features: &Finished, old: &Layer) -> Result<(), Fault> {
        let name = &features.layer.name;
        let table = entry::table(name);
        self.connection.execute(built(format!("LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))).await?;
        if ids::last(self.connection, name).await? != features.base {
            return Err(StoreError::ChangedUnderneath { layer: name.clone() }.into());
        }
        supersede(self.connection, self.number, name, "replace").await?;
        self.take_place(&features.layer.replacing(old), features).await
    }

    async fn become_layer(&mut self, layer: &Layer, draft: &Finished, op: &str) -> Result<(), Fault> {
        feed::note_whole(self.connection, self.number, &layer.name, op).await?;
        self.take_place(layer, draft).await
    }

    /// The draft takes the layer's place, as this layer.
    async fn take_place(&mut self, layer: &Layer, draft: &Finished) -> Result<(), Fault> {
        let name = &layer.name;
        let entry = Entry { layer: layer.clone(), declared: draft.declared.to_owned(), columns: draft.columns.clone() };
        let bare = draft.table.trim_start_matches("diaban.");
        let sql = format!(
            "ALTER TABLE {} SET SCHEMA layers; ALTER TABLE layers.{bare} RENAME TO {}",
            draft.table,
            quoted(name.as_str())
        );
        self.connection.execute(built(sql)).await?;
        enter(self.connection, &entry, draft.last).await
    }

    /// The quarantine layer goes with its layer: a replaced layer has the new import's records only, one that is added to keeps those
    /// of other files. Which files were read anew is what the staged layer names as its sources, so these must be this import's alone.
    async fn aside(&mut self, work: &Work) -> Result<(), Fault> {
        let name = work.features.layer.name.quarantine();
        let Some(mut live) = catalogue::find(self.connection, &name).await? else {
            return match &work.aside {
                Some(aside) if aside.layer.count > 0 => self.become_layer(&aside.layer, aside, "create").await,
                _ => Ok(()),
            };
        };
        let table = live.table();
        self.connection.execute(built(format!("LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"))).await?;
        if matches!(work.mode, StageMode::Create | StageMode::Replace) {
            self.connection.execute(built(format!("DELETE FROM {table}"))).await?;
            count::set(self.connection, &Layer { extent: None, count: 0, ..live.layer.clone() }).await?;
            live.layer.provenance.sources.clear();
        }
        let again = format!("DELETE FROM {table} WHERE file = ANY($1)");
        let files: Vec<String> =
            work.features.layer.provenance.sources.iter().map(|file| text::stored(file).into_owned()).collect();
        sqlx::query(built(again)).bind(files).execute(&mut *self.connection).await?;
        match &work.aside {
            Some(aside) => self.join_aside(aside, &live).await,
            None => Ok(()),
        }
    }

    async fn join_aside(&mut self, aside: &Finished, live: &Entry) -> Result<(), Fault> {
        let (table, staged) = (live.table(), &aside.table);
        let again = format!("DELETE FROM {table} WHERE file IN (SELECT file FROM {staged})");
        self.connection.execute(built(again)).await?;
        merge::insert_all(self.connection, staged, &table, &aside.columns).await?;
        merge::note_sources(self.connection, aside, live).await
    }
}
