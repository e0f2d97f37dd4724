//! What goes wrong inside, before the database and the deed are named: lets inner functions use `?` freely.

use crate::store::StoreError;

/// An error on its way to the door, where [`Fault::said`] turns it into a [`StoreError`].
#[derive(Debug)]
pub(in crate::store) enum Fault {
    Sql(sqlx::Error),
    Store(StoreError),
}

impl Fault {
    /// Names what we tried and on which database.
    pub(in crate::store) fn said(self, doing: &'static str, place: &str) -> StoreError {
        let source = match self {
            Self::Store(error) => return error,
            Self::Sql(source) => source,
        };
        let place = place.to_owned();
        match code(&source).as_deref() {
            // Insufficient privilege; read-only transaction, as on a standby.
            Some("42501" | "25006") => StoreError::NotAllowed { place, source },
            // Wrong password or no such user (class 28); no such database.
            Some("28P01" | "28000") => StoreError::SignInRefused { place, source },
            Some("3D000") => StoreError::NoDatabase { place },
            Some("53100") => StoreError::DiskFull { path: place.into() },
            Some("53200") => StoreError::OutOfMemory { path: place.into() },
            Some("55P03" | "40001" | "40P01") => StoreError::Busy { path: place.into() },
            // Connection exceptions, shutting down, starting up, too many connections.
            Some(code) if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") => {
                StoreError::Unreachable { place, source }
            }
            Some(_) => StoreError::Postgres { doing, place, source },
            None if is_broken(&source) => StoreError::Unreachable { place, source },
            None => StoreError::Postgres { doing, place, source },
        }
    }
}

/// The five letters of SQLSTATE, if the database itself spoke.
pub(super) fn code(error: &sqlx::Error) -> Option<String> {
    error.as_database_error().and_then(|error| error.code()).map(|code| code.into_owned())
}

/// True if the database did not answer at all.
fn is_broken(error: &sqlx::Error) -> bool {
    use sqlx::Error as E;
    matches!(
        error,
        E::Io(_) | E::Tls(_) | E::Protocol(_) | E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed | E::BeginFailed
    )
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
