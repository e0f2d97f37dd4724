//! The one thread that writes: owns the writing connection and takes commands over a bounded channel.
//! Commits that wait together share one transaction, and one wait for the disk.

use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::commit;
use super::fault::Fault;
use crate::layer::Transaction;
use crate::store::{Committed, StoreError};

/// Commands in waiting; the batches of a stage are the largest (about 2 MB each), so this bounds memory.
const WAITING: usize = 4;
/// Most commits that share a transaction.
const GROUP: usize = 64;

pub(super) type Answer = oneshot::Sender<Result<Committed, StoreError>>;
type Job = Box<dyn FnOnce(&mut Connection) + Send>;

enum Command {
    Commit(Transaction, Answer),
    Job(Job),
}

/// The door to the writing thread. Dropping it lets the thread finish and closes the file.
#[derive(Debug)]
pub(super) struct Writer {
    path: PathBuf,
    sender: Option<mpsc::Sender<Command>>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Commit(..) => "Commit",
            Self::Job(_) => "Job",
        })
    }
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(connection: Connection, path: &Path) -> Result<Self, StoreError> {
        let (sender, receiver) = mpsc::channel(WAITING);
        let owned = path.to_path_buf();
        let thread = std::thread::Builder::new()
            .name("diaban-store".to_owned())
            .spawn(move || serve(connection, receiver, &owned))
            .map_err(|_| StoreError::Closed)?;
        Ok(Self { path: path.to_path_buf(), sender: Some(sender), thread: Some(thread) })
    }

    /// Commits a transaction, perhaps together with others.
    pub(super) async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        let (answer, wait) = oneshot::channel();
        self.send(Command::Commit(transaction, answer)).await?;
        wait.await.map_err(|_| StoreError::Closed)?
    }

    /// Runs a job on the writing connection and waits for its answer.
    pub(super) async fn run<T: Send + 'static>(
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
    pub(super) async fn post(&self, job: impl FnOnce(&mut Connection) + Send + 'static) -> Result<(), StoreError> {
        self.send(Command::Job(Box::new(job))).await
    }

    /// Hands over a job if there is a place in the queue at once.
    pub(super) fn try_post(&self, job: impl FnOnce(&mut Connection) + Send + 'static) -> bool {
        self.sender.as_ref().is_some_and(|sender| sender.try_send(Command::Job(Box::new(job))).is_ok())
    }

    async fn send(&self, command: Command) -> Result<(), StoreError> {
        let sender = self.sender.as_ref().ok_or(StoreError::Closed)?;
        sender.send(command).await.map_err(|_| StoreError::Closed)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(mut connection: Connection, mut commands: mpsc::Receiver<Command>, path: &Path) {
    while let Some(first) = commands.blocking_recv() {
        let mut next = Some(first);
        while let Some(command) = next.take() {
            match command {
                Command::Job(job) => job(&mut connection),
                Command::Commit(transaction, answer) => {
                    let mut group = vec![(transaction, answer)];
                    while group.len() < GROUP && next.is_none() {
                        match commands.try_recv() {
                            Ok(Command::Commit(transaction, answer)) => group.push((transaction, answer)),
                            Ok(job) => next = Some(job),
                            Err(_) => break,
                        }
                    }
                    commit::group(&mut connection, path, group);
                }
            }
        }
    }
}
