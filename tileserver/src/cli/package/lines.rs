//! Lines of the register as a package has them, and what of a plan no class of the circular holds.

use importers::package::{PackageLine, PackageLineKind, PackageObject};
use planning::{
    KIND_FIELD, LineKind, NAME_FIELD, OBJECT_CODE_FIELD, PHASE_FIELD, ROAD_WIDTH_FIELD, SECTION_FIELD, SETBACK_FIELD,
    SORT_FIELD,
};
use spatial_core::layer::{Feature, Layer, Value};
use spatial_core::message::Message;

use crate::cli::package::take_in::kind_of;

/// Lines of a plan.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// In the order of their classes, and of their ids.
    pub(super) of_classes: Vec<PackageLine>,
    /// How many are of a kind that no class holds: corner splays, edges of roads.
    pub(super) of_no_class: usize,
}

/// What is left out of a package, for no class holds it.
#[derive(Debug)]
pub(super) struct NotExported {
    pub(super) restrictions: usize,
    pub(super) lines: usize,
    /// Zones that limit the height of buildings.
    pub(super) heights: usize,
}

impl NotExported {
    /// What is told of it; nothing if nothing is left out.
    pub(super) fn told(&self) -> Option<Message> {
        let said = Message::new("package-said-not-exported").with("restrictions", self.restrictions);
        let said = said.with("lines", self.lines).with("heights", self.heights);
        (self.restrictions + self.lines + self.heights > 0).then_some(said)
    }
}

/// The rows of the table of lines.
pub(super) fn lines(layer: &Layer, rows: Vec<Feature>) -> Lines {
    let mut lines = Lines::default();
    for row in rows {
        match line(layer, row) {
            Some(line) => lines.of_classes.push(line),
            None => lines.of_no_class += 1,
        }
    }
    lines.of_classes.sort_by_key(|line| line.kind.class());
    lines
}

fn line(layer: &Layer, row: Feature) -> Option<PackageLine> {
    let said = |field: &str| layer.schema.text(&row.values, field);
    let kind = said(KIND_FIELD).and_then(LineKind::parse)?;
    let road_width = layer.schema.position(ROAD_WIDTH_FIELD).and_then(|at| match row.values.get(at) {
        Some(Value::Real(metres)) => Some(*metres),
        _ => None,
    });
    Some(PackageLine {
        kind: PackageLineKind::ALL.into_iter().find(|known| kind_of(*known) == kind)?,
        setback: said(SETBACK_FIELD).map(str::to_owned),
        road_width,
        section: said(SECTION_FIELD).map(str::to_owned),
        object: object(layer, &row.values),
        geometry: row.geometry?,
    })
}

/// What is said of any object.
pub(super) fn object(layer: &Layer, values: &[Value]) -> PackageObject {
    let said = |field: &str| layer.schema.text(values, field).map(str::to_owned);
    PackageObject {
        code: said(OBJECT_CODE_FIELD),
        name: said(NAME_FIELD),
        phase: said(PHASE_FIELD),
        sort: said(SORT_FIELD),
    }
}

/// A whole number in a field.
pub(super) fn whole_number(layer: &Layer, values: &[Value], field: &str) -> Option<i64> {
    match values.get(layer.schema.position(field)?) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}
