//! What is said of work that failed: to people who do not know our disks, so nothing of where the store or the file lies.

use importers::ImportError;
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreError;

use super::folder::KeptFile;

/// The sentence for who asked; what names places of the server is for its log alone.
pub(super) fn said(error: &ImportError, file: &KeptFile) -> Message {
    if let ImportError::Store(store) = error
        && names_place(&store.message())
    {
        tracing::error!(error = store as &dyn std::error::Error, "an import failed");
        return of_the_store(store);
    }
    let mut message = error.message();
    for (_, value) in &mut message.params {
        *value = file.without_folder(value);
    }
    message
}

/// What can be done about a store that refused, wherever it lies.
fn of_the_store(error: &StoreError) -> Message {
    Message::new(match error {
        StoreError::Busy { .. } => "steward-store-busy",
        StoreError::DiskFull { .. } => "problem-disk-full",
        StoreError::OutOfMemory { .. } => "problem-out-of-memory",
        StoreError::NotAllowed { .. } => "problem-database-role",
        _ => "steward-store-failed",
    })
}

/// True if a sentence of the store names a file or a database of the server.
fn names_place(message: &Message) -> bool {
    message.params.iter().any(|(name, _)| matches!(*name, "path" | "store"))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::imports::Folder;
    use crate::text::Language;

    #[test]
    fn nothing_is_told_of_where_the_store_or_the_file_lies() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::beside(Some(&place.path().join("city.gpkg.diaban-world")));
        let file = folder.place("1", "a.geojson").unwrap();
        let path = || PathBuf::from("/srv/secret/city.gpkg");
        let stores = [
            StoreError::Busy { path: path() },
            StoreError::DiskFull { path: path() },
            StoreError::OutOfMemory { path: path() },
            StoreError::ReadOnly { path: path() },
            StoreError::Damaged { path: path() },
            StoreError::OthersMayWrite { path: path() },
            StoreError::NotFound { path: path() },
            StoreError::NoDatabase { place: "/srv/secret on db.internal".to_owned() },
            StoreError::TooNew { path: path(), found: 9, known: 1 },
        ];
        let own = ImportError::UnknownFormat { path: file.path().to_owned() };
        for error in stores.into_iter().map(ImportError::Store).chain([own]) {
            let message = said(&error, &file);
            for language in Language::ALL {
                let told = language.say(&message);
                assert!(told.contains(' ') && !told.contains('/') && !told.contains("secret"), "{told}");
            }
        }
    }
}
