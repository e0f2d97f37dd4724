//! A wire to a database that can be cut: between a server and a cluster, so that only that server loses it.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;

/// A socket that leads to another one while the wire is whole.
#[derive(Debug)]
pub struct Relay {
    folder: TempDir,
    target: PathBuf,
    carrying: Option<JoinHandle<()>>,
}

impl Relay {
    /// A whole wire to the cluster whose socket lies in this folder. Needs a runtime.
    ///
    /// # Panics
    /// If the socket cannot be made.
    pub fn to(cluster: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("wire").tempdir_in("/tmp").expect("a folder can be made");
        let mut relay = Self { folder, target: cluster.join(SOCKET), carrying: None };
        relay.mend();
        relay
    }

    /// The folder of its socket.
    pub fn socket(&self) -> &Path {
        self.folder.path()
    }

    /// Breaks all connections and takes no new ones.
    pub fn cut(&mut self) {
        if let Some(carrying) = self.carrying.take() {
            carrying.abort();
        }
        let _ = std::fs::remove_file(self.folder.path().join(SOCKET));
    }

    /// Makes the wire whole.
    ///
    /// # Panics
    /// If the socket cannot be made.
    pub fn mend(&mut self) {
        let listener = UnixListener::bind(self.folder.path().join(SOCKET)).expect("the socket can be made");
        let target = self.target.clone();
        self.carrying = Some(tokio::spawn(async move {
            // Dropped with this task, and with it all connections.
            let mut carried = tokio::task::JoinSet::new();
            while let Ok((near, _)) = listener.accept().await {
                let target = target.clone();
                carried.spawn(carry(near, target));
                while carried.try_join_next().is_some() {}
            }
        }));
    }
}

/// As PostgreSQL calls its socket.
const SOCKET: &str = ".s.PGSQL.5432";

async fn carry(mut near: UnixStream, target: PathBuf) {
    if let Ok(mut far) = UnixStream::connect(target).await {
        let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
    }
}
