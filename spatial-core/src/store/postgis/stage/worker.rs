//! The connection that fills a stage: it sends rows while the next ones are made, and one `COPY` goes on until something else is to
//! be done. When the stage is dropped before it was published, the worker removes what there is of it.

use std::sync::{Arc, Mutex, PoisonError};

use sqlx::{Connection, Executor, PgConnection};
use tokio::sync::{mpsc, oneshot};

use super::job::{Job, Visible};
use super::owner;
use super::publish;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::{built, copy};
use crate::store::postgis::store::OpenStore;
use crate::store::{Published, StoreError};

/// Batches waiting for the database.
const QUEUE: usize = 16;

/// The stage's end of the queue.
#[derive(Debug)]
pub(super) struct Worker {
    jobs: mpsc::Sender<Job>,
    /// What went wrong in a job handed over before; told at the next call.
    failure: Failure,
}

type Failure = Arc<Mutex<Option<StoreError>>>;

impl Worker {
    pub(super) fn start(shared: Arc<OpenStore>, connection: PgConnection, stage: i64) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let failure = Failure::default();
        tokio::spawn(work(shared, connection, stage, queue, Arc::clone(&failure)));
        Self { jobs, failure }
    }

    pub(super) async fn send(&self, job: Job) -> Result<(), StoreError> {
        match self.jobs.send(job).await {
            Ok(()) => Ok(()),
            Err(_) => Err(self.told().err().unwrap_or(StoreError::Closed)),
        }
    }

    /// Returns when all that was sent is done.
    pub(super) async fn is_done(&self) -> Result<(), StoreError> {
        let (answer, done) = oneshot::channel();
        self.send(Job::Told(answer)).await?;
        done.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Makes the stage visible, with others whose workers are done.
    pub(super) async fn publish(&self, visible: Visible) -> Result<Vec<Published>, StoreError> {
        let (answer, published) = oneshot::channel();
        self.send(Job::Publish(Box::new(visible), answer)).await?;
        published.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Another worker made the stage visible: there is nothing to be removed.
    pub(super) async fn is_published(&self) -> Result<(), StoreError> {
        self.send(Job::Published).await
    }

    pub(super) fn told(&self) -> Result<(), StoreError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }
}

async fn work(
    shared: Arc<OpenStore>,
    mut connection: PgConnection,
    stage: i64,
    mut queue: mpsc::Receiver<Job>,
    failure: Failure,
) {
    let said = |fault: Fault| fault.said("importing into", &shared.place);
    let mut has_failed = false;
    let mut next = queue.recv().await;
    while let Some(job) = next {
        let done = match job {
            Job::Told(answer) => {
                let _ = answer.send(so_far(&failure, has_failed));
                Ok(queue.recv().await)
            }
            Job::Published => return end(&shared, connection, stage, true).await,
            Job::Publish(visible, answer) => {
                let published = match so_far(&failure, has_failed) {
                    Ok(()) => publish::publish(&shared, &mut connection, &visible).await.map_err(said),
                    Err(error) => Err(error),
                };
                let is_published = published.is_ok();
                end(&shared, connection, stage, is_published).await;
                let _ = answer.send(published);
                return;
            }
            _ if has_failed => Ok(queue.recv().await),
            Job::Run(sql) => match connection.execute(built(sql)).await {
                Ok(_) => Ok(queue.recv().await),
                Err(error) => Err(error),
            },
            Job::Rows { copy, bytes } => fill(&mut connection, &copy, &bytes, &mut queue).await,
        };
        next = match done {
            Ok(next) => next,
            Err(error) => {
                has_failed = true;
                *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(said(error.into()));
                queue.recv().await
            }
        };
    }
    end(&shared, connection, stage, false).await;
}

/// What went wrong and nobody was told yet; afterwards only that something did.
fn so_far(failure: &Failure, has_failed: bool) -> Result<(), StoreError> {
    match failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(error) => Err(error),
        None if has_failed => Err(StoreError::Closed),
        None => Ok(()),
    }
}

/// Sends rows as long as they are for the same `COPY`, and returns the job that is not.
async fn fill(
    connection: &mut PgConnection,
    statement: &Arc<str>,
    first: &[u8],
    queue: &mut mpsc::Receiver<Job>,
) -> Result<Option<Job>, sqlx::Error> {
    let mut open = connection.copy_in_raw(statement).await?;
    open.send(copy::HEADER.as_slice()).await?;
    open.send(first).await?;
    let next = loop {
        match queue.recv().await {
            Some(Job::Rows { copy, bytes }) if copy == *statement => open.send(bytes).await?,
            other => break other,
        };
    };
    if next.is_none() {
        open.abort("the import was given up").await?;
        return Ok(None);
    }
    open.send(copy::TRAILER.as_slice()).await?;
    open.finish().await?;
    Ok(next)
}

/// Ends the connection, and with it the lock on the stage's number; what is not published is removed.
async fn end(shared: &OpenStore, connection: PgConnection, stage: i64, is_published: bool) {
    let _ = connection.close().await;
    if is_published {
        return;
    }
    let removed = async {
        let mut connection = shared.sources.primary().acquire().await?;
        owner::drop_stage(&mut connection, stage).await
    };
    if let Err(error) = removed.await {
        tracing::warn!(?error, "an abandoned import stays in the store until the next open");
    }
}
