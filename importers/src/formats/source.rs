//! A file and how it is to be read, and what is known of it while that is done: what every reader takes.

use std::path::Path;
use std::sync::atomic::AtomicU64;

use spatial_core::crs::{Crs, CrsError, StatedCrs};
use spatial_core::message::Message;

use crate::error::{Definition, ImportError, Packing, shortened};
use crate::record::{FileNote, Record};
use crate::schema::Columns;
use crate::text::{Encoding, TextSample};

/// Most names repeated where a file's layers are listed.
const LISTED: usize = 50;

/// What is known about a file while it is read.
#[derive(Debug, Default)]
pub(crate) struct ReadState {
    /// Columns so far, over all files of the import.
    pub(crate) columns: Columns,
    /// What this file says about its reference system.
    pub(crate) crs: FileCrs,
    /// What is to be told about this file.
    pub(crate) notes: Vec<FileNote>,
    /// How this file is packed.
    pub(crate) packing: Packing,
    /// Its texts come as Unicode: if letters are wrong, another program decoded them.
    pub(crate) is_unicode: bool,
    /// Texts of records that are not the UTF-8 they should be.
    pub(crate) undecoded: TextSample,
}

/// What a file says about its reference system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum FileCrs {
    /// Nothing.
    #[default]
    Silent,
    /// Nothing, and the format's standard says longitude/latitude then.
    SilentlyLonLat,
    /// This one.
    Declared(Crs),
}

/// Takes records as they are read.
pub(crate) type Visit<'v> = dyn FnMut(&mut ReadState, Record<'_>) -> Result<(), ImportError> + 'v;

/// A file, and how it is to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceFile<'a> {
    /// The file.
    pub(crate) path: &'a Path,
    /// The layer wanted, of files that hold several.
    pub(crate) layer: Option<&'a str>,
    /// The layer to be made; taken as a hint for the one above.
    pub(crate) target: &'a str,
    /// The encoding the person asked for.
    pub(crate) encoding: Option<Encoding>,
    /// The person states a reference system that wins over the file's.
    pub(crate) has_own_crs: bool,
    /// Counts bytes taken from the disk.
    pub(crate) bytes_read: &'a AtomicU64,
}

impl SourceFile<'_> {
    /// Which of the file's layers is meant: the one asked for, the one called like the layer to be made, or the only one.
    pub(super) fn chosen(&self, names: &[&str]) -> Result<usize, ImportError> {
        let position = |wanted: &str| names.iter().position(|name| *name == wanted);
        let (path, listed) = (|| self.path.to_owned(), || listed(names));
        match self.layer {
            Some(name) => position(name).ok_or_else(|| ImportError::LayerNotInFile {
                path: path(),
                name: name.to_owned(),
                names: listed(),
            }),
            None if names.len() == 1 => Ok(0),
            None => position(self.target).ok_or_else(|| ImportError::LayerChoice { path: path(), names: listed() }),
        }
    }

    /// What the file states about its reference system, and where it defines it; a contradiction is told, unless the person says which
    /// system it is.
    pub(super) fn stated(
        &self,
        reading: &mut ReadState,
        found: Result<Option<StatedCrs>, CrsError>,
        definition: impl FnOnce() -> Definition,
    ) -> Result<FileCrs, ImportError> {
        let path = || self.path.to_owned();
        match found {
            Ok(None) => Ok(FileCrs::Silent),
            Ok(Some(StatedCrs { crs, contradiction })) => {
                if let Some(found) = contradiction.filter(|_| !self.has_own_crs) {
                    let params = found.told(Message::new("finding-crs-contradiction-reason").with("by", crs)).params;
                    reading.notes.push(FileNote { code: "crs-contradiction", record: None, params });
                }
                Ok(FileCrs::Declared(crs))
            }
            Err(_) if self.has_own_crs => Ok(FileCrs::Silent),
            Err(CrsError::Contradicted(contradiction)) => {
                Err(ImportError::CrsContradicted { path: path(), contradiction, definition: definition() })
            }
            Err(CrsError::Unknown { text }) => {
                Err(ImportError::CrsUnknown { path: path(), text, definition: definition() })
            }
            Err(CrsError::Withdrawn { code, .. }) => {
                let text = format!("EPSG:{code}");
                Err(ImportError::CrsUnknown { path: path(), text, definition: definition() })
            }
            Err(error) => Err(ImportError::Crs(error)),
        }
    }

    pub(super) fn unreadable(&self, source: std::io::Error) -> ImportError {
        ImportError::Unreadable { path: self.path.to_owned(), source }
    }

    pub(super) fn truncated(&self) -> ImportError {
        ImportError::Truncated { path: self.path.to_owned() }
    }

    pub(super) fn broken(&self, at: u64) -> ImportError {
        ImportError::Broken { path: self.path.to_owned(), at }
    }
}

/// The first names, each of readable length.
pub(super) fn listed(names: &[&str]) -> String {
    let mut listed: Vec<String> = names.iter().take(LISTED).map(|name| shortened(name)).collect();
    if names.len() > LISTED {
        listed.push("…".to_owned());
    }
    listed.join(", ")
}
