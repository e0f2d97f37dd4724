//! Who asks, and what they may: passwords, tokens, how often somebody may try, and what is written down of it.
//!
//! Nothing here knows HTTP: `http` shows a request's token to the `Gate` and gets an [`Identity`] back. Another way to sign in (OpenID
//! Connect) would end in the same sessions: it is one more way to `Gate::open_session`.
//!
//! In reading order: `gate` (the door), `identity`, `sign_in` (who came with which password), `factor` (what some
//! have besides it), `known` (tokens of late), `limit` and
//! `clock`, `password` and `guessable` (ones not to choose), `powers` (what is asked for), `secret`, `trail` (the audit log).

mod clock;
mod error;
mod factor;
mod gate;
mod guessable;
mod identity;
mod known;
mod limit;
mod password;
mod powers;
mod secret;
mod sign_in;
mod trail;

pub use spatial_core::store::private::Role;

pub(crate) use clock::Clock;
pub use error::AuthError;
pub(crate) use factor::{Code, SecondFactor};
pub(crate) use gate::{Gate, GateMeters, Look, NewPerson, Opened, Shown};
pub use identity::{Identity, Principal, Refused};
pub use password::{Hasher, Password, PasswordError};
pub(crate) use powers::asked_for;
pub use secret::Secret;
pub(crate) use sign_in::neighbourhood;
pub(crate) use trail::{AuditLog, Trail};

/// The cookie that carries a session's token.
pub(crate) const SESSION_COOKIE: &str = "diaban_session";
