//! What is done beside the requests: checks and imports, one after the other, and files that nobody came back to.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::http::served::Served;
use crate::imports::work;

/// Files are forgotten after a week; nobody minds an hour.
const PERIOD: Duration = Duration::from_hours(1);

/// For as long as the server serves. What is at work then is called off, and waited for; what is being published comes to its end.
pub(in crate::apps::steward) fn keep(served: Arc<Served>) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        if served.settings.is_read_only {
            return;
        }
        sweep(&served).await;
        tokio::select! {
            () = one_after_the_other(&served) => {}
            () = forget(&served) => {}
        }
    })
}

/// Files that a server left which was killed: what it was to do with them went with it.
async fn sweep(served: &Served) {
    let shelf = Arc::clone(&served.imports);
    let left = tokio::task::spawn_blocking(move || shelf.folder().sweep()).await.unwrap_or_default();
    if left > 0 {
        tracing::warn!(servers = left, "files of unfinished imports removed: their server was killed");
    }
}

async fn one_after_the_other(served: &Served) {
    loop {
        let job = tokio::select! {
            job = served.imports.next() => job,
            () = served.closed() => return,
        };
        let cancel = job.cancel.clone();
        let mut working = pin!(work(&served.imports, &served.store, job));
        tokio::select! {
            () = &mut working => {}
            () = served.closed() => {
                cancel.cancel();
                return working.await;
            }
        }
    }
}

async fn forget(served: &Served) {
    loop {
        tokio::time::sleep(PERIOD).await;
        let forgotten = served.imports.forget_old(SystemTime::now());
        if forgotten > 0 {
            tracing::info!(forgotten, "imports forgotten after a week");
        }
    }
}
