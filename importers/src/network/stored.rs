//! A network as a store has it: its rows in all tables, and what stands in them.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use geo_types::{Coord, LineString};
use network::{
    CODE_FIELD, CONNECTIONS, DEVICE_STATES, DEVICES, EDGE_FIELD, EDGES, NETWORK_FIELD, NETWORKS, NODE_FIELD, NODES,
    SECTIONS, SOURCES,
};
use rustc_hash::FxHashSet;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{DeclaredTable, Feature, FeatureId, Layer, Schema, Value};
use spatial_core::store::Store;

use super::error::NetworkError;
use super::tables::Tables;

/// Rows of one network, each list in order of id.
#[derive(Debug, Default)]
pub(super) struct StoredNetwork {
    pub(super) networks: Vec<Feature>,
    pub(super) nodes: Vec<Feature>,
    pub(super) edges: Vec<Feature>,
    pub(super) devices: Vec<Feature>,
    pub(super) states: Vec<Feature>,
    pub(super) connections: Vec<Feature>,
    pub(super) sections: Vec<Feature>,
    pub(super) sources: Vec<Feature>,
}

impl StoredNetwork {
    /// All rows of a name; every table is read once.
    pub(super) async fn read(store: &Store, tables: &Tables, name: &str) -> Result<Self, NetworkError> {
        let of = async |table: &DeclaredTable, field| match tables.layer(table) {
            Some(layer) => rows(store, layer, field, name).await,
            None => Ok(Vec::new()),
        };
        Ok(Self {
            networks: of(&NETWORKS, CODE_FIELD).await?,
            nodes: of(&NODES, NETWORK_FIELD).await?,
            edges: of(&EDGES, NETWORK_FIELD).await?,
            devices: of(&DEVICES, NETWORK_FIELD).await?,
            states: of(&DEVICE_STATES, NETWORK_FIELD).await?,
            connections: of(&CONNECTIONS, NETWORK_FIELD).await?,
            sections: of(&SECTIONS, NETWORK_FIELD).await?,
            sources: of(&SOURCES, NETWORK_FIELD).await?,
        })
    }

    /// How many edges a new network has not: neither by their code, nor by that of the line they are, or were, a part of (`P-7/2` of `P-7`).
    pub(super) fn lost(&self, edges: &Layer, codes: impl Iterator<Item = impl AsRef<str>>) -> usize {
        let kept: FxHashSet<String> = codes.map(|code| line_of(code.as_ref()).to_owned()).collect();
        let is_lost = |feature: &&Feature| {
            let code = Row::of(edges, feature).text(CODE_FIELD).unwrap_or_default();
            !kept.contains(line_of(code))
        };
        self.edges.iter().filter(is_lost).count()
    }

    /// Whether there is a network of a name: its own row, or a node of it.
    pub(super) async fn is_there(store: &Store, tables: &Tables, name: &str) -> Result<bool, NetworkError> {
        for (table, field) in [(&NETWORKS, CODE_FIELD), (&NODES, NETWORK_FIELD)] {
            let Some(layer) = tables.layer(table) else { continue };
            if !rows(store, layer, field, name).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The code of the line a joined edge is a part of.
pub(super) fn line_of(code: &str) -> &str {
    match code.rsplit_once('/') {
        Some((line, part)) if !line.is_empty() && part.parse::<u32>().is_ok() => line,
        _ => code,
    }
}

/// What a source row is about: a node or an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Host {
    Node(FeatureId),
    Edge(FeatureId),
}

impl Host {
    /// Of a row of the table of sources.
    pub(super) fn of(row: &Row<'_>) -> Option<Self> {
        let node = row.reference(NODE_FIELD).map(Self::Node);
        node.or_else(|| row.reference(EDGE_FIELD).map(Self::Edge))
    }
}

/// The names of all networks of a store, ascending.
pub(super) async fn names(store: &Store, tables: &Tables) -> Result<Vec<String>, NetworkError> {
    let Some(layer) = tables.layer(&NETWORKS) else { return Ok(Vec::new()) };
    let Some(field) = layer.schema.position(CODE_FIELD) else { return Ok(Vec::new()) };
    let named = taken(store, layer, move |feature| match &feature.values[field] {
        Value::Text(name) => Some(name.to_string()),
        _ => None,
    });
    let mut names = named.await?;
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// The rows whose text in a field is this.
async fn rows(store: &Store, layer: &Layer, field: &str, text: &str) -> Result<Vec<Feature>, NetworkError> {
    let Some(field) = layer.schema.position(field) else { return Ok(Vec::new()) };
    let text = Value::text(text);
    taken(store, layer, move |feature| (feature.values[field] == text).then_some(feature)).await
}

/// What is taken of a layer, row by row.
async fn taken<T: Send + 'static>(
    store: &Store,
    layer: &Layer,
    take: impl Fn(Feature) -> Option<T> + Send + 'static,
) -> Result<Vec<T>, NetworkError> {
    let all = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&all);
    let visit = move |batch: Vec<Feature>| {
        into.lock().unwrap_or_else(PoisonError::into_inner).extend(batch.into_iter().filter_map(&take));
        ControlFlow::Continue(())
    };
    store.scan(&layer.name, visit).await?;
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut *all))
}

/// A row and what its values are called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) feature: &'a Feature,
    schema: &'a Schema,
}

impl<'a> Row<'a> {
    pub(super) fn of(layer: &'a Layer, feature: &'a Feature) -> Self {
        Self { feature, schema: &layer.schema }
    }

    pub(super) fn value(&self, field: &str) -> &'a Value {
        self.schema.position(field).and_then(|at| self.feature.values.get(at)).unwrap_or(&Value::Null)
    }

    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        match self.value(field) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn real(&self, field: &str) -> Option<f64> {
        match self.value(field) {
            Value::Real(number) if number.is_finite() => Some(*number),
            #[expect(clippy::cast_precision_loss, reason = "metres and millimetres stay far below 2^53")]
            Value::Integer(number) => Some(*number as f64),
            _ => None,
        }
    }

    pub(super) fn integer(&self, field: &str) -> Option<i64> {
        match self.value(field) {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn yes(&self, field: &str) -> Option<bool> {
        match self.value(field) {
            Value::Boolean(yes) => Some(*yes),
            _ => None,
        }
    }

    pub(super) fn reference(&self, field: &str) -> Option<FeatureId> {
        self.integer(field).and_then(|id| u64::try_from(id).ok()).map(FeatureId)
    }

    /// Its place, if it is one point.
    pub(super) fn place(&self) -> Option<[f64; 2]> {
        match self.feature.geometry.as_ref()? {
            Geometry::Point(point) => Some([point.x(), point.y()]),
            Geometry::MultiPoint(points) => points.0.first().map(|point| [point.x(), point.y()]),
            _ => None,
        }
    }

    /// Its course, if it is one line.
    pub(super) fn course(&self) -> Option<&'a [Coord]> {
        self.feature.geometry.as_ref().and_then(course_of)
    }
}

/// The course of one line.
pub(super) fn course_of(geometry: &Geometry) -> Option<&[Coord]> {
    let line: &LineString = match geometry {
        Geometry::LineString(line) => line,
        Geometry::MultiLineString(lines) => lines.0.first()?,
        _ => return None,
    };
    (line.0.len() > 1).then_some(&line.0)
}
