//! The file of series, as all clones share it, and how it is asked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use tokio::sync::watch;
use tokio::time::Instant;

use super::books;
use super::open::{OpenSeries, SeriesHome};
use super::queue::AppendQueue;
use crate::store::StoreError;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::link::off_thread::blocking;
use crate::store::reading::Asker;
use crate::store::reading::places::WAIT;
use crate::store::series::{AppendNumbers, Appends, SeriesName, SeriesProblem};

/// The series of a GeoPackage, whether there are some or not. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SeriesFile {
    pub(super) shared: Arc<SharedSeries>,
}

/// What all clones share.
#[derive(Debug)]
pub(super) struct SharedSeries {
    pub(super) home: SeriesHome,
    pub(super) queue: AppendQueue,
    pub(super) appends: Appends,
    /// Held by the one of those who listen that asks the file, with the moment when it may ask next.
    pub(super) asking: tokio::sync::Mutex<Option<Instant>>,
}

impl SeriesFile {
    /// The series of a GeoPackage: beside the file itself, wherever a link to it lies.
    pub(in crate::store) fn beside(store: &Path) -> Self {
        let store: PathBuf = store.canonicalize().unwrap_or_else(|_| store.to_path_buf());
        Self {
            shared: Arc::new(SharedSeries {
                home: SeriesHome::new(store),
                queue: AppendQueue::new(),
                appends: Appends::default(),
                asking: tokio::sync::Mutex::default(),
            }),
        }
    }

    pub(in crate::store) fn heard(&self) -> watch::Receiver<AppendNumbers> {
        self.shared.appends.heard()
    }

    /// The file that lies there now; `None` if there is none.
    async fn opened(&self, doing: &'static str) -> Result<Option<Arc<OpenSeries>>, StoreError> {
        let shared = Arc::clone(&self.shared);
        blocking(move || shared.home.opened().map_err(|fault| fault.said(doing, shared.home.path()))).await
    }

    /// Asks the file within one read transaction, for as long as the returned future is there; `None` if there is no file.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        doing: &'static str,
        question: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<Option<T>, StoreError> {
        let Some(open) = self.opened(doing).await? else { return Ok(None) };
        let asker = Asker::new(open.readers.places.errand(None));
        self.answer(doing, open, &asker, question).await.map(Some)
    }

    /// The same for a question from outside, which needs a place, about a series that must be there.
    pub(super) async fn ask_of<T: Send + 'static>(
        &self,
        name: &SeriesName,
        question: impl FnOnce(&Connection, i64) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        const DOING: &str = "reading a series in";
        let not_found = || SeriesProblem::NotFound { series: name.clone() };
        let open = self.opened(DOING).await?.ok_or_else(not_found)?;
        let place = open.readers.places.place(WAIT).await?;
        let asker = Asker::new(open.readers.places.errand(Some(place)));
        let wanted = name.clone();
        let question = move |connection: &Connection| {
            books::id(connection, &wanted)?.map(|id| question(connection, id)).transpose()
        };
        Ok(self.answer(DOING, open, &asker, question).await?.ok_or_else(not_found)?)
    }

    async fn answer<T: Send + 'static>(
        &self,
        doing: &'static str,
        open: Arc<OpenSeries>,
        asker: &Asker,
        question: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (shared, errand) = (Arc::clone(&self.shared), asker.errand());
        blocking(move || open.readers.ask(&errand, question).map_err(|fault| fault.said(doing, shared.home.path())))
            .await
    }
}
