//! Why somebody was not let in.

use std::sync::Arc;

use spatial_core::store::StoreError;

use crate::auth::PasswordError;

/// Errors of the `auth` room.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// Nobody has this token, or it has ended.
    #[error("unknown token")]
    TokenUnknown,
    /// Name or password is wrong; we do not say which.
    #[error("name or password is wrong")]
    WrongPassword,
    /// The password is right, and a code of the person's second factor is missing.
    #[error("a code is needed besides the password")]
    CodeNeeded,
    /// The password is right, and the code is not, or was used before.
    #[error("the code is wrong or was used before")]
    WrongCode,
    /// The new password is not taken.
    #[error("the new password is refused")]
    Refused(#[source] PasswordError),
    /// Too many tries.
    #[error("too many attempts; retry in {seconds} s")]
    TooOften {
        /// When the next is allowed.
        seconds: u64,
    },
    /// So many sign in at once that this one found no place.
    #[error("too many concurrent sign-ins")]
    Crowded,
    /// The private store could not be asked.
    #[error("the private store did not answer")]
    Store(#[source] Arc<StoreError>),
    /// The system has no randomness for a token.
    #[error("the system's random source failed")]
    NoRandomness,
}

impl From<StoreError> for AuthError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}
