//! The one thread that writes: owns the writing connection and takes commands over a bounded channel.
//! Commits that wait together share one transaction, and one wait for the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::private::PrivateFile;
use crate::store::gpkg::write::commit::{self, Due};
use crate::store::{Committed, StoreError};

/// Jobs in waiting; the batches of a stage are the largest (about 2 MB each), so this bounds memory.
const WAITING: usize = 4;
/// Commits in waiting: more than a group, so that the next is full while one is written. Each holds at most a request's body.
const WAITING_COMMITS: usize = 256;
/// Most commits that share a transaction.
const GROUP: usize = 64;

pub(in crate::store::gpkg) type CommitAnswer = oneshot::Sender<Result<Committed, StoreError>>;
type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// What waits holds its place until the thread takes it up.
enum Command {
    Commit(Due, CommitAnswer, OwnedSemaphorePermit),
    Job(Job, Option<OwnedSemaphorePermit>),
}

/// The door to the writing thread. Dropping it lets the thread finish and closes the file.
#[derive(Debug)]
pub(in crate::store::gpkg) struct WritingThread {
    path: PathBuf,
    /// Without a bound of its own: who sends has a place.
    sender: Option<mpsc::UnboundedSender<Command>>,
    jobs: Arc<Semaphore>,
    commits: Arc<Semaphore>,
    written: Arc<Notify>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Commit(..) => "Commit",
            Self::Job(..) => "Job",
        })
    }
}

impl WritingThread {
    /// Starts the thread.
    pub(in crate::store::gpkg) fn start(
        connection: Connection,
        path: &Path,
        private: PrivateFile,
    ) -> Result<Self, StoreError> {
        let (sender, receiver) = mpsc::unbounded_channel();
        let written = Arc::new(Notify::new());
        let tell = Arc::clone(&written);
        let owned = path.to_path_buf();
        let thread = std::thread::Builder::new()
            .name("diaban-store".to_owned())
            .spawn(move || serve(connection, &private, receiver, &owned, &tell))
            .map_err(|_| StoreError::Closed)?;
        Ok(Self {
            path: path.to_path_buf(),
            sender: Some(sender),
            jobs: Arc::new(Semaphore::new(WAITING)),
            commits: Arc::new(Semaphore::new(WAITING_COMMITS)),
            written,
            thread: Some(thread),
        })
    }

    /// Commits a transaction, perhaps together with others.
    pub(in crate::store::gpkg) async fn commit(&self, due: Due) -> Result<Committed, StoreError> {
        let (answer, wait) = oneshot::channel();
        let place = Arc::clone(&self.commits).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        self.send(Command::Commit(due, answer, place))?;
        wait.await.map_err(|_| StoreError::Closed)?
    }

    /// Runs a job on the writing connection and waits for its answer.
    pub(in crate::store::gpkg) async fn run<T: Send + 'static>(
        &self,
        doing: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, wait) = oneshot::channel();
        let path = self.path.clone();
        self.post(move |connection| {
            let _ = answer.send(job(connection).map_err(|fault| fault.said(doing, &path)));
        })
        .await?;
        wait.await.map_err(|_| StoreError::Closed)?
    }

    /// Hands over a job and returns as soon as it has a place in the queue.
    pub(in crate::store::gpkg) async fn post(
        &self,
        job: impl FnOnce(&mut Connection) + Send + 'static,
    ) -> Result<(), StoreError> {
        let place = Arc::clone(&self.jobs).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        self.send(Command::Job(Box::new(job), Some(place)))
    }

    /// Hands over a job without a place in the queue: for those who cannot wait, and bring no data.
    pub(in crate::store::gpkg) fn post_at_once(&self, job: impl FnOnce(&mut Connection) + Send + 'static) {
        // Refused only by a thread that ended, and with it the program's work on this file.
        let _ = self.send(Command::Job(Box::new(job), None));
    }

    /// Returns when something was written since this was last asked: at once, or as soon as it is so. One of several who wait is told.
    pub(in crate::store::gpkg) async fn has_written(&self) {
        self.written.notified().await;
    }

    fn send(&self, command: Command) -> Result<(), StoreError> {
        let sender = self.sender.as_ref().ok_or(StoreError::Closed)?;
        sender.send(command).map_err(|_| StoreError::Closed)
    }
}

impl Drop for WritingThread {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(
    mut connection: Connection,
    private: &PrivateFile,
    mut commands: mpsc::UnboundedReceiver<Command>,
    path: &Path,
    written: &Notify,
) {
    while let Some(first) = commands.blocking_recv() {
        let mut next = Some(first);
        while let Some(command) = next.take() {
            match command {
                Command::Job(job, place) => {
                    drop(place);
                    job(&mut connection);
                }
                Command::Commit(due, answer, place) => {
                    let mut group = vec![(due, answer)];
                    drop(place);
                    while group.len() < GROUP && next.is_none() {
                        match commands.try_recv() {
                            Ok(Command::Commit(due, answer, _)) => group.push((due, answer)),
                            Ok(job) => next = Some(job),
                            Err(_) => break,
                        }
                    }
                    commit::group(&mut connection, private, path, group);
                }
            }
            written.notify_one();
        }
    }
}
