//! The lines an earlier run wrote, parcel by parcel, in the order in which they were written: layers by name, parcels by id.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Take};
use std::path::Path;

use spatial_core::layer::{FeatureId, LayerName};

use crate::apps::planning::sheet::first_cells;
use crate::cli::error::CliError;

/// A parcel: its layer and id.
type Key = (String, u64);

/// The lines of a file up to a length.
pub(super) struct EarlierRows {
    lines: BufReader<Take<File>>,
    path: std::path::PathBuf,
    /// The next line, and whose it is.
    next: Option<(Key, String)>,
}

impl EarlierRows {
    /// Of a file, of which so many bytes count.
    pub(super) fn open(path: &Path, bytes: u64) -> Result<Self, CliError> {
        let file = File::open(path).map_err(|source| CliError::CannotRead { path: path.to_owned(), source })?;
        let mut rows = Self { lines: BufReader::new(file.take(bytes)), path: path.to_owned(), next: None };
        rows.advance()?;
        Ok(rows)
    }

    /// All lines of a parcel, and past it; `None` if it has none. Parcels are asked for in order.
    pub(super) fn of(&mut self, layer: &LayerName, id: FeatureId) -> Result<Option<String>, CliError> {
        let wanted = (layer.as_str(), id.0);
        let mut found: Option<String> = None;
        while let Some(((layer, id), line)) = &self.next {
            match (layer.as_str(), *id).cmp(&wanted) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => found.get_or_insert_default().push_str(line),
                std::cmp::Ordering::Greater => break,
            }
            self.advance()?;
        }
        Ok(found)
    }

    /// The next line that is a parcel's: the first of a file is not.
    fn advance(&mut self) -> Result<(), CliError> {
        loop {
            let mut line = String::new();
            let read = self.lines.read_line(&mut line);
            let read = read.map_err(|source| CliError::CannotRead { path: self.path.clone(), source })?;
            if read == 0 {
                self.next = None;
                return Ok(());
            }
            if let Some(key) = first_cells(&line) {
                self.next = Some((key, line));
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_parcel_by_parcel_up_to_where_the_file_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let text = "\u{feff}layer,parcel_id\r\nlots,2,a\r\nparcels,1,b\r\nparcels,1,c\r\nparcels,5,d\r\nparcels,6,e";
        std::fs::write(&path, text).unwrap();
        let mut rows = EarlierRows::open(&path, text.len() as u64 - "parcels,6,e".len() as u64).unwrap();
        let layer = |name| LayerName::parse(name).unwrap();
        for (name, id, expected) in [
            ("lots", 1, None),
            ("lots", 2, Some("lots,2,a\r\n")),
            ("parcels", 1, Some("parcels,1,b\r\nparcels,1,c\r\n")),
            ("parcels", 4, None),
            ("parcels", 5, Some("parcels,5,d\r\n")),
            ("parcels", 6, None),
        ] {
            assert_eq!(rows.of(&layer(name), FeatureId(id)).unwrap().as_deref(), expected, "{name} {id}");
        }
    }
}
