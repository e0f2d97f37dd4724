//! Reads a table from end to end, in order of id; `again` is how it is read later.
//!
//! One broken row never stops a layer: it is left out, or its shape is, and both log and counts say so. Only the first reading refuses
//! the table, where its key does not name rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::StreamExt;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row as _, ValueRef};
use xxhash_rust::xxh3::Xxh3Default;

use super::column::ServedColumn;
use super::key::Key;
use super::key::{MOST_HASHED, spoken};
use super::problem::TableProblem;
use super::rows::{ServedRows, Withheld};
use super::table::{ServedTable, Swept};
use crate::geometry::{Geometry, wkb};
use crate::layer::{Feature, FeatureId, Revision, Value};
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::{built, cell};

/// Features handed over at a time.
const BATCH: usize = 4096;

/// So many troubles of one reading are told one by one; the rest is counted.
const TOLD: u64 = 10;

/// Cells before the first field: id, key, shape, its reference id.
pub(super) const BEFORE_FIELDS: usize = 4;

impl ServedTable {
    /// What to select of every row.
    pub(super) fn select(&self) -> String {
        let [id, key] = self.key.select();
        let [shape, srid] = &self.shape;
        let fields: String = self.columns.iter().map(|column| format!(", {}", column.select)).collect();
        format!("SELECT {id}, {key}, {shape}, {srid}{fields} FROM {} AS t{}", self.from, self.key.from())
    }

    /// Cells as a feature, and what its shape is, if it cannot be read.
    pub(super) fn feature<'a>(
        &self,
        id: u64,
        cells: &impl Fn(usize) -> Option<&'a [u8]>,
    ) -> (Feature, Option<&'static str>) {
        let (geometry, trouble) = match cells(2).map(|bytes| self.shape(bytes, cells(3))) {
            None => (None, None),
            Some(Ok(geometry)) => (Some(geometry), None),
            Some(Err(trouble)) => (None, Some(trouble)),
        };
        let value =
            |(at, column): (usize, &ServedColumn)| column.value(cells(BEFORE_FIELDS + at)).unwrap_or(Value::Null);
        let values = self.columns.iter().enumerate().map(value).collect();
        // Rows of others have no version of ours: the tag of an answer is its digest.
        (Feature { id: FeatureId(id), version: Revision(0), geometry, values }, trouble)
    }

    fn shape(&self, bytes: &[u8], srid: Option<&[u8]>) -> Result<Geometry, &'static str> {
        let srid = srid.and_then(|bytes| bytes.try_into().ok()).map_or(0, i32::from_be_bytes);
        if self.srid.is_some_and(|own| srid != 0 && srid != own) {
            return Err("it is in another reference system");
        }
        let geometry = wkb::read(bytes).map_err(|_| "it is of a kind that is not read")?;
        let is_finite = geo::CoordsIter::coords_iter(&geometry).all(|c| c.x.is_finite() && c.y.is_finite());
        if is_finite { Ok(geometry) } else { Err("a coordinate is no number") }
    }
}

/// One row as it came.
pub(super) struct Row(pub(super) PgRow);

impl Row {
    pub(super) fn cell(&self, at: usize) -> Option<&[u8]> {
        self.0.try_get_raw(at).ok().filter(|cell| !cell.is_null()).and_then(|cell| cell.as_bytes().ok())
    }

    pub(super) fn key(&self) -> &str {
        self.cell(1).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Of everything but the key; never 0.
    pub(super) fn hash(&self) -> u64 {
        let mut hash = Xxh3Default::new();
        for at in 2..self.0.len() {
            let cell = self.cell(at);
            hash.update(&cell.map_or(-1, |bytes| bytes.len().cast_signed()).to_le_bytes());
            hash.update(cell.unwrap_or_default());
        }
        hash.digest().max(1)
    }
}

/// Hands over every row that a query returns. Not by `COPY`: a view may fail at any row, and a connection whose `COPY` broke off is of no
/// more use to anybody.
pub(super) async fn each(
    connection: &mut PgConnection,
    query: String,
    mut visit: impl FnMut(&Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut rows = sqlx::query(built(query)).persistent(false).fetch(connection);
    while let Some(row) = rows.next().await {
        visit(&Row(row?))?;
    }
    Ok(())
}

/// What both kinds of reading do with a row.
pub(super) struct Clerk<'a, V> {
    table: &'a ServedTable,
    visit: V,
    /// By id, for those who read in no order may meet a row twice.
    batch: BTreeMap<u64, Feature>,
    pub(super) withheld: Withheld,
    told: u64,
}

impl<'a, V: FnMut(Vec<Feature>) -> ControlFlow<()>> Clerk<'a, V> {
    pub(super) fn new(table: &'a ServedTable, visit: V) -> Self {
        Self { table, visit, batch: BTreeMap::new(), withheld: Withheld::default(), told: 0 }
    }

    pub(super) fn tell(&mut self, what: &str, key: &str) {
        self.told += 1;
        if self.told <= TOLD {
            tracing::warn!(layer = %self.table.layer.name, key, what, "row of an external table left out");
        }
    }

    /// The id of a row that can be served.
    pub(super) fn id(&mut self, row: &Row) -> Option<u64> {
        let Some(id) = row.cell(0).and_then(cell::integer) else {
            self.withheld.without_key += 1;
            self.tell("a part of its key is null", "");
            return None;
        };
        let fit = u64::try_from(id).ok().filter(|id| *id <= FeatureId::LARGEST);
        if fit.is_none() {
            self.withheld.key_out_of_range += 1;
            self.tell("its key is not between 0 and 2^53", &id.to_string());
        }
        fit
    }

    /// Decodes a row and hands it over in time.
    pub(super) fn take(&mut self, id: u64, row: &Row, rows: &mut BTreeSet<u64>) -> Result<(), Fault> {
        let (feature, trouble) = self.table.feature(id, &|at| row.cell(at));
        if let Some(trouble) = trouble {
            rows.insert(id);
            self.told += 1;
            if self.told <= TOLD {
                tracing::warn!(layer = %self.table.layer.name, id, trouble, "unreadable geometry treated as null");
            }
        } else {
            rows.remove(&id);
        }
        self.batch.insert(id, feature);
        if self.batch.len() < BATCH { Ok(()) } else { self.hand_over() }
    }

    fn hand_over(&mut self) -> Result<(), Fault> {
        let batch: Vec<Feature> = std::mem::take(&mut self.batch).into_values().collect();
        match batch.is_empty() || (self.visit)(batch).is_continue() {
            true => Ok(()),
            false => Err(StoreError::Cancelled.into()),
        }
    }

    /// The end of a reading; says in one line what is not served, if that is another number than before.
    pub(super) fn end(&mut self, before: Withheld, now: Withheld) -> Result<(), Fault> {
        self.hand_over()?;
        if now != before {
            tracing::warn!(
                layer = %self.table.layer.name,
                without_key = now.without_key,
                key_out_of_range = now.key_out_of_range,
                key_repeated = now.key_repeated,
                key_collides = now.key_collides,
                shape_unreadable = now.shape_unreadable,
                "rows of a table that are not served, or without their shape"
            );
        }
        Ok(())
    }
}

/// Everything, in order of id.
pub(super) async fn first(
    connection: &mut PgConnection,
    table: &ServedTable,
    at: SystemTime,
    visit: impl FnMut(Vec<Feature>) -> ControlFlow<()>,
) -> Result<Swept, Fault> {
    let is_hashed = matches!(table.key, Key::Hashed { .. });
    let mut rows = ServedRows::new(is_hashed);
    let mut clerk = Clerk::new(table, visit);
    let refused = |problem: TableProblem| Fault::from(problem.of(&table.layer.name));
    each(connection, format!("{} ORDER BY 1", table.select()), |row| {
        let Some(id) = clerk.id(row) else { return Ok(()) };
        if let Some(last) = rows.ids.len().checked_sub(1).filter(|&last| rows.ids[last] == id) {
            return Err(refused(same_id(id, rows.key(last), row.key())));
        }
        if is_hashed && rows.ids.len() >= MOST_HASHED {
            return Err(refused(TableProblem::TooMany { most: MOST_HASHED }));
        }
        rows.push(id, row.hash(), row.key());
        clerk.take(id, row, &mut rows.unreadable)
    })
    .await?;
    rows.withheld = clerk.withheld;
    clerk.end(Withheld::default(), rows.withheld())?;
    Ok(Swept { rows: Arc::new(rows), gone: Vec::new(), at })
}

/// Why two rows cannot both be served.
fn same_id(id: u64, first: &str, second: &str) -> TableProblem {
    if first == second {
        let key = if first.is_empty() { id.to_string() } else { spoken(first) };
        return TableProblem::KeyNotUnique { key };
    }
    TableProblem::KeysCollide { first: spoken(first), second: spoken(second) }
}
