//! The embedded store: an ordinary GeoPackage 1.3 that QGIS opens.
//!
//! One thread writes (`writer`), a pool reads (`readers`) as long as somebody waits (`interrupt`, `reader`); other processes do both at
//! the same time. In reading order: `home` (the file itself), `ddl` (its tables), `catalogue` and `count` (layers, where they lie,
//! how many features), `read`, `history` and `feed` (what was, and what changed), `commit` (the one writing door), `stage` (bulk
//! loads), `outside` (what other programs write), `private` (the file beside it), `upkeep` (what is forgotten), `form` (shapes, values and names in the file).

mod catalogue;
mod commit;
mod connection;
mod count;
mod ddl;
mod fault;
mod feed;
mod form;
mod history;
mod home;
mod interrupt;
mod open;
mod outside;
mod private;
mod read;
mod reader;
mod readers;
mod stage;
mod upkeep;
mod writer;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::layer::{ChangeRow, Feature, FeatureId, Layer, LayerName, Position, Revision, Transaction, Value};
use crate::store::errand::Asker;
use crate::store::{Committed, Looked, Readings, StageMode, StoreError};
use fault::Fault;
use feed::Left;
use home::Home;
use outside::watch::{Seen, Watch};
use readers::Readers;
use stage::owner::Owner;
use writer::Writer;

pub use connection::untouched;
pub use private::PrivateFile;
pub use stage::GpkgStage;

/// An open GeoPackage.
#[derive(Debug, Clone)]
pub struct GpkgStore {
    shared: Arc<Shared>,
}

/// What all clones of a store and its stages share. Readers stand first, so that the writer closes last and leaves one tidy file.
#[derive(Debug)]
struct Shared {
    readers: Readers,
    watch: Mutex<Watch>,
    home: Arc<Home>,
    path: PathBuf,
    private: PrivateFile,
    writer: Writer,
    owner: Owner,
}

/// How often a reader asks again because another program wrote in between, before it takes what it sees.
const ATTEMPTS: usize = 3;
/// How long we wait for the lock to number what others left; it is tried again at the next occasion.
const PATIENCE: Duration = Duration::from_millis(500);
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

    pub(crate) async fn position(&self) -> Result<Position, StoreError> {
        self.ask("asking the revision of", |connection| Ok(feed::position(connection)?)).await
    }

    pub(crate) async fn has_been_at(&self, position: &Position) -> Result<bool, StoreError> {
        let position = position.clone();
        self.ask("asking for a revision of", move |connection| Ok(feed::has_been_at(connection, &position)?)).await
    }

    pub(crate) async fn scan<V>(&self, layer: &LayerName, visit: V) -> Result<Position, StoreError>
    where
        V: FnMut(Vec<Feature>) -> ControlFlow<()> + Send + 'static,
    {
        let layer = layer.clone();
        self.ask("reading all features of a layer in", move |connection| {
            let entry = found(connection, &layer)?;
            read::scan(connection, &entry, visit)?;
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
            let portion = history::read(connection, &found(connection, &layer)?, &ids, at, &errand, |_| false)?;
            Ok(portion.features)
        };
        self.ask_for(&asker, "reading features in", read).await
    }

    pub(crate) async fn changes_since(&self, revision: Revision) -> Result<Vec<ChangeRow>, StoreError> {
        self.ask("reading the changes of", move |connection| Ok(feed::since(connection, revision)?)).await
    }

    pub(crate) async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        if self.shared.home.is_replaced() {
            self.reopen().await?;
        }
        self.shared.writer.commit(transaction).await
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

    pub(crate) fn private(&self) -> &PrivateFile {
        &self.shared.private
    }

    /// What is being read for others just now.
    pub(crate) fn readings(&self) -> Readings {
        self.shared.readers.places.readings()
    }

    /// Asks as long as the returned future is there: dropped, it stops the work.
    async fn ask<T: Send + 'static>(
        &self,
        doing: &'static str,
        question: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.ask_for(&Asker::new(self.shared.readers.places.errand(None)), doing, question).await
    }

    /// Asks within one read transaction that shows nothing without a number. If another program writes without pause, numbers may
    /// follow later; tables that are not as our books say are never read.
    async fn ask_for<T: Send + 'static>(
        &self,
        asker: &Asker,
        doing: &'static str,
        question: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut question = Some(question);
        for attempt in 1..=ATTEMPTS {
            let (shared, errand) = (Arc::clone(&self.shared), asker.errand());
            let asked = move || {
                let answer = shared.readers.ask(&errand, |connection| match feed::left(connection)? {
                    Left::Tables => Ok(None),
                    Left::Changes if attempt < ATTEMPTS => Ok(None),
                    _ => question.take().map(|question| question(connection)).transpose(),
                });
                let answer = answer.map(|answer| (answer, question)).map_err(|fault| fault.said(doing, &shared.path));
                errand.counted(answer)
            };
            let (answer, unasked) = blocking(asked).await?;
            if let Some(answer) = answer {
                return Ok(answer);
            }
            question = unasked;
            match self.settle(PATIENCE).await {
                Ok(()) | Err(StoreError::Busy { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Busy { path: self.shared.path.clone() })
    }

    /// Numbers and mends what others left; gives up if the file stays locked for longer than `patience`.
    async fn settle(&self, patience: Duration) -> Result<(), StoreError> {
        let settle = move |connection: &mut Connection| {
            connection.busy_timeout(patience)?;
            let settled = settle(connection);
            connection.busy_timeout(connection::BUSY)?;
            settled
        };
        self.shared.writer.run("numbering the changes of other programs in", settle).await
    }

    /// Opens the file that took the place of ours.
    async fn reopen(&self) -> Result<(), StoreError> {
        let home = Arc::clone(&self.shared.home);
        let reopen = move |connection: &mut Connection| {
            // Several may have noticed.
            if home.is_replaced() { open::reopen(connection, &home) } else { Ok(()) }
        };
        self.shared.writer.run("opening the new", reopen).await?;
        self.shared.readers.forget();
        let shared = Arc::clone(&self.shared);
        blocking(move || shared.watch_anew()).await
    }
}

impl Shared {
    fn watch_anew(&self) -> Result<(), StoreError> {
        let next = Watch::new(&self.home).map_err(|fault| fault.said("watching", &self.path))?;
        *self.watch.lock().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    /// Whether another connection wrote since the last report, and what it left to do.
    fn look(&self) -> Result<Option<Seen>, StoreError> {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.look().map_err(|fault| fault.said("watching", &self.path))
    }
}

fn settle(connection: &mut Connection) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    outside::notice::settle(&transaction)?;
    Ok(transaction.commit()?)
}

fn found(connection: &Connection, layer: &LayerName) -> Result<catalogue::Entry, Fault> {
    catalogue::find(connection, layer)?.ok_or_else(|| StoreError::LayerNotFound { layer: layer.clone() }.into())
}

/// Runs on a thread that may wait for the disk.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Closed)?
}
