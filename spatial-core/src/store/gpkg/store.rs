//! What is open: the parts all clones of a store share, and how a question is asked of them.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::beside::assets::handle::AssetFolder;
use super::beside::series::handle::SeriesFile;
use super::books::catalogue;
use super::books::entry::Entry;
use super::books::feed::{self, Left};
use super::fault::Fault;
use super::link::connection;
use super::link::home::Home;
use super::link::off_thread::blocking;
use super::link::readers::Readers;
use super::link::writer::WritingThread;
use super::outside::notice;
use super::outside::unread::Unread;
use super::outside::watch::{FileWatch, Sighting};
use super::private::PrivateFile;
use super::stage::owner::Owner;
use crate::layer::LayerName;
use crate::store::StoreError;
use crate::store::reading::Asker;

/// An open GeoPackage.
#[derive(Debug, Clone)]
pub struct GpkgStore {
    pub(super) shared: Arc<OpenStore>,
}

/// What all clones of a store and its stages share. Readers stand first, so that the writer closes last and leaves one tidy file.
#[derive(Debug)]
pub(super) struct OpenStore {
    pub readers: Readers,
    pub watch: Mutex<FileWatch>,
    /// What others left and nobody can read.
    pub unread: Mutex<Unread>,
    pub home: Arc<Home>,
    pub path: PathBuf,
    pub private: PrivateFile,
    pub series: SeriesFile,
    pub assets: AssetFolder,
    pub writer: WritingThread,
    pub owner: Owner,
}

/// How often a reader asks again because another program wrote in between, before it takes what it sees.
const ATTEMPTS: usize = 3;
/// How long we wait for the lock to number what others left; it is tried again at the next occasion.
pub(super) const PATIENCE: Duration = Duration::from_millis(500);
impl GpkgStore {
    pub(in crate::store) fn series(&self) -> &SeriesFile {
        &self.shared.series
    }

    pub(in crate::store) fn assets(&self) -> &AssetFolder {
        &self.shared.assets
    }

    /// Asks as long as the returned future is there: dropped, it stops the work.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        doing: &'static str,
        question: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.ask_for(&Asker::new(self.shared.readers.places.errand(None)), doing, question).await
    }

    /// Asks within one read transaction that shows nothing without a number. If another program writes without pause, numbers may
    /// follow later; tables that are not as our books say are never read.
    pub(super) async fn ask_for<T: Send + 'static>(
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
    pub(super) async fn settle(&self, patience: Duration) -> Result<(), StoreError> {
        let settle = move |connection: &mut Connection| {
            connection.busy_timeout(patience)?;
            let settled = settle(connection);
            connection.busy_timeout(connection::BUSY)?;
            settled
        };
        self.shared.writer.run("numbering the changes of other programs in", settle).await
    }
}

impl OpenStore {
    pub(super) fn watch_anew(&self) -> Result<(), StoreError> {
        let next = FileWatch::new(&self.home).map_err(|fault| fault.said("watching", &self.path))?;
        *self.watch.lock().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    /// Whether another connection wrote since the last report, and what it left to do.
    pub(super) fn look(&self) -> Result<Option<Sighting>, StoreError> {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.look().map_err(|fault| fault.said("watching", &self.path))
    }
}

fn settle(connection: &mut Connection) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    notice::settle(&transaction)?;
    Ok(transaction.commit()?)
}

/// A layer that must be there.
pub(super) fn found(connection: &Connection, layer: &LayerName) -> Result<Entry, Fault> {
    catalogue::find(connection, layer)?.ok_or_else(|| StoreError::LayerNotFound { layer: layer.clone() }.into())
}
