//! Who asks, and what they may: nothing here knows HTTP; `http` asks it once for each request.

mod identity;
mod role;

pub use identity::{Identity, Principal, Refused};
pub use role::Role;
