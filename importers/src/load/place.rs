//! Where a file's coordinates lie: its reference system, the layer's, and whether the one can be true.

use std::path::Path;

use spatial_core::crs::{Crs, CrsDoubt, diagnose};

use crate::ImportError;
use crate::formats::FileCrs;
use crate::load::loader::Loader;

impl Loader<'_, '_> {
    /// The first record tells what the file says about its reference system, unless we know better.
    pub(super) fn begin_file(&mut self, path: &Path, said: &FileCrs) -> Result<(), ImportError> {
        if self.file_crs.is_none() || self.crs.is_none() {
            let said = self.file_crs.get_or_insert_with(|| said.clone()).clone();
            let crs = self.plan.crs_of(path, &said)?;
            self.same_crs(path, crs)?;
        }
        Ok(())
    }

    pub(super) fn same_crs(&mut self, path: &Path, crs: Crs) -> Result<(), ImportError> {
        match self.crs.replace(crs) {
            Some(before) if before != crs => Err(ImportError::CrsOfLayer {
                path: path.to_owned(),
                found: crs.to_string(),
                layer: before.to_string(),
            }),
            _ => Ok(()),
        }
    }

    /// Refuses coordinates that cannot be in their system; a suspicious place is only reported.
    pub(super) fn doubt_place(&mut self, path: &Path) -> Result<(), ImportError> {
        let (Some(crs), Some(extent)) = (self.crs, self.extent) else { return Ok(()) };
        for doubt in diagnose(crs, extent.min, extent.max) {
            match &doubt {
                CrsDoubt::OutsideVietnam { place: Some([lon, lat]), .. } => {
                    if !self.report.counts.contains_key("crs-suspect") {
                        let params =
                            [("crs", crs.to_string()), ("lon", format!("{lon:.4}")), ("lat", format!("{lat:.4}"))];
                        self.find("crs-suspect", |finding| finding.params.extend(params));
                    }
                }
                _ => return Err(ImportError::Misplaced { path: path.to_owned(), doubt }),
            }
        }
        Ok(())
    }
}
