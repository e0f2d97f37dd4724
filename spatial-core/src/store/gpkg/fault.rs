//! What goes wrong inside, before the file and the deed are named: lets inner functions use `?` freely.

use std::path::Path;

use rusqlite::{ErrorCode, ffi};

use crate::store::StoreError;

/// An error on its way to the door, where [`Fault::said`] turns it into a [`StoreError`].
#[derive(Debug)]
pub(super) enum Fault {
    Sqlite(rusqlite::Error),
    Store(StoreError),
}

impl Fault {
    /// Names what we tried and on which file.
    pub(super) fn said(self, doing: &'static str, path: &Path) -> StoreError {
        let source = match self {
            Self::Store(error) => return error,
            Self::Sqlite(source) => source,
        };
        let path = path.to_path_buf();
        // Memory that lacked while a file was read or written is an error of files to SQLite.
        if source.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_NOMEM) {
            return StoreError::OutOfMemory { path };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path },
            Some(ErrorCode::NotADatabase) => StoreError::NotAStore { path },
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { path },
            Some(ErrorCode::DiskFull) => StoreError::DiskFull { path },
            Some(ErrorCode::OutOfMemory) => StoreError::OutOfMemory { path },
            Some(ErrorCode::OperationInterrupted) => StoreError::Cancelled,
            _ => StoreError::Sqlite { doing, path, source },
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        matches!(
            self,
            Self::Sqlite(error)
                if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
        )
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: std::ffi::c_int) -> StoreError {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        Fault::from(error).said("writing", Path::new("city.gpkg"))
    }

    #[test]
    fn a_full_disk_and_a_lack_of_memory_are_called_so() {
        assert!(matches!(said(ffi::SQLITE_FULL), StoreError::DiskFull { path } if path == Path::new("city.gpkg")));
        assert!(matches!(said(ffi::SQLITE_NOMEM), StoreError::OutOfMemory { path } if path == Path::new("city.gpkg")));
        assert!(matches!(said(ffi::SQLITE_IOERR_NOMEM), StoreError::OutOfMemory { .. }));
        assert!(matches!(said(ffi::SQLITE_READONLY), StoreError::ReadOnly { .. }));
        assert!(matches!(said(ffi::SQLITE_IOERR_WRITE), StoreError::Sqlite { .. }));
    }
}
