//! What is written down of who did what. Entries that come together are written together; whoever did the deed waits until it stands.

use std::net::IpAddr;

use spatial_core::layer::{Change, Door, FeatureId, LayerName, Transaction};
use spatial_core::store::private::{AuditEntry, Deed, PendingAudit, PrivateStore};
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

/// What a transaction does to a layer, as the log tells it.
#[derive(Debug, Clone, PartialEq)]
struct Written<'a> {
    deed: Deed,
    layer: &'a LayerName,
    /// None if it is several, or not known before the commit.
    feature: Option<FeatureId>,
    /// Its place among the commit's inserts.
    inserted: Option<usize>,
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

/// One line for each change. Of what a subject's rules wrote, one line for each layer: a plan has thousands of zones, and the commit
/// knows them all.
fn written(transaction: &Transaction) -> Vec<Written<'_>> {
    let mut inserted = 0..;
    let each = transaction.changes.iter().filter_map(|change| {
        let (deed, layer, feature, inserted) = match change {
            Change::Insert { layer, .. } => (Deed::FeatureCreated, layer, None, inserted.next()),
            Change::Update { layer, id, .. } => (Deed::FeatureChanged, layer, Some(*id), None),
            Change::Assign { layer, .. } => (Deed::FeatureChanged, layer, None, None),
            Change::Delete { layer, id, .. } => (Deed::FeatureDeleted, layer, Some(*id), None),
            // Nothing was written.
            Change::Expect { .. } | Change::Unmoved { .. } => return None,
        };
        Some(Written { deed, layer, feature, inserted })
    });
    if transaction.door == Door::Items {
        return each.collect();
    }
    let mut layers: Vec<Written<'_>> = Vec::new();
    for one in each {
        match layers.iter_mut().find(|known| known.layer == one.layer) {
            Some(known) => (known.feature, known.inserted) = (None, None),
            None => layers.push(Written { deed: Deed::SubjectWritten, ..one }),
        }
    }
    layers
}

impl Trail {
    /// What the log is to tell of a transaction, in the same step as its commit.
    pub(crate) fn lines(&self, clock: &Clock, who: Option<&Principal>, transaction: &Transaction) -> Vec<PendingAudit> {
        let line = |Written { deed, layer, feature, inserted }| {
            let entry = self.entry(clock, who, deed);
            PendingAudit { entry: AuditEntry { layer: Some(LayerName::clone(layer)), feature, ..entry }, inserted }
        };
        written(transaction).into_iter().map(line).collect()
    }

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

#[cfg(test)]
mod tests {
    use spatial_core::layer::Word;

    use super::*;

    fn name(text: &str) -> LayerName {
        LayerName::parse(text).unwrap()
    }

    /// A plan with two zones, and another that ends.
    fn transaction(door: Door) -> Transaction {
        let insert = |layer: &str| Change::insert(name(layer), None, Vec::new());
        let end = Change::Delete { layer: name("permits"), id: FeatureId(7), expected: None };
        Transaction {
            who: "lan".to_owned(),
            why: String::new(),
            door,
            expected_revision: None,
            expected_layouts: Vec::new(),
            changes: vec![insert("plans"), insert("zones"), insert("zones"), end],
        }
    }

    #[test]
    fn each_feature_that_is_edited_has_a_line_and_each_layer_that_a_subject_writes() {
        let told = |door| {
            let transaction = transaction(door);
            let lines = written(&transaction).into_iter();
            lines
                .map(|line| (line.deed, line.layer.to_string(), line.feature.map(|id| id.0), line.inserted))
                .collect::<Vec<_>>()
        };
        let (created, ended, wrote) = (Deed::FeatureCreated, Deed::FeatureDeleted, Deed::SubjectWritten);
        assert_eq!(
            told(Door::Items),
            [
                (created, "plans".to_owned(), None, Some(0)),
                (created, "zones".to_owned(), None, Some(1)),
                (created, "zones".to_owned(), None, Some(2)),
                (ended, "permits".to_owned(), Some(7), None),
            ]
        );
        assert_eq!(
            told(Door::Subject(Word::parse("planning").unwrap())),
            [
                (wrote, "plans".to_owned(), None, Some(0)),
                (wrote, "zones".to_owned(), None, None),
                (wrote, "permits".to_owned(), Some(7), None),
            ]
        );
    }
}
