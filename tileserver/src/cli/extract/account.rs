//! How far a run is, and what it was asked: kept beside its file, so that the next one goes on from there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use planning::extract::Thresholds;
use serde::{Deserialize, Serialize};
use spatial_core::layer::{FeatureId, LayerName, Position, Revision};

use crate::cli::error::CliError;

/// The form of an account; one of another is not read. 2: lines of a GeoPackage have shapes.
const FORM: u32 = 2;

/// What is asked. The same question may go on, another may not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) plan: Option<u64>,
    pub(super) commune: Option<String>,
    pub(super) all_states: bool,
    /// Shares of less than so many square metres and metres are dropped; accounts of an earlier day do not say so, for there were no others.
    #[serde(default = "usual")]
    pub(super) thresholds: [f64; 2],
}

fn usual() -> [f64; 2] {
    let Thresholds { area, width } = Thresholds::default();
    [area.0, width.0]
}

/// Of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Account {
    form: u32,
    pub(super) asked: Asked,
    pub(super) day: String,
    store: String,
    revision: u64,
    token: u64,
    schema_version: u64,
    /// The last parcel that was written: its layer and id.
    pub(super) last: Option<(String, u64)>,
    /// Parcels, lines and bytes that were written.
    pub(super) parcels: u64,
    pub(super) bytes: u64,
    /// Nothing is left.
    pub(super) is_whole: bool,
}

impl Account {
    /// Of a run that begins.
    pub(super) fn new(asked: Asked, day: String, position: &Position) -> Self {
        Self {
            form: FORM,
            asked,
            day,
            store: position.store.clone(),
            revision: position.revision.0,
            token: position.token,
            schema_version: position.schema_version,
            last: None,
            parcels: 0,
            bytes: 0,
            is_whole: false,
        }
    }

    /// Where the store stood.
    pub(super) fn position(&self) -> Position {
        Position {
            store: self.store.clone(),
            revision: Revision(self.revision),
            token: self.token,
            schema_version: self.schema_version,
        }
    }

    /// True if a parcel was written: parcels come in order of layer and id.
    pub(super) fn has(&self, layer: &LayerName, id: FeatureId) -> bool {
        let last = self.last.as_ref().map(|(layer, id)| (layer.as_str(), *id));
        self.is_whole || last.is_some_and(|last| (layer.as_str(), id.0) <= last)
    }

    /// What is kept beside a file; none if there is nothing, or nothing of ours.
    pub(super) fn read(out: &Path) -> Option<Self> {
        let account: Self = serde_json::from_slice(&fs::read(Self::path(out)).ok()?).ok()?;
        (account.form == FORM).then_some(account)
    }

    /// Keeps it, whole or as it was.
    pub(super) fn keep(&self, out: &Path) -> Result<(), CliError> {
        let path = Self::path(out);
        let beside = with(&path, ".new");
        let written = || {
            let mut file = fs::File::create(&beside)?;
            file.write_all(&serde_json::to_vec(self)?)?;
            fs::rename(&beside, &path)
        };
        written().map_err(|source| CliError::CannotWrite { path: path.clone(), source })
    }

    fn path(out: &Path) -> PathBuf {
        with(out, ".diaban-extract")
    }
}

/// A path with something behind its name.
pub(super) fn with(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_that_says_no_thresholds_was_asked_with_the_usual_ones() {
        let asked: Asked = serde_json::from_str(r#"{"plan":null,"commune":null,"all_states":false}"#).unwrap();
        assert_eq!(asked.thresholds, [1.0, 0.1]);
    }

    #[test]
    fn an_account_comes_back_as_it_was_kept_and_what_is_none_of_ours_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a.csv");
        assert_eq!(Account::read(&out), None);
        let asked = Asked { plan: Some(3), commune: None, all_states: false, thresholds: [0.3, 0.07] };
        let position = Position { store: "x".into(), revision: Revision(9), token: 7, schema_version: 0 };
        let mut account = Account::new(asked, "2026-03-02".into(), &position);
        account.last = Some(("parcels".into(), 12));
        account.keep(&out).unwrap();
        assert_eq!((Account::read(&out), account.position()), (Some(account.clone()), position));
        let layer = |name| LayerName::parse(name).unwrap();
        assert!(account.has(&layer("lots"), FeatureId(99)) && account.has(&layer("parcels"), FeatureId(12)));
        assert!(!account.has(&layer("parcels"), FeatureId(13)) && !account.has(&layer("plots"), FeatureId(1)));
        fs::write(Account::path(&out), "{}").unwrap();
        assert_eq!(Account::read(&out), None);
    }
}
