//! Who sees a layer: everybody, staff, or who holds a power.

use spatial_core::layer::{Clearance, LayerName};
use spatial_core::store::private::{AuditEntry, Deed, PendingAudit};
use spatial_core::store::{Committed, Showing, StoreError};

use crate::http::desk::Desk;

impl Desk {
    /// Shows a layer to whoever holds this, in a commit of its own; on the disk when it returns, and in the audit log.
    pub(crate) async fn show(&self, layer: &LayerName, to: Clearance) -> Result<Committed, StoreError> {
        let deed = if to.is_open() { Deed::LayerPublished } else { Deed::LayerHidden };
        let line = self.served.gate.line(&self.editor.who, deed, &self.editor.trail);
        let detail = (!to.is_open()).then(|| to.to_string());
        let entry = AuditEntry { layer: Some(layer.clone()), detail, ..line };
        let showing = Showing {
            layer: layer.clone(),
            to,
            who: self.editor.who.name.to_string(),
            why: self.why.clone(),
            audit: vec![PendingAudit { entry, inserted: None }],
        };
        let store = self.served.store.clone();
        self.done(async move { store.show(showing).await }).await
    }
}
