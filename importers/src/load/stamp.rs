//! By what it is known that somebody wrote to a file while it was read: which file it is, its size, and the time of the last change.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::SystemTime;

use crate::formats::{Format, companions};

/// A file and those that belong to it, as they were at a moment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp(Vec<Option<(u64, u64, SystemTime)>>);

impl Stamp {
    pub(super) fn of(format: Format, path: &Path) -> Self {
        let one = |path: &Path| {
            let found = std::fs::metadata(path).ok()?;
            Some((found.ino(), found.len(), found.modified().ok()?))
        };
        let beside = companions(format, path);
        Self(std::iter::once(path).chain(beside.iter().map(AsRef::as_ref)).map(one).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_is_written_to_changes_its_shapefile() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        for name in ["lots.shp", "lots.DBF", "other.dbf"] {
            std::fs::write(file(name), "before").unwrap();
        }
        let (shapes, table) = (file("lots.shp"), file("lots.DBF"));
        let before = Stamp::of(Format::Shapefile, &shapes);
        std::fs::write(file("other.dbf"), "something longer").unwrap();
        assert_eq!(Stamp::of(Format::Shapefile, &shapes), before);
        std::fs::write(table, "something longer").unwrap();
        assert_ne!(Stamp::of(Format::Shapefile, &shapes), before);
        std::fs::write(file("lots.prj"), "PROJCS[]").unwrap();
        assert_ne!(Stamp::of(Format::Shapefile, &shapes), before);
    }
}
