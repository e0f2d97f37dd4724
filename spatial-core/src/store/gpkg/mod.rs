//! The embedded store: an ordinary GeoPackage 1.3 that QGIS opens.
//!
//! One thread writes, a pool reads as long as somebody waits; other processes do both at the same time. In reading order: `store` (what is
//! open, and how it is asked), `open`, `link` (the file, and connections to it), `books` (which layers there are, what changed, what was),
//! `read` and `scan` (features as they are), `write` (transactions, and tables of subjects), `stage` (bulk loads), `outside` (what other
//! programs write), `private` (the file beside it), `beside` (series and files), `form` (shapes and values in the file), `fault`. `postgis`
//! has the same files for the same jobs.

mod beside;
mod books;
mod fault;
mod form;
mod link;
mod open;
mod outside;
mod private;
mod read;
mod scan;
mod stage;
mod store;
#[cfg(test)]
mod tests;
mod write;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::layer::{ChangeRow, Feature, FeatureId, Layer, LayerName, Position, Revision, Transaction, Value};
use crate::store::private::PendingAudit;
use crate::store::reading::places::WAIT;
use crate::store::reading::{Asker, Errand};
use crate::store::{Committed, LeftOut, Looked, Portion, Readings, Removing, Showing, StageMode, StoreError};
use books::feed::{self, Left};
use books::{catalogue, history, upkeep};
use fault::Fault;
use link::off_thread::blocking;
use outside::{left_out, notice};
use store::{PATIENCE, found};
use write::commit::Due;
use write::{declare, remove, show};

pub use beside::assets::{FilePieces, FileUpload};
pub use beside::series::handle::SeriesFile;
pub use link::connection::untouched;
pub use outside::table::{DeclaredType, stated_definition};
pub use private::PrivateFile;
pub use stage::GpkgStage;
pub use store::GpkgStore;

/// How often we ask whether another program has written (`PRAGMA data_version`, which reads no page).
const PERIOD: Duration = Duration::from_millis(100);

impl GpkgStore {
    pub(crate) async fn open(path: &Path, create: bool) -> Result<Self, StoreError> {
        let path = path.to_path_buf();
        let shared = blocking(move || open::open(&path, create)).await?;
        Ok(Self { shared: Arc::new(shared) })
    }

    pub(crate) async fn look(path: &Path) -> Result<Looked, StoreError> {
        let path = path.to_path_buf();
        blocking(move || open::look(&path)).await
    }

    pub(crate) async fn values(
        path: &Path,
        layer: &LayerName,
        field: &str,
        visit: impl FnMut(Value) + Send + 'static,
    ) -> Result<(), StoreError> {
        let (path, layer, field) = (path.to_path_buf(), layer.clone(), field.to_owned());
        blocking(move || open::values(&path, &layer, &field, visit)).await
    }

    pub(crate) async fn layers(&self) -> Result<(Position, Vec<Layer>), StoreError> {
        self.ask("listing the layers of", |connection| {
            let layers = catalogue::all(connection)?.into_iter().map(|entry| entry.layer).collect();
            Ok((feed::position(connection)?, layers))
        })
        .await
    }

    pub(crate) async fn left_out(&self) -> Result<Vec<LeftOut>, StoreError> {
        let shared = Arc::clone(&self.shared);
        self.ask("looking for what is left out in", move |connection| left_out::all(connection, &shared.unread)).await
    }

    pub(crate) async fn position(&self) -> Result<Position, StoreError> {
        self.ask("asking the revision of", |connection| Ok(feed::position(connection)?)).await
    }

    pub(crate) async fn has_been_at(&self, position: &Position) -> Result<bool, StoreError> {
        let position = position.clone();
        self.ask("asking for a revision of", move |connection| Ok(feed::has_been_at(connection, &position)?)).await
    }

    pub(crate) async fn stood_at(&self, revision: Revision) -> Result<Option<Position>, StoreError> {
        self.ask("asking for a revision of", move |connection| Ok(feed::stood_at(connection, revision)?)).await
    }

    pub(crate) async fn scan<V>(&self, layer: &LayerName, visit: V) -> Result<Position, StoreError>
    where
        V: FnMut(Vec<Feature>) -> ControlFlow<()> + Send + 'static,
    {
        let layer = layer.clone();
        self.ask("reading all features of a layer in", move |connection| {
            let entry = found(connection, &layer)?;
            scan::scan(connection, &entry, visit)?;
            Ok(feed::position(connection)?)
        })
        .await
    }

    pub(crate) async fn read(
        &self,
        layer: &LayerName,
        ids: &[FeatureId],
        at: Revision,
    ) -> Result<Vec<Feature>, StoreError> {
        let asker = Asker::new(self.shared.readers.places.errand(None));
        let (layer, mut ids, errand) = (layer.clone(), ids.to_vec(), asker.errand());
        ids.sort_unstable();
        ids.dedup();
        let read = move |connection: &Connection| {
            let portion = history::read(connection, &layer, &ids, at, &errand, |_| false)?;
            Ok(portion.features)
        };
        self.ask_for(&asker, "reading features in", read).await
    }

    pub(crate) async fn changes_since(&self, revision: Revision) -> Result<Vec<ChangeRow>, StoreError> {
        self.ask("reading the changes of", move |connection| Ok(feed::since(connection, revision)?)).await
    }

    pub(crate) async fn commit(
        &self,
        transaction: Transaction,
        audit: Vec<PendingAudit>,
    ) -> Result<Committed, StoreError> {
        if self.shared.home.is_replaced() {
            self.reopen().await?;
        }
        self.shared.writer.commit(Due { transaction, audit }).await
    }

    pub(crate) async fn upkeep(&self, keep: Duration) -> Result<u64, StoreError> {
        let forget = move |connection: &mut Connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            notice::settle(&transaction)?;
            let forgotten = upkeep::forget(&transaction, keep.as_secs())?;
            transaction.commit()?;
            Ok::<_, Fault>(forgotten)
        };
        self.shared.writer.run("keeping the books of", forget).await
    }

    pub(crate) async fn declare(&self, layers: Vec<Layer>, who: String, why: String) -> Result<Committed, StoreError> {
        if self.shared.home.is_replaced() {
            self.reopen().await?;
        }
        let declare = move |connection: &mut Connection| declare::declare(connection, &layers, &who, &why);
        self.shared.writer.run("declaring tables in", declare).await
    }

    pub(crate) async fn show(&self, showing: Showing) -> Result<Committed, StoreError> {
        if self.shared.home.is_replaced() {
            self.reopen().await?;
        }
        let private = self.shared.private.clone();
        let show = move |connection: &mut Connection| show::show(connection, &private, &showing);
        self.shared.writer.run("committing to", show).await
    }

    pub(crate) async fn remove(&self, removing: Removing) -> Result<Committed, StoreError> {
        if self.shared.home.is_replaced() {
            self.reopen().await?;
        }
        let private = self.shared.private.clone();
        let remove = move |connection: &mut Connection| remove::remove(connection, &private, &removing);
        self.shared.writer.run("committing to", remove).await
    }

    pub(crate) async fn stage(&self, layer: Layer, mode: StageMode) -> Result<GpkgStage, StoreError> {
        GpkgStage::begin(Arc::clone(&self.shared), layer, mode).await
    }

    pub(crate) async fn notice_others(&self) -> Result<Option<Position>, StoreError> {
        if self.shared.home.is_replaced() {
            self.reopen().await?;
            return self.position().await.map(Some);
        }
        let shared = Arc::clone(&self.shared);
        let Some(seen) = blocking(move || shared.look()).await? else { return Ok(None) };
        if seen.left != Left::Nothing {
            match self.settle(PATIENCE).await {
                // Whoever holds the file is not done yet; we are asked again in a moment.
                Err(StoreError::Busy { .. }) => return Ok(None),
                settled => settled?,
            }
        }
        let position = self.position().await?;
        let mut watch = self.shared.watch.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(watch.report(seen, position))
    }

    pub(crate) async fn wait_for_news(&self) -> Result<(), StoreError> {
        loop {
            let _ = tokio::time::timeout(PERIOD, self.shared.writer.has_written()).await;
            let shared = Arc::clone(&self.shared);
            let is_news = move || Ok(shared.home.is_replaced() || shared.look()?.is_some());
            if blocking(is_news).await? {
                return Ok(());
            }
        }
    }

    /// The features with these ids as of a position, until one makes the measure full.
    pub(in crate::store) async fn read_until(
        &self,
        asker: &Asker,
        layer: &LayerName,
        ids: &[FeatureId],
        at: &Position,
        is_full: impl FnMut(&Feature) -> bool + Send + 'static,
    ) -> Result<Portion, StoreError> {
        let (layer, ids, errand, at) = (layer.clone(), ids.to_vec(), asker.errand(), at.clone());
        let read = move |connection: &_| {
            if !feed::has_been_at(connection, &at)? {
                let actual = feed::current(connection)?.0;
                return Err(StoreError::Moved { expected: at.revision, actual }.into());
            }
            history::read(connection, &layer, &ids, at.revision, &errand, is_full)
        };
        self.ask_for(asker, "reading features in", read).await
    }

    /// A place among those who read for others.
    pub(crate) async fn place(&self) -> Result<Errand, StoreError> {
        let places = &self.shared.readers.places;
        let place = places.place(WAIT).await?;
        Ok(places.errand(Some(place)))
    }

    pub(crate) fn private(&self) -> &PrivateFile {
        &self.shared.private
    }

    /// What is being read for others just now.
    pub(crate) fn readings(&self) -> Readings {
        self.shared.readers.places.readings()
    }

    /// Opens the file that took the place of ours.
    async fn reopen(&self) -> Result<(), StoreError> {
        let (home, private) = (Arc::clone(&self.shared.home), self.shared.private.clone());
        let reopen = move |connection: &mut Connection| {
            // Several may have noticed.
            if home.is_replaced() { open::reopen(connection, &home, &private) } else { Ok(()) }
        };
        self.shared.writer.run("opening the new", reopen).await?;
        self.shared.readers.forget();
        let shared = Arc::clone(&self.shared);
        blocking(move || shared.watch_anew()).await
    }
}
