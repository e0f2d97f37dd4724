//! Where a file's coordinates lie: its reference system, the layer's, and whether the one can be true.

use std::path::Path;

use spatial_core::crs::{Crs, CrsDoubt, diagnose};
use spatial_core::geometry::Envelope;

use crate::error::ImportError;
use crate::formats::FileCrs;
use crate::load::batch::Accepted;
use crate::load::loader::Loader;
use crate::plan::{Apart, apart};
use crate::repair::Trouble;
use crate::report::Outcome;
use crate::schema::Columns;

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

    /// Refuses coordinates that cannot be in their system, if that is so of most records of a batch; single ones are put aside. A
    /// suspicious place is only reported.
    pub(super) fn doubt_place(&mut self, path: &Path, columns: &Columns) -> Result<(), ImportError> {
        let (Some(crs), Some(extent)) = (self.crs, self.extent) else { return Ok(()) };
        if diagnose(crs, extent.min, extent.max).is_empty() {
            return Ok(());
        }
        let (mut placed, mut stray, mut abroad) = (0, Vec::new(), None);
        for (at, accepted) in self.batch.accepted().iter().enumerate() {
            let Some(own) = accepted.geometry.as_ref().and_then(Envelope::of) else { continue };
            placed += 1;
            match diagnose(crs, own.min, own.max).into_iter().next() {
                Some(CrsDoubt::OutsideVietnam { place: Some(place), .. }) => {
                    abroad = abroad.or(Some((accepted.number, own.min, place)));
                }
                Some(doubt) => stray.push((at, doubt, accepted.number, own.min)),
                None => {}
            }
        }
        if let Some((record, place, [lon, lat])) = abroad.filter(|_| !self.report.counts.contains_key("crs-suspect")) {
            let params = [("crs", crs.to_string()), ("lon", format!("{lon:.4}")), ("lat", format!("{lat:.4}"))];
            self.find("crs-suspect", |finding| {
                (finding.record, finding.place) = (Some(record), Some(place));
                finding.params.extend(params);
            });
        }
        if 2 * stray.len() > placed
            && let Some((_, doubt, record, place)) = stray.first()
        {
            let (path, doubt, record, place) = (path.to_owned(), doubt.clone(), *record, *place);
            return Err(ImportError::Misplaced { path, doubt, record, place });
        }
        let places: Vec<usize> = stray.iter().map(|(at, ..)| *at).collect();
        self.put_strays_aside(&places, columns);
        Ok(())
    }

    /// Accepted records that lie where their system does not reach.
    fn put_strays_aside(&mut self, places: &[usize], columns: &Columns) {
        for Accepted { number, geometry, values, is_repaired, .. } in self.batch.take_out(places) {
            let place = geometry.as_ref().and_then(Envelope::of).map(|own| own.min);
            self.report.repaired -= u64::from(is_repaired);
            let trouble = Trouble { code: "coordinate-out-of-reach", place, outcome: Outcome::Quarantined };
            self.put_aside(number, columns, &values, &[], trouble);
        }
        if !places.is_empty() {
            let left = self.batch.geometries().filter_map(Envelope::of);
            self.extent = left.fold(self.settled, |all, own| Some(all.map_or(own, |all| all.merged(own))));
        }
    }

    /// Tells if all of it lies apart from everything else in the store, as with a wrong central meridian.
    pub(super) fn doubt_neighbourhood(&mut self) {
        let (Some(crs), Some(extent), Some(around)) = (self.crs, self.extent, self.plan.neighbourhood) else { return };
        let Some(Apart { km, at: [lon, lat], better }) = apart(crs, extent, around) else { return };
        let none = if crs.is_vn2000() { "none" } else { "other" };
        let better = better.map_or_else(|| none.to_owned(), |crs| crs.to_string());
        let place = [(extent.min[0] + extent.max[0]) / 2.0, (extent.min[1] + extent.max[1]) / 2.0];
        let params = [
            ("crs", crs.to_string()),
            ("km", format!("{km:.0}")),
            ("lon", format!("{lon:.4}")),
            ("lat", format!("{lat:.4}")),
            ("better", better),
        ];
        self.find("crs-apart", |finding| {
            finding.place = Some(place);
            finding.params.extend(params);
        });
    }
}
