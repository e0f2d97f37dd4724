//! Where the fields of a subject's table stand in a World, and rows read by them.

use std::sync::Arc;

use spatial_core::layer::{DeclaredTable, FeatureId};
use spatial_core::snapshot::{FeatureRef, LayerSnapshot, ValueRef, World};

use crate::graph::{DeviceKind, DeviceRow, DeviceState, EdgeRow, NodeRow, Place};
use crate::switch::{DevicePosition, is_closable, passing_of};
use crate::tables::{
    ACCESSIBLE_FIELD, CLOSABLE_FIELD, CODE_FIELD, DIAMETER_FIELD, EDGE_FIELD, END_FIELDS, IS_SHUT_FIELD,
    IS_SOURCE_FIELD, LENGTH_FIELD, MEASURE_FIELD, NETWORK_FIELD, NODE_FIELD, OPERABLE_FIELD, POSITION_FIELD,
    TIGHT_FIELD, TYPE_FIELD, WAY_FIELD,
};

const HYDRANT: &str = "hydrant";

/// A table's rows, and the positions of fields; those of other tables have none.
pub(super) struct Columns<'a> {
    pub(super) layer: &'a Arc<LayerSnapshot>,
    network: usize,
    code: Option<usize>,
    kind: Option<usize>,
    is_source: Option<usize>,
    ends: [Option<usize>; 2],
    length: Option<usize>,
    diameter: Option<usize>,
    way: Option<usize>,
    is_shut: Option<usize>,
    edge: Option<usize>,
    node: Option<usize>,
    measure: Option<usize>,
    closable: Option<usize>,
    position: Option<usize>,
    operable: Option<usize>,
    accessible: Option<usize>,
    tight: Option<usize>,
}

impl<'a> Columns<'a> {
    /// `None` if the World has no such table, or one whose rows name no network.
    pub(super) fn of(world: &'a World, table: &DeclaredTable) -> Option<Self> {
        let layer = world.whole_declared(table)?;
        let at = |name: &str| layer.layer().schema.position(name);
        Some(Self {
            layer,
            network: at(NETWORK_FIELD)?,
            code: at(CODE_FIELD),
            kind: at(TYPE_FIELD),
            is_source: at(IS_SOURCE_FIELD),
            ends: END_FIELDS.map(at),
            length: at(LENGTH_FIELD),
            diameter: at(DIAMETER_FIELD),
            way: at(WAY_FIELD),
            is_shut: at(IS_SHUT_FIELD),
            edge: at(EDGE_FIELD),
            node: at(NODE_FIELD),
            measure: at(MEASURE_FIELD),
            closable: at(CLOSABLE_FIELD),
            position: at(POSITION_FIELD),
            operable: at(OPERABLE_FIELD),
            accessible: at(ACCESSIBLE_FIELD),
            tight: at(TIGHT_FIELD),
        })
    }

    pub(super) fn network<'r>(&self, row: &FeatureRef<'r>) -> Option<&'r str> {
        row.text(self.network)
    }

    pub(super) fn node<'r>(&self, row: &FeatureRef<'r>) -> NodeRow<'r> {
        let is_source = yes(row, self.is_source).unwrap_or(false);
        NodeRow { id: FeatureId(row.id()), code: text(row, self.code).unwrap_or_default(), is_source }
    }

    pub(super) fn edge<'r>(&self, row: &FeatureRef<'r>) -> Option<EdgeRow<'r>> {
        let is_shut = yes(row, self.is_shut).unwrap_or(false);
        Some(EdgeRow {
            id: FeatureId(row.id()),
            code: text(row, self.code).unwrap_or_default(),
            from: reference(row, self.ends[0])?,
            to: reference(row, self.ends[1])?,
            passing: passing_of(text(row, self.way), is_shut),
            length: real(row, self.length).unwrap_or_default(),
            diameter: real(row, self.diameter).unwrap_or_default(),
        })
    }

    pub(super) fn device<'r>(&self, row: &FeatureRef<'r>) -> DeviceRow<'r> {
        let kind = text(row, self.kind).unwrap_or_default();
        let is_closable = yes(row, self.closable).unwrap_or_else(|| is_closable(kind));
        DeviceRow {
            id: FeatureId(row.id()),
            code: text(row, self.code).unwrap_or_default(),
            kind: match kind {
                _ if is_closable => DeviceKind::Closable,
                HYDRANT => DeviceKind::Hydrant,
                _ => DeviceKind::Other,
            },
            place: self.place(row),
            state: DeviceState {
                is_closed: text(row, self.position) == Some(DevicePosition::Closed.as_str()),
                is_operable: yes(row, self.operable).unwrap_or(true),
                is_accessible: yes(row, self.accessible).unwrap_or(true),
                is_tight: yes(row, self.tight).unwrap_or(true),
            },
        }
    }

    /// Where a device or connection is.
    pub(super) fn place(&self, row: &FeatureRef<'_>) -> Place {
        match (reference(row, self.edge), reference(row, self.node)) {
            (Some(edge), Some(node)) => Place::End { edge, node },
            (Some(edge), None) => Place::Along { edge, measure: real(row, self.measure).unwrap_or_default() },
            (None, Some(node)) => Place::Node(node),
            (None, None) => Place::NOWHERE,
        }
    }
}

fn text<'r>(row: &FeatureRef<'r>, field: Option<usize>) -> Option<&'r str> {
    row.text(field?)
}

fn reference(row: &FeatureRef<'_>, field: Option<usize>) -> Option<FeatureId> {
    row.reference(field?)
}

fn yes(row: &FeatureRef<'_>, field: Option<usize>) -> Option<bool> {
    match row.value(field?) {
        ValueRef::Boolean(yes) => Some(yes),
        _ => None,
    }
}

fn real(row: &FeatureRef<'_>, field: Option<usize>) -> Option<f64> {
    match row.value(field?) {
        ValueRef::Real(number) => Some(number),
        #[expect(clippy::cast_precision_loss, reason = "metres and millimetres stay far below 2^53")]
        ValueRef::Integer(number) => Some(number as f64),
        _ => None,
    }
}
