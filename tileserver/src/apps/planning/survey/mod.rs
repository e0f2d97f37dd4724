//! All parcels of a store against its plans, a portion after another: what `diaban extract --all` writes. The numbers are those of the
//! extract, for both ask one function of the subject.

mod shaped;
mod since;

use std::sync::Arc;

use planning::extract::{ExtractAsked, Survey, Thresholds};
use planning::{CODE_FIELD, PLANS, Register, ZONES, commune_codes};
use rayon::prelude::*;
use spatial_core::crs::Crs;
use spatial_core::geometry::{Geometry, area};
use spatial_core::layer::{Audience, FeatureId, Kind, LayerName, folded};
use spatial_core::models::Held;
use spatial_core::snapshot::{LayerSnapshot, SnapshotError};
use spatial_core::store::Store;

use crate::apps::planning::extract::keys;
use crate::apps::planning::sheet::{CsvSheet, LineKind, Lines, OF_PARCELS, SheetLine, blank, shapes_of};
use crate::apps::planning::zones::is_on_a_grid;

pub(crate) use shaped::shape_of;
pub(crate) use since::{Again, again};

/// Parcels of a portion: some milliseconds of work, and a megabyte of shapes.
pub(crate) const PORTION: usize = 2048;

/// Which parcels are asked about which plans.
#[derive(Debug, Clone)]
pub(crate) struct Surveyed {
    pub(crate) held: Held<Register>,
    /// Rows and fields it may not see are not there.
    pub(crate) audience: Audience,
    /// The day (ISO 8601).
    pub(crate) day: String,
    /// When shares are dropped.
    pub(crate) thresholds: Thresholds,
    /// One plan only.
    pub(crate) plan: Option<FeatureId>,
    /// Parcels of one commune only.
    pub(crate) commune: Option<String>,
    /// With the shapes of the shares.
    pub(crate) has_shapes: bool,
}

/// The lines of a parcel, and their shapes if these are asked for.
type ParcelLines = (Vec<SheetLine>, Vec<Option<Geometry>>);

impl Surveyed {
    /// The layers of parcels that are asked about, in order of name.
    pub(crate) fn layers(&self) -> Vec<LayerName> {
        let layers = self.held.world().layers(self.audience).map(|layer| layer.layer());
        let parcels =
            layers.filter(|layer| layer.kind == Kind::Parcel && layer.has_shape() && !layer.name.is_quarantine());
        parcels.map(|layer| layer.name.clone()).collect()
    }

    /// How many parcels are asked about.
    pub(crate) fn count(&self) -> u64 {
        let layers = self.layers();
        let of = |name: &LayerName| match &self.commune {
            None => self.layer(name).map_or(0, |layer| layer.len()),
            Some(_) => self.ids(name, None, usize::MAX).len(),
        };
        layers.iter().map(|name| of(name) as u64).sum()
    }

    /// The next parcels of a layer behind one of them, ascending.
    pub(crate) fn ids(&self, name: &LayerName, after: Option<FeatureId>, most: usize) -> Vec<FeatureId> {
        let Some(layer) = self.layer(name) else { return Vec::new() };
        let from = after.map_or(0, |id| id.0.saturating_add(1));
        let of_commune = |row: &_| match &self.commune {
            None => true,
            Some(code) => keys(layer.layer(), row, self.audience).commune.as_ref() == Some(code),
        };
        layer.iter_from(from).filter(of_commune).take(most).map(|row| FeatureId(row.id())).collect()
    }

    /// Their legal shapes, as of the World's revision.
    pub(crate) async fn shapes(
        &self,
        store: &Store,
        name: &LayerName,
        ids: &[FeatureId],
    ) -> Result<Vec<(FeatureId, Geometry)>, SnapshotError> {
        self.held.world().shapes(store, name, ids, self.audience).await
    }

    /// The grid the shapes of shares are in: that of the zones, or else of the first parcels.
    pub(crate) fn grid(&self) -> Option<Crs> {
        let zones = self.held.world().declared(&ZONES, self.audience).map(|zones| zones.layer().crs);
        zones.or_else(|| self.layers().iter().find_map(|name| Some(self.layer(name)?.layer().crs)))
    }

    /// The lines of parcels, in their order, on all processors. `shapes` are theirs.
    fn lines(&self, name: &LayerName, ids: &[FeatureId], shapes: &[(FeatureId, Geometry)]) -> Vec<ParcelLines> {
        let Some(parcels) = self.layer(name) else { return Vec::new() };
        let asked = ExtractAsked { audience: self.audience, day: &self.day, thresholds: self.thresholds };
        let survey = Survey::of((self.held.world(), self.held.model()), asked);
        let survey = match self.plan {
            Some(plan) => survey.map(|survey| survey.only(plan)),
            None => survey,
        };
        let survey = survey.filter(|survey| survey.shares_grid(parcels.layer().crs).is_ok());
        let has_area = is_on_a_grid(parcels.layer().crs);
        let told = Lines { world: self.held.world(), audience: self.audience };
        let of = |id: &FeatureId| {
            let Some(row) = parcels.find(*id) else { return ParcelLines::default() };
            let shape = shapes.binary_search_by_key(id, |(id, _)| *id).ok().map(|at| &shapes[at].1);
            let shape = shape.filter(|shape| matches!(shape, Geometry::Polygon(_) | Geometry::MultiPolygon(_)));
            let cells = told.parcel(parcels.layer(), &row, shape.filter(|_| has_area).map(|shape| area(shape).0), None);
            match (&survey, shape) {
                (Some(survey), Some(shape)) if self.has_shapes => {
                    let (found, parts) = survey.with_shapes(&row.bounds(), shape);
                    let lines = told.of(&cells, &found);
                    let parts = shapes_of(&lines, shape, (&found, &parts));
                    (lines, parts)
                }
                (Some(survey), Some(shape)) => (told.of(&cells, &survey.of_ground(&row.bounds(), shape)), Vec::new()),
                _ => (vec![blank(&cells, LineKind::Unknown)], Vec::new()),
            }
        };
        ids.par_iter().map(of).collect()
    }

    /// The same as CSV, a text for each parcel; shapes stand in a cell behind the others.
    pub(crate) fn texts(&self, name: &LayerName, ids: &[FeatureId], shapes: &[(FeatureId, Geometry)]) -> Vec<String> {
        let text = |(lines, parts): ParcelLines| {
            let mut sheet = CsvSheet::new(OF_PARCELS);
            if !self.has_shapes {
                lines.iter().for_each(|line| sheet.line(line));
                return sheet.taken();
            }
            let parts = parts.iter().map(Option::as_ref).chain(std::iter::repeat(None));
            let mut out = String::new();
            for (line, part) in lines.iter().zip(parts) {
                sheet.line(line);
                shaped::add(&mut out, &sheet.taken(), part);
            }
            out
        };
        self.lines(name, ids, shapes).into_par_iter().map(text).collect()
    }

    /// A plan by its id, or by its code if one plan alone has it, as far as the reader sees it: else all that have it.
    pub(crate) fn plan_of(held: &Held<Register>, audience: Audience, text: &str) -> Result<FeatureId, Vec<FeatureId>> {
        let plans = held.world().declared(&PLANS, audience).ok_or_else(Vec::new)?;
        let code = plans.layer().schema.seen(CODE_FIELD, audience);
        let bearing = |is_it: &dyn Fn(&str) -> bool| -> Vec<FeatureId> {
            let coded = plans.iter().filter(|row| code.and_then(|at| row.text(at)).is_some_and(is_it));
            coded.map(|row| FeatureId(row.id())).collect()
        };
        let mut coded = bearing(&|code| code == text);
        if coded.is_empty() {
            coded = bearing(&|code| folded(code.trim()) == folded(text.trim()));
        }
        if let [only] = coded.as_slice() {
            return Ok(*only);
        }
        let id = text.parse().map(FeatureId).ok().filter(|id| plans.find(*id).is_some());
        id.ok_or(coded)
    }

    /// False of a commune that no layer of communes has, and no parcel lies in.
    pub(crate) fn knows_commune(&self) -> bool {
        let Some(commune) = self.commune.as_deref() else { return true };
        let is_named = |layer: &LayerSnapshot| {
            let codes = commune_codes(layer.layer());
            codes.is_some_and(|at| layer.iter().any(|row| row.text(at) == Some(commune)))
        };
        self.held.world().layers(self.audience).any(|layer| is_named(layer))
            || self.layers().iter().any(|name| !self.ids(name, None, 1).is_empty())
    }

    fn layer(&self, name: &LayerName) -> Option<&Arc<LayerSnapshot>> {
        self.held.world().layer(name, self.audience)
    }
}

/// The first line of a file of them.
pub(crate) fn head(has_shapes: bool) -> String {
    let mut sheet = CsvSheet::new(OF_PARCELS);
    sheet.head();
    if has_shapes { shaped::headed(&sheet.taken()) } else { sheet.taken() }
}
