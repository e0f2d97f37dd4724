//! From what the subject found to lines: texts the reader may see, numbers as the extract tells them.

use std::sync::Arc;

use geo_types::MultiPolygon;
use planning::extract::{ParcelPlan, Shapes, ZonePart};
use planning::{CODE_FIELD, DECISION_FIELD, FUNCTION_FIELD, NAME_FIELD, PLANS, SIGN_FIELD, ZONES};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, DeclaredTable, FeatureId, Layer};
use spatial_core::snapshot::{FeatureRef, World};

use crate::apps::planning::extract::{fine, keys, thousandths};
use crate::apps::planning::sheet::{LineKind, ParcelCells, PlanCells, SheetLine};
use crate::apps::planning::wire::hundredths;

/// Who reads a World.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lines<'a> {
    pub(crate) world: &'a World,
    pub(crate) audience: Audience,
}

impl Lines<'_> {
    /// The cells of a parcel, with its area if the layer has a grid.
    pub(crate) fn parcel(
        &self,
        layer: &Layer,
        row: &FeatureRef<'_>,
        area_m2: Option<f64>,
        inside_m2: Option<f64>,
    ) -> Arc<ParcelCells> {
        Arc::new(ParcelCells {
            layer: layer.name.as_str().into(),
            id: row.id(),
            keys: keys(layer, row, self.audience),
            area_m2: area_m2.map(hundredths),
            inside_m2: inside_m2.map(hundredths),
        })
    }

    /// All lines of a parcel: its shares, what is too small to be one, and what no zone covers, plan by plan; one line if there is no plan.
    pub(crate) fn of(&self, parcel: &Arc<ParcelCells>, found: &[ParcelPlan]) -> Vec<SheetLine> {
        let mut lines = Vec::new();
        if found.iter().all(|plan| plan.is_slight) {
            lines.push(blank(parcel, LineKind::NoPlan));
        }
        for plan in found {
            let cells = Arc::new(PlanCells {
                id: plan.plan.0,
                code: self.text(&PLANS, plan.plan, CODE_FIELD),
                name: self.text(&PLANS, plan.plan, NAME_FIELD),
                decision: self.text(&PLANS, plan.plan, DECISION_FIELD),
                law_state: plan.law.as_str(),
                governs_m2: plan.governs.map(|governs| hundredths(governs.area.0)),
            });
            let line = |kind| SheetLine { plan: Some(Arc::clone(&cells)), ..blank(parcel, kind) };
            let overlay = &plan.overlay;
            lines.extend(overlay.zones.iter().map(|part| SheetLine {
                area_m2: Some(hundredths(part.area.0)),
                ..self.share(line(LineKind::Zone), part)
            }));
            lines.extend(
                overlay.below.iter().map(|part| SheetLine {
                    area_m2: Some(fine(part.area.0)),
                    ..self.share(line(LineKind::Below), part)
                }),
            );
            let uncovered = hundredths(overlay.uncovered.0);
            if !plan.is_slight && (uncovered > 0.0 || overlay.zones.is_empty() && overlay.below.is_empty()) {
                lines.push(SheetLine {
                    area_m2: Some(uncovered),
                    percent: Some(thousandths(overlay.percent(overlay.uncovered))),
                    ..line(LineKind::Uncovered)
                });
            }
        }
        lines
    }

    fn share(&self, line: SheetLine, part: &ZonePart) -> SheetLine {
        SheetLine {
            zone: Some(part.zone.0),
            sign: self.text(&ZONES, part.zone, SIGN_FIELD),
            function: self.text(&ZONES, part.zone, FUNCTION_FIELD),
            percent: Some(thousandths(part.percent)),
            ..line
        }
    }

    /// The text of a field of a row, if the reader may see both.
    pub(crate) fn text(&self, table: &DeclaredTable, id: FeatureId, field: &str) -> Option<String> {
        let layer = self.world.declared(table, self.audience)?;
        let text = layer.find(id)?.text(layer.layer().schema.seen(field, self.audience)?)?;
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// The shapes of the lines [`Lines::of`] makes of what was found on a ground: of a share what of it lies in the zone, of what no zone covers that,
/// and the ground itself where there is no plan. Multipolygons in the grid of the zones.
pub(crate) fn shapes_of(
    lines: &[SheetLine],
    ground: &Geometry,
    (found, shapes): (&[ParcelPlan], &[Shapes]),
) -> Vec<Option<Geometry>> {
    let of_plan = |line: &SheetLine| {
        let plan = line.plan.as_ref()?.id;
        found.iter().position(|one| one.plan.0 == plan).and_then(|at| shapes.get(at))
    };
    let one = |line: &SheetLine| match line.kind {
        LineKind::Zone | LineKind::Below => {
            let zone = line.zone?;
            of_plan(line)?.zones.iter().find(|(id, _)| id.0 == zone).map(|(_, shape)| shape.clone())
        }
        LineKind::Uncovered => Some(of_plan(line)?.uncovered.clone()),
        LineKind::NoPlan => Some(ground.clone()),
        LineKind::Unknown => None,
    };
    lines.iter().map(|line| one(line).and_then(areas)).collect()
}

/// A shape as a multipolygon; none if there is nothing of it, or it is none.
fn areas(shape: Geometry) -> Option<Geometry> {
    match shape {
        Geometry::Polygon(one) => Some(MultiPolygon(vec![one]).into()),
        Geometry::MultiPolygon(parts) => (!parts.0.is_empty()).then(|| parts.into()),
        _ => None,
    }
}

/// A line of a parcel that says no more.
pub(crate) fn blank(parcel: &Arc<ParcelCells>, kind: LineKind) -> SheetLine {
    SheetLine {
        parcel: Arc::clone(parcel),
        plan: None,
        kind,
        zone: None,
        sign: None,
        function: None,
        area_m2: None,
        percent: None,
    }
}
