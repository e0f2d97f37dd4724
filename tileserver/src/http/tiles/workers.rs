//! Threads that compute, so that the threads that answer never wait for a big tile.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use tokio::sync::oneshot;

use crate::http::HttpError;

/// As many threads as the machine has cores, apart from rayon's own (imports and compaction keep those busy for seconds).
#[derive(Debug)]
pub(crate) struct Workers {
    pool: rayon::ThreadPool,
}

impl Workers {
    pub(crate) fn start() -> std::io::Result<Self> {
        let builder = rayon::ThreadPoolBuilder::new().thread_name(|number| format!("tiles-{number}"));
        Ok(Self { pool: builder.build().map_err(std::io::Error::other)? })
    }

    /// Computes on one of the threads. If the caller is gone before the work begins, it is not done.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HttpError> {
        let (sender, receiver) = oneshot::channel();
        self.pool.spawn_fifo(move || {
            if !sender.is_closed() {
                let _ = sender.send(catch_unwind(AssertUnwindSafe(work)));
            }
        });
        match receiver.await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => Err(HttpError::Internal { what: "a worker thread is gone".to_owned() }),
        }
    }
}
