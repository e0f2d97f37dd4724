//! A layer that is to go: a commit of its own, after which nobody lists it. What it held stays in history, and its ids are not given again.

use crate::layer::{Door, FieldRole, Kind, Layer, LayerName};
use crate::store::StoreError;
use crate::store::private::{AuditEntry, PendingAudit};

/// A layer that is to be removed, with what imports put aside of it.
#[derive(Debug, Clone)]
pub struct Removing {
    /// The layer.
    pub layer: LayerName,
    /// Who asks.
    pub who: String,
    /// Why; kept with the commit.
    pub why: String,
    /// Lines of the audit log that are there if, and only if, the commit is.
    pub audit: Vec<PendingAudit>,
    /// True if whoever asks knows that others find names in it.
    pub even_so: bool,
}

impl Removing {
    /// Asked for by whom the line of the audit log names; which layer is added to the line.
    pub fn new(layer: LayerName, why: String, line: AuditEntry) -> Self {
        let who = line.who.clone();
        let entry = AuditEntry { layer: Some(layer.clone()), ..line };
        Self { layer, who, why, audit: vec![PendingAudit { entry, inserted: None }], even_so: false }
    }

    /// Refuses what a subject rests on, and, unless it is meant even so, what others find names in.
    ///
    /// # Errors
    /// [`StoreError::LayerOfSubject`], [`StoreError::LayerNamesOthers`].
    pub(in crate::store) fn may_go(&self, live: &Layer) -> Result<(), StoreError> {
        let subject = match (&live.door, &live.subject) {
            (Door::Items, None) => return self.names_nothing(live),
            (Door::Subject(word), _) => word,
            (Door::Items, Some(subject)) => &subject.room,
        };
        Err(StoreError::LayerOfSubject { layer: live.name.clone(), subject: subject.clone() })
    }

    fn names_nothing(&self, live: &Layer) -> Result<(), StoreError> {
        let wards = live.kind == Kind::Ward;
        let is_named_by = wards || live.schema.playing(FieldRole::Name).is_some();
        if self.even_so || live.count == 0 || !is_named_by || self.layer.is_quarantine() {
            return Ok(());
        }
        Err(StoreError::LayerNamesOthers { layer: live.name.clone(), wards })
    }

    /// The layer, and what imports put aside of it.
    pub(in crate::store) fn names(&self) -> impl Iterator<Item = LayerName> {
        let aside = (!self.layer.is_quarantine()).then(|| self.layer.quarantine());
        std::iter::once(self.layer.clone()).chain(aside)
    }
}
