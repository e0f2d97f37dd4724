//! The parts of a Shapefile, whatever the case of their names: beside each other in a folder, or in a zip archive of one or several.

use std::fs::File;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::error::{ImportError, Packing};
use crate::formats::archive::Archive;
use crate::formats::source::{SourceFile, listed};

/// Longest listing of a folder that is looked through for a companion.
const MAX_ENTRIES: usize = 100_000;

/// The parts, open.
pub(super) struct ShapefileParts<'a> {
    /// What the person named.
    pub(super) source: SourceFile<'a>,
    pub(super) packing: Packing,
    pub(super) shp: File,
    pub(super) shx: Option<File>,
    pub(super) dbf: Option<File>,
    /// What the table is called in messages.
    pub(super) dbf_name: PathBuf,
    pub(super) prj: Option<File>,
    pub(super) cpg: Option<File>,
}

impl<'a> ShapefileParts<'a> {
    /// A `.shp` and its companions.
    pub(super) fn beside(source: SourceFile<'a>) -> Result<Self, ImportError> {
        let opened = |path: &Path| -> Result<File, ImportError> {
            File::open(path).map_err(|error| ImportError::Unreadable { path: path.to_owned(), source: error })
        };
        let part = |end| companion(source.path, end).as_deref().map(opened).transpose();
        let missing = || ImportError::CompanionMissing { path: source.path.to_owned(), companion: ".shp" };
        // The index begins with the same bytes as the shapes: who names it means them.
        let shp = if has_end(source.path, "shx") { part("shp")?.ok_or_else(missing)? } else { opened(source.path)? };
        let dbf_path = companion(source.path, "dbf");
        Ok(Self {
            source,
            packing: Packing::Plain,
            shp,
            shx: part("shx")?,
            dbf: dbf_path.as_deref().map(opened).transpose()?,
            dbf_name: dbf_path.unwrap_or_else(|| source.path.to_owned()),
            prj: part("prj")?,
            cpg: part("cpg")?,
        })
    }

    /// The Shapefile of an archive that is meant, unpacked.
    pub(super) fn archived(source: SourceFile<'a>) -> Result<Self, ImportError> {
        let mut archive = Archive::open(source.path)?;
        let names = archive.names();
        let stems: Vec<&str> = names.iter().filter_map(|name| stem_of(name, "shp")).collect();
        if stems.is_empty() {
            return Err(ImportError::NoShapefile { path: source.path.to_owned() });
        }
        let stem = stems[chosen(&source, &stems)?];
        let mut part = |end: &str| -> Result<Option<File>, ImportError> {
            let of = |is_same: &dyn Fn(&str) -> bool| names.iter().find(|name| stem_of(name, end).is_some_and(is_same));
            let same = |found: &str| found.to_lowercase() == stem.to_lowercase() && !stems.contains(&found);
            let name = of(&|found| found == stem).or_else(|| of(&same));
            name.map(|name| archive.unpacked(name)).transpose()
        };
        let missing = || ImportError::NoShapefile { path: source.path.to_owned() };
        let is_meant = |name: &&String| stem_of(name, "shp") == Some(stem);
        let entry = names.iter().find(is_meant).cloned().unwrap_or_default();
        Ok(Self {
            source,
            packing: Packing::Zip { entry },
            shp: part("shp")?.ok_or_else(missing)?,
            shx: part("shx")?,
            dbf: part("dbf")?,
            dbf_name: source.path.to_owned(),
            prj: part("prj")?,
            cpg: part("cpg")?,
        })
    }
}

/// Those of its companions that are there.
pub(in crate::formats) fn companions(path: &Path) -> Vec<PathBuf> {
    let ends = ["shp", "shx", "dbf", "prj", "cpg"].into_iter().filter(|end| !has_end(path, end));
    ends.filter_map(|end| companion(path, end)).collect()
}

/// The file beside this one with another ending, in small letters, capitals or mixed ones. One that is called like another Shapefile
/// of the folder belongs to that.
fn companion(path: &Path, end: &str) -> Option<PathBuf> {
    let ends = [end.to_owned(), end.to_uppercase()];
    let usual = ends.into_iter().map(|end| path.with_extension(end)).find(|path| path.is_file());
    usual.or_else(|| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let low = |path: &Path| path.file_name().map(|name| name.to_string_lossy().to_lowercase());
        let wanted = low(&path.with_extension(end))?;
        let is_of_another = |found: &Path| {
            found.file_stem() != path.file_stem()
                && ["shp", "SHP"].iter().any(|end| found.with_extension(end).is_file())
        };
        let entries =
            std::fs::read_dir(folder).ok()?.take(MAX_ENTRIES).flatten().map(|entry| folder.join(entry.file_name()));
        entries.filter(|found| low(found).as_ref() == Some(&wanted) && found.is_file() && !is_of_another(found)).min()
    })
}

fn has_end(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(end))
}

/// An entry's name without this ending, whatever its case; what other systems add to archives is passed over.
fn stem_of<'n>(name: &'n str, end: &str) -> Option<&'n str> {
    let (stem, found) = name.rsplit_once('.')?;
    let is_hidden = base(stem).starts_with("._") || stem.split(['/', '\\']).any(|folder| folder == "__MACOSX");
    (found.eq_ignore_ascii_case(end) && !is_hidden).then_some(stem)
}

/// A name without its folders.
fn base(stem: &str) -> &str {
    stem.rsplit(['/', '\\']).next().unwrap_or(stem)
}

/// Which Shapefile of an archive is meant. Those of one name are told apart by their folders: `xa1/thuadat`.
fn chosen(source: &SourceFile<'_>, stems: &[&str]) -> Result<usize, ImportError> {
    let names = shown(stems);
    let (path, listed) = (|| source.path.to_owned(), || listed(&names.iter().map(String::as_str).collect::<Vec<_>>()));
    let choice = || ImportError::LayerChoice { path: path(), names: listed() };
    match source.layer {
        Some(wanted) => match named(wanted, &names, stems)[..] {
            [at] => Ok(at),
            [] => Err(ImportError::LayerNotInFile { path: path(), name: wanted.to_owned(), names: listed() }),
            _ => Err(choice()),
        },
        None if stems.len() == 1 => Ok(0),
        None => match named(source.target, &names, stems)[..] {
            [at] => Ok(at),
            _ => Err(choice()),
        },
    }
}

/// As Shapefiles of an archive are told to people: by their names, with the folders of those that share one.
fn shown(stems: &[&str]) -> Vec<String> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    stems.iter().for_each(|stem| *counts.entry(base(stem)).or_default() += 1);
    let one = |stem: &&str| if counts[base(stem)] == 1 { base(stem).to_owned() } else { stem.replace('\\', "/") };
    stems.iter().map(one).collect()
}

/// The Shapefiles of an archive.
pub(in crate::formats) fn archived(path: &Path) -> Result<Vec<String>, ImportError> {
    let names = Archive::open(path)?.names();
    let stems: Vec<&str> = names.iter().filter_map(|name| stem_of(name, "shp")).collect();
    Ok(shown(&stems))
}

/// The Shapefiles that somebody may mean by this: as listed, with all folders, or by the name alone; then in any case.
fn named(wanted: &str, names: &[String], stems: &[&str]) -> Vec<usize> {
    let plain = wanted.replace('\\', "/");
    let plain = stem_of(&plain, "shp").unwrap_or(&plain);
    let of = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let is_meant = |at: &usize| same(&names[*at]) || same(&stems[*at].replace('\\', "/"));
        let whole: Vec<usize> = (0..stems.len()).filter(is_meant).collect();
        if !whole.is_empty() {
            return whole;
        }
        (0..stems.len()).filter(|at| same(base(stems[*at]))).collect()
    };
    let exact = of(&|name| name == wanted || name == plain);
    if exact.is_empty() { of(&|name| name.to_lowercase() == plain.to_lowercase()) } else { exact }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_found_by_name_folder_and_in_any_case() {
        let stems = ["xa1/thuadat", "xa2\\thuadat", "xa2\\Nha"];
        let names = ["xa1/thuadat", "xa2/thuadat", "Nha"].map(str::to_owned);
        for (wanted, found) in [
            ("xa1/thuadat", &[0][..]),
            ("xa2/thuadat", &[1]),
            ("xa2\\thuadat", &[1]),
            ("xa2/thuadat.shp", &[1]),
            ("XA2/ThuaDat.SHP", &[1]),
            ("thuadat", &[0, 1]),
            ("nha", &[2]),
            ("xa2/nha", &[2]),
            ("duong", &[]),
        ] {
            assert_eq!(named(wanted, &names, &stems), found, "{wanted}");
        }
    }

    #[test]
    fn what_other_systems_add_to_archives_is_no_shapefile() {
        assert_eq!(stem_of("xa/Thua.SHP", "shp"), Some("xa/Thua"));
        for name in ["__MACOSX/xa/._thua.shp", "xa/._thua.shp", "xa/__MACOSX/thua.shp", "xa/thua.shp.xml", "thua"] {
            assert_eq!(stem_of(name, "shp"), None, "{name}");
        }
    }

    #[test]
    fn companions_are_found_in_any_case_but_not_taken_from_another_shapefile() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["Thua.shp", "THUA.Dbf", "thua.ShX", "nha.shp", "nha.dbf", "Nha.shp"] {
            std::fs::write(at(name), "").unwrap();
        }
        assert_eq!(companion(&at("Thua.shp"), "dbf"), Some(at("THUA.Dbf")));
        assert_eq!(companion(&at("Thua.shp"), "shx"), Some(at("thua.ShX")));
        assert_eq!(companion(&at("Nha.shp"), "dbf"), None);
        assert_eq!(companion(&at("nha.shp"), "dbf"), Some(at("nha.dbf")));
    }
}
