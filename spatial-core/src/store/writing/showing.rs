//! Who is to see a layer from now on: a commit of its own that changes no feature.

use crate::layer::{Clearance, Door, Layer, LayerName};
use crate::store::StoreError;
use crate::store::private::{AuditEntry, Deed, PendingAudit};

/// A layer that is to be shown to everybody, or to staff alone.
#[derive(Debug, Clone)]
pub struct Showing {
    /// The layer.
    pub layer: LayerName,
    /// What must be held to see it.
    pub to: Clearance,
    /// Who asks.
    pub who: String,
    /// Why; kept with the commit.
    pub why: String,
    /// Lines of the audit log that are there if, and only if, the commit is.
    pub audit: Vec<PendingAudit>,
}

impl Showing {
    /// What the audit log calls it.
    pub fn deed(to: &Clearance) -> Deed {
        if to.is_open() { Deed::LayerPublished } else { Deed::LayerHidden }
    }

    /// Asked for by whom the line of the audit log names; which layer, and who still sees it, is added to the line.
    pub fn new(layer: LayerName, to: Clearance, why: String, line: AuditEntry) -> Self {
        let detail = (!to.is_open()).then(|| to.to_string());
        let entry = AuditEntry { layer: Some(layer.clone()), detail, ..line };
        let who = entry.who.clone();
        Self { layer, to, who, why, audit: vec![PendingAudit { entry, inserted: None }] }
    }

    /// The layer as it is to be; `None` if it is so already.
    ///
    /// # Errors
    /// [`StoreError::OtherDoor`] for the table of a subject, whose states say who sees what; [`StoreError::NeverPublic`] for what an import
    /// set aside.
    pub(in crate::store) fn next(&self, live: &Layer) -> Result<Option<Layer>, StoreError> {
        if live.door != Door::Items {
            return Err(StoreError::OtherDoor { layer: live.name.clone(), door: live.door.clone() });
        }
        if live.name.is_quarantine() && self.to.is_open() {
            return Err(StoreError::NeverPublic { layer: live.name.clone() });
        }
        Ok((live.clearance != self.to).then(|| Layer { clearance: self.to.clone(), ..live.clone() }))
    }
}
