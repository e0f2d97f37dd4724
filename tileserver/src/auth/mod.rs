//! Who asks, and what they may: nothing here knows HTTP; `http` asks it once for each request.

mod identity;

pub use identity::{Identity, Principal, Refused};
pub use spatial_core::store::private::Role;
