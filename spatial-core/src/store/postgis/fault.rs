//! What goes wrong inside, before the database and the deed are named: lets inner functions use `?` freely.

use crate::store::StoreError;

/// An error on its way to the door, where [`Fault::said`] turns it into a [`StoreError`].
#[derive(Debug)]
pub(in crate::store) enum Fault {
    Sql(sqlx::Error),
    Store(StoreError),
}

impl Fault {
    /// True if a table was asked that is not there any more.
    pub(in crate::store::postgis) fn is_table_gone(&self) -> bool {
        matches!(self, Self::Sql(error) if code(error).as_deref() == Some("42P01"))
    }

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

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::error::Error;
    use std::fmt;

    use sqlx::error::{DatabaseError, ErrorKind};

    use super::*;

    /// What a database says, of which we read the code.
    #[derive(Debug)]
    struct Says(&'static str);

    impl fmt::Display for Says {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Says {}

    impl DatabaseError for Says {
        fn message(&self) -> &str {
            self.0
        }

        fn code(&self) -> Option<Cow<'_, str>> {
            Some(self.0.into())
        }

        fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
            self
        }

        fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
            self
        }

        fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
            self
        }

        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    fn said(code: &'static str) -> StoreError {
        Fault::from(sqlx::Error::Database(Box::new(Says(code)))).said("writing", "bando")
    }

    /// Appendix A of PostgreSQL's manual: disk full, out of memory; insufficient resources of another kind.
    #[test]
    fn a_full_disk_and_a_lack_of_memory_are_called_so() {
        assert!(matches!(said("53100"), StoreError::DiskFull { path } if path == std::path::Path::new("bando")));
        assert!(matches!(said("53200"), StoreError::OutOfMemory { path } if path == std::path::Path::new("bando")));
        assert!(matches!(said("53300"), StoreError::Unreachable { .. }));
        assert!(matches!(said("23505"), StoreError::Postgres { .. }));
    }
}
