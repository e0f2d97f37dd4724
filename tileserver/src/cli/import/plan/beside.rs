//! Files a plan names: only regular ones in the folder of its `plan.toml`, or below it. They become public with the plan, and whoever
//! writes such a file for somebody else must not be able to name what only that person can read.

use std::path::{Component, Path, PathBuf};

use spatial_core::store::assets::MOST_ASSET_BYTES;

use crate::cli::error::{CliError, PlanError};

/// Where a file lies that is named as seen from the folder of `plan`. Nothing is looked at on the disk.
pub(super) fn beside(plan: &Path, file: &str) -> Result<PathBuf, PlanError> {
    let named = Path::new(file);
    let goes_down = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if file.trim().is_empty() || !named.components().all(goes_down) {
        return Err(unfit(plan, named, "astray"));
    }
    Ok(folder(plan).join(named))
}

/// What of a path is told: as it was named, from the folder of `plan` on.
pub(super) fn named<'f>(plan: &Path, file: &'f Path) -> &'f Path {
    file.strip_prefix(folder(plan)).unwrap_or(file)
}

/// Refuses what is no regular file, or lies elsewhere by way of links.
pub(super) fn is_there(plan: &Path, file: &Path) -> Result<u64, CliError> {
    let cannot_read = |path: &Path, source| CliError::CannotRead { path: path.to_owned(), source };
    let folder = match folder(plan) {
        folder if folder.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let folder = folder.canonicalize().map_err(|source| cannot_read(folder, source))?;
    let real = file.canonicalize().map_err(|source| cannot_read(file, source))?;
    if !real.starts_with(folder) {
        return Err(unfit(plan, file, "astray").into());
    }
    let found = std::fs::metadata(&real).map_err(|source| cannot_read(file, source))?;
    if found.is_file() { Ok(found.len()) } else { Err(unfit(plan, file, "no-file").into()) }
}

/// The same of a file the store is to keep: it takes none that is empty, and none larger than what is uploaded.
pub(super) fn is_document(plan: &Path, file: &Path) -> Result<(), CliError> {
    match is_there(plan, file)? {
        0 => Err(unfit(plan, file, "empty").into()),
        1..=MOST_ASSET_BYTES => Ok(()),
        _ => Err(unfit(plan, file, "too-large").into()),
    }
}

fn folder(plan: &Path) -> &Path {
    plan.parent().unwrap_or(Path::new(""))
}

fn unfit(plan: &Path, file: &Path, problem: &'static str) -> PlanError {
    PlanError::UnfitFile { path: plan.to_owned(), file: named(plan, file).to_owned(), problem }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_regular_files_in_the_folder_of_the_plan_are_taken() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("plan");
        let plan = folder.join("plan.toml");
        std::fs::create_dir_all(folder.join("papers")).unwrap();
        std::fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        std::fs::write(folder.join("papers/qd.pdf"), "%PDF").unwrap();
        std::fs::write(folder.join("empty.pdf"), "").unwrap();
        symlink(outside.path().join("secret.txt"), folder.join("link.pdf")).unwrap();
        symlink(outside.path(), folder.join("up")).unwrap();
        symlink(folder.join("papers/qd.pdf"), folder.join("same.pdf")).unwrap();
        std::fs::File::create(folder.join("large.pdf")).unwrap().set_len(MOST_ASSET_BYTES + 1).unwrap();
        let absolute = outside.path().join("secret.txt");
        for (file, problem) in [
            ("papers/qd.pdf", None),
            ("./papers/qd.pdf", None),
            ("same.pdf", None),
            ("../secret.txt", Some("astray")),
            ("papers/../../secret.txt", Some("astray")),
            (absolute.to_str().unwrap(), Some("astray")),
            ("link.pdf", Some("astray")),
            ("up/secret.txt", Some("astray")),
            ("", Some("astray")),
            ("papers", Some("no-file")),
            ("empty.pdf", Some("empty")),
            ("large.pdf", Some("too-large")),
        ] {
            let taken = beside(&plan, file).map_err(CliError::from).and_then(|file| is_document(&plan, &file));
            let found = match taken {
                Ok(()) => None,
                Err(CliError::Plan(PlanError::UnfitFile { problem, .. })) => Some(problem),
                Err(other) => panic!("{file}: {other}"),
            };
            assert_eq!(found, problem, "{file}");
        }
        assert!(matches!(is_document(&plan, &folder.join("none.pdf")), Err(CliError::CannotRead { .. })));
    }
}
