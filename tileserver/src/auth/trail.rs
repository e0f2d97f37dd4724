//! What is written down of who did what. Entries that come together are written together; whoever did the deed waits until it stands.

use std::net::IpAddr;

use spatial_core::layer::{Change, FeatureId, LayerName, Revision};
use spatial_core::store::Committed;
use spatial_core::store::private::{AuditEntry, Deed, PrivateStore};
use tokio::sync::{mpsc, oneshot};

use crate::auth::{Clock, Principal};

/// Entries in waiting, at most: more than there are open requests.
const WAITING: usize = 4096;

/// Where a request came from.
#[derive(Debug, Clone)]
pub(crate) struct Trail {
    /// As in the answer and in the access log.
    pub(crate) request_id: String,
    /// The client's.
    pub(crate) address: IpAddr,
}

/// A change to one feature.
#[derive(Debug, Clone)]
pub(crate) struct Wrote {
    pub(crate) deed: Deed,
    pub(crate) layer: LayerName,
    /// None if one value of many features was assigned at once.
    pub(crate) feature: Option<FeatureId>,
    pub(crate) revision: Revision,
}

/// The door to the audit log.
#[derive(Debug, Clone)]
pub(crate) struct AuditLog {
    sender: mpsc::Sender<(Vec<AuditEntry>, oneshot::Sender<()>)>,
}

impl AuditLog {
    /// Starts the task that writes; it ends with the last door.
    pub(crate) fn start(private: PrivateStore) -> Self {
        let (sender, entries) = mpsc::channel(WAITING);
        tokio::spawn(write_down(private, entries));
        Self { sender }
    }

    /// Returns when the entries stand in the log. If they cannot be written the log of errors says so: what happened has happened.
    pub(crate) async fn write(&self, entries: Vec<AuditEntry>) {
        let (done, written) = oneshot::channel();
        // Not waited for a place: whoever leaves now must not take the entry along.
        if self.sender.try_send((entries, done)).is_err() {
            tracing::error!("audit entries lost: the queue is full");
            return;
        }
        let _ = written.await;
    }
}

async fn write_down(private: PrivateStore, mut waiting: mpsc::Receiver<(Vec<AuditEntry>, oneshot::Sender<()>)>) {
    let mut together = Vec::new();
    while waiting.recv_many(&mut together, WAITING).await > 0 {
        let (entries, done): (Vec<_>, Vec<_>) = together.drain(..).unzip();
        if let Err(error) = private.record(entries.into_iter().flatten().collect()).await {
            tracing::error!(error = &error as &dyn std::error::Error, "audit entries lost");
        }
        for done in done {
            let _ = done.send(());
        }
    }
}

impl Wrote {
    /// What the changes of a commit did.
    pub(crate) fn all(changes: &[Change], committed: &Committed) -> Vec<Self> {
        let mut inserted = committed.inserted.iter().copied();
        let wrote = |change: &Change| {
            let (deed, layer, feature) = match change {
                Change::Insert { layer, .. } => (Deed::FeatureCreated, layer, Some(inserted.next()?)),
                Change::Update { layer, id, .. } => (Deed::FeatureChanged, layer, Some(*id)),
                Change::Assign { layer, .. } => (Deed::FeatureChanged, layer, None),
                Change::Delete { layer, id, .. } => (Deed::FeatureDeleted, layer, Some(*id)),
            };
            Some(Self { deed, layer: layer.clone(), feature, revision: committed.revision })
        };
        changes.iter().filter_map(wrote).collect()
    }
}

impl Trail {
    /// An entry of what happened in this request.
    pub(crate) fn entry(&self, clock: &Clock, who: Option<&Principal>, deed: Deed) -> AuditEntry {
        AuditEntry {
            at: clock.now(),
            who: who.map(|who| who.name.to_string()).unwrap_or_default(),
            role: who.map(|who| who.role),
            deed,
            subject: None,
            layer: None,
            feature: None,
            revision: None,
            detail: None,
            request_id: self.request_id.clone(),
            address: self.address.to_string(),
        }
    }
}
