//! Who sees a layer: everybody, staff, or who holds a power; and a layer that goes.

use spatial_core::layer::{Clearance, LayerName};
use spatial_core::store::private::Deed;
use spatial_core::store::{Committed, Removing, Showing, StoreError};

use crate::http::desk::Desk;

impl Desk {
    /// Shows a layer to whoever holds this, in a commit of its own; on the disk when it returns, and in the audit log.
    pub(crate) async fn show(&self, layer: &LayerName, to: Clearance) -> Result<Committed, StoreError> {
        let line = self.served.gate.line(self.hand.who(), Showing::deed(&to), self.hand.trail());
        let showing = Showing::new(layer.clone(), to, self.why.clone(), line);
        let store = self.served.store.clone();
        self.done(async move { store.show(showing).await }).await
    }

    /// Removes a layer, in a commit of its own; on the disk when it returns, and in the audit log. One in which others find names only `even_so`.
    pub(crate) async fn remove(&self, layer: &LayerName, even_so: bool) -> Result<Committed, StoreError> {
        let line = self.served.gate.line(self.hand.who(), Deed::LayerRemoved, self.hand.trail());
        let removing = Removing { even_so, ..Removing::new(layer.clone(), self.why.clone(), line) };
        let store = self.served.store.clone();
        self.done(async move { store.remove(removing).await }).await
    }
}
