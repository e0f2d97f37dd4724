//! What both kinds of store think about a transaction before and after they write it: ids that its changes wait for (`handles`), rows that
//! refer to rows (`references`) and name files (`assets`), tables that a subject declares (`declared`), who sees a layer
//! (`showing`), a layer that goes (`removing`).

pub(in crate::store) mod assets;
pub(in crate::store) mod declared;
mod handles;
pub(in crate::store) mod references;
mod removing;
mod showing;

pub(in crate::store) use handles::Handles;
pub(in crate::store) use references::References;
pub use removing::Removing;
pub use showing::Showing;
