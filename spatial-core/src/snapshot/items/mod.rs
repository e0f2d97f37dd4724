//! Items: the snapshot finds and counts, the store gives the legal features as of the snapshot's own revision.

mod found;
mod rows;
mod under;

use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::geometry::Geometry;
use crate::layer::{Audience, Feature, FeatureId, FieldType, Layer, LayerName, Position, Value, moment};
use crate::query::{ExactTest, Frame, MAX_PAGE, Page, Query, Within};
use crate::snapshot::SnapshotError;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::value_ref::ValueRef;
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::table::TableSnapshot;
use crate::snapshot::world::World;
use crate::store::{Errand, Portion, Reader, Store, StoreError};

pub use found::Found;
pub use rows::{FieldSummary, Ordered, Orders, ValueCount};
pub use under::Under;

/// Features read for an exact test at a time, and about how many bytes of them as text.
const BATCH: usize = 1000;
const BATCH_BYTES: usize = 16 << 20;

/// Where the legal features of a layer are.
#[derive(Clone, Copy)]
enum Truth<'a> {
    /// In the store, as of a position.
    At(&'a Position),
    /// In a table of others, as it is now: nobody keeps what it was.
    Table(&'a TableSnapshot),
}

impl Truth<'_> {
    async fn read(
        self,
        reader: &Reader,
        layer: &LayerName,
        ids: &[FeatureId],
        most_bytes: usize,
    ) -> Result<Portion, StoreError> {
        match self {
            Self::At(position) => reader.read(layer, ids, position, most_bytes).await,
            Self::Table(table) => table.rows(reader, ids, most_bytes).await,
        }
    }
}

/// What a window's candidates turned out to be.
#[derive(Debug, Default)]
struct Sifted {
    /// Ids that answer the rectangle for certain.
    found: Vec<u64>,
    /// Ids that only an exact test can tell.
    rim: Vec<u64>,
}

/// One property and the value asked for, as the columns hold it.
enum Condition {
    Null(usize),
    Code(usize, u32),
    Value(usize, Value),
    /// A moment, however it is written.
    Moment(usize, Timestamp),
    /// A text the whole field does not know.
    Nothing,
}

impl World {
    /// One page of the features that answer a query; all of this world's revision, whatever the store has become since. The work
    /// stops when the returned future is dropped.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`] and [`SnapshotError::FieldNotFound`] also for what the audience may not see;
    /// [`SnapshotError::Crs`] if the rectangle cannot be compared with the layer; store errors.
    pub async fn items(&self, store: &Store, query: Query) -> Result<Page, SnapshotError> {
        let reader = store.reader().await?;
        let found = self.found(&reader, &query).await?;
        let Portion { features, ids: read } = self.portion(&reader, &found, 0..found.len(), query.most_bytes).await?;
        let (next, as_of) = (found.next_after(read), self.as_of(&query.layer));
        let Found { layer, matched, .. } = found;
        Ok(Page { layer, features, matched, next, revision: self.revision(), as_of })
    }

    /// When a table of others was last looked through; none for layers of ours.
    pub fn as_of(&self, layer: &LayerName) -> Option<SystemTime> {
        self.table(layer).map(|table| table.as_of())
    }

    /// Which features answer a query, in memory 8 bytes each.
    async fn found(&self, reader: &Reader, query: &Query) -> Result<Found, SnapshotError> {
        let layer = self.visible(&query.layer, query.audience)?;
        let wanted = wanted(&layer, query)?;
        let limit = query.limit.min(MAX_PAGE) as usize;
        let from = first(query.after);
        let (matched, mut ids) = match query.within {
            Some(within) => {
                let all = self.within(reader, &layer, within, wanted).await?;
                (all.len() as u64, first_from(&all, from, limit))
            }
            None => {
                let layer = Arc::clone(&layer);
                reader.off_thread(move |errand| by_property(&layer, &wanted, from, limit, errand)).await?
            }
        };
        let more = ids.len() > limit;
        ids.truncate(limit);
        Ok(Found { layer: layer.layer().clone(), audience: query.audience, matched, ids, more })
    }

    /// One feature; `None` if the layer has none of this id.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`] if there is no such layer for the audience; store errors.
    pub async fn item(
        &self,
        store: &Store,
        layer: &LayerName,
        id: FeatureId,
        audience: Audience,
    ) -> Result<Option<Feature>, SnapshotError> {
        let layer = self.visible(layer, audience)?;
        if layer.find(id).is_none() {
            return Ok(None);
        }
        let reader = store.reader().await?;
        let truth = self.truth(&layer.layer().name);
        Ok(legal(&reader, layer.layer(), &[id.0], truth, audience, usize::MAX).await?.features.pop())
    }

    /// One feature with all its fields, whoever may see it: for who writes it.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`] if there is no such layer; store errors.
    pub async fn whole_item(
        &self,
        store: &Store,
        layer: &LayerName,
        id: FeatureId,
    ) -> Result<Option<Feature>, SnapshotError> {
        Ok(self.whole_items(store, layer, &[id]).await?.pop())
    }

    /// Several, in order of id; those that are not there are left out. The caller bounds how many.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`] if there is no such layer; store errors.
    pub async fn whole_items(
        &self,
        store: &Store,
        layer: &LayerName,
        ids: &[FeatureId],
    ) -> Result<Vec<Feature>, SnapshotError> {
        let whole = self.whole_layer(layer).ok_or_else(|| SnapshotError::LayerNotFound { layer: layer.clone() })?;
        let ids: Vec<FeatureId> = ids.iter().copied().filter(|&id| whole.find(id).is_some()).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let reader = store.reader().await?;
        Ok(self.truth(layer).read(&reader, layer, &ids, usize::MAX).await?.features)
    }

    /// The legal shapes of features, in order of id; those that have none, or are not there for the audience, are left out. Ids ascend; the
    /// caller bounds how many.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`] if there is no such layer for the audience; store errors.
    pub async fn shapes(
        &self,
        store: &Store,
        layer: &LayerName,
        ids: &[FeatureId],
        audience: Audience,
    ) -> Result<Vec<(FeatureId, Geometry)>, SnapshotError> {
        let seen = self.visible(layer, audience)?;
        let ids: Vec<FeatureId> = ids.iter().copied().filter(|&id| seen.find(id).is_some()).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let reader = store.reader().await?;
        let read = self.truth(layer).read(&reader, layer, &ids, usize::MAX).await?;
        Ok(read.features.into_iter().filter_map(|feature| Some((feature.id, feature.geometry?))).collect())
    }

    fn visible(&self, name: &LayerName, audience: Audience) -> Result<Arc<LayerSnapshot>, SnapshotError> {
        self.layer(name, audience).cloned().ok_or_else(|| SnapshotError::LayerNotFound { layer: name.clone() })
    }

    fn truth(&self, layer: &LayerName) -> Truth<'_> {
        self.table(layer).map_or(Truth::At(&self.position), |table| Truth::Table(table))
    }

    /// Ids of the features that meet the rectangle and have the properties, ascending.
    async fn within(
        &self,
        reader: &Reader,
        layer: &Arc<LayerSnapshot>,
        within: Within,
        wanted: Vec<Condition>,
    ) -> Result<Vec<u64>, SnapshotError> {
        let not_comparable = |source| SnapshotError::Crs { layer: layer.layer().name.clone(), source };
        let (wanted, mut ids) = (Arc::new(wanted), Vec::new());
        for part in within.parts() {
            let frame = part.frame(layer.longest_edge()).map_err(not_comparable)?;
            let test = part.exact_test(layer.layer().crs).map_err(not_comparable)?;
            let (candidates, wanted) = (Arc::clone(layer), Arc::clone(&wanted));
            let Sifted { found, rim } =
                reader.off_thread(move |errand| sift(&candidates, frame, &wanted, errand)).await?;
            ids.extend(found);
            ids.extend(self.tested(reader, layer, rim, &test).await?);
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    /// Those of ascending ids whose legal geometry passes the exact test.
    async fn tested(
        &self,
        reader: &Reader,
        layer: &LayerSnapshot,
        rim: Vec<u64>,
        test: &ExactTest,
    ) -> Result<Vec<u64>, SnapshotError> {
        let rim: Vec<FeatureId> = rim.into_iter().map(FeatureId).collect();
        let (mut from, mut met) = (0, Vec::new());
        while from < rim.len() {
            let some = &rim[from..rim.len().min(from + BATCH)];
            let name = &layer.layer().name;
            let read = self.truth(name).read(reader, name, some, BATCH_BYTES).await?;
            from += read.ids;
            let test = test.clone();
            met.extend(reader.off_thread(move |_| Ok(meeting(&read.features, &test))).await?);
        }
        Ok(met)
    }
}

/// What the drawing grid can tell of a rectangle. Strays are asked of the store, which alone knows where they
/// lie; what has no geometry belongs to every rectangle (OGC 17-069r4, requirement 24 C).
fn sift(
    layer: &LayerSnapshot,
    frame: Option<Frame>,
    wanted: &[Condition],
    errand: &Errand,
) -> Result<Sifted, StoreError> {
    let mut sifted = Sifted::default();
    if let Some(Frame { outer, inner }) = frame {
        let mut hits = Vec::new();
        layer.hits(&outer, &mut hits);
        for feature in hits.into_iter().map(|hit| layer.get(hit)) {
            errand.check()?;
            if !has_all(&feature, wanted) {
                continue;
            }
            let certain = inner.is_some_and(|inner| {
                let holds =
                    |point: &[u32; 2]| (0..2).all(|axis| (inner.min[axis]..=inner.max[axis]).contains(&point[axis]));
                inner.intersects(&feature.bounds())
                    && (inner.contains(&feature.bounds()) || feature.points().iter().any(holds))
            });
            if certain { &mut sifted.found } else { &mut sifted.rim }.push(feature.id());
        }
    }
    sifted.found.extend(having(layer.without_geometry(), wanted, errand)?);
    sifted.rim.extend(having(layer.strays(), wanted, errand)?);
    sifted.rim.sort_unstable();
    Ok(sifted)
}

fn meeting(features: &[Feature], test: &ExactTest) -> Vec<u64> {
    let meets = |feature: &&Feature| feature.geometry.as_ref().is_some_and(|shape| test.meets(shape));
    features.par_iter().filter(meets).map(|feature| feature.id.0).collect()
}

/// The least id of a page that goes on after one: 0 is an id like any other.
fn first(after: Option<FeatureId>) -> u64 {
    after.map_or(0, |id| id.0.saturating_add(1))
}

/// How many features have the properties, and the first ids from `from` on: one more than the limit if there are more.
fn by_property(
    layer: &LayerSnapshot,
    wanted: &[Condition],
    from: u64,
    limit: usize,
    errand: &Errand,
) -> Result<(u64, Vec<u64>), StoreError> {
    if wanted.is_empty() {
        return Ok((layer.len() as u64, layer.iter_from(from).take(limit + 1).map(|feature| feature.id()).collect()));
    }
    let all = having(layer.iter(), wanted, errand)?;
    Ok((all.len() as u64, first_from(&all, from, limit)))
}

/// Ids of the features that have the properties.
fn having<'a>(
    features: impl Iterator<Item = FeatureRef<'a>>,
    wanted: &[Condition],
    errand: &Errand,
) -> Result<Vec<u64>, StoreError> {
    let mut ids = Vec::new();
    for feature in features {
        errand.check()?;
        if has_all(&feature, wanted) {
            ids.push(feature.id());
        }
    }
    Ok(ids)
}

/// The first of ascending ids from `from` on: one more than the limit if there are more.
fn first_from(ids: &[u64], from: u64, limit: usize) -> Vec<u64> {
    let later = ids.partition_point(|&id| id < from);
    ids[later..].iter().take(limit + 1).copied().collect()
}

/// Looks the asked fields and texts up once.
fn wanted(layer: &LayerSnapshot, query: &Query) -> Result<Vec<Condition>, SnapshotError> {
    let schema = &layer.layer().schema;
    let look_up = |(name, value): &(String, Value)| {
        let field = schema.position(name).filter(|&field| query.audience.clears(&schema.fields[field].clearance));
        let field =
            field.ok_or_else(|| SnapshotError::FieldNotFound { layer: query.layer.clone(), field: name.clone() })?;
        Ok(match value {
            Value::Null => Condition::Null(field),
            Value::Text(text) if schema.fields[field].kind == FieldType::DateTime && moment(text).is_some() => {
                moment(text).map_or(Condition::Nothing, |moment| Condition::Moment(field, moment))
            }
            Value::Text(text) if layer.coded[field] => {
                layer.dictionaries[field].code(text).map_or(Condition::Nothing, |code| Condition::Code(field, code))
            }
            value => Condition::Value(field, value.clone()),
        })
    };
    query.equals.iter().map(look_up).collect()
}

fn has_all(feature: &FeatureRef<'_>, wanted: &[Condition]) -> bool {
    wanted.iter().all(|wanted| match wanted {
        Condition::Null(field) => feature.value(*field) == ValueRef::Null,
        Condition::Code(field, code) => feature.code(*field) == Some(*code),
        Condition::Value(field, value) => equal(feature.value(*field), ValueRef::from(value)),
        Condition::Moment(field, wanted) => {
            matches!(feature.value(*field), ValueRef::Text(text) if moment(text) == Some(*wanted))
        }
        Condition::Nothing => false,
    })
}

/// Equal as a person means it: 5 is 5.0.
fn equal(a: ValueRef<'_>, b: ValueRef<'_>) -> bool {
    match (a, b) {
        #[expect(clippy::cast_precision_loss, reason = "a real field holds no larger number exactly either")]
        (ValueRef::Integer(whole), ValueRef::Real(real)) | (ValueRef::Real(real), ValueRef::Integer(whole)) => {
            whole as f64 == real
        }
        (a, b) => a == b,
    }
}

/// The legal features up to the measure, less what the audience may not see.
async fn legal(
    reader: &Reader,
    layer: &Layer,
    ids: &[u64],
    truth: Truth<'_>,
    audience: Audience,
    most_bytes: usize,
) -> Result<Portion, SnapshotError> {
    let ids: Vec<FeatureId> = ids.iter().copied().map(FeatureId).collect();
    if ids.is_empty() {
        return Ok(Portion { features: Vec::new(), ids: 0 });
    }
    let mut portion = truth.read(reader, &layer.name, &ids, most_bytes).await?;
    let hidden: Vec<usize> = (0..layer.schema.fields.len())
        .filter(|&field| !audience.clears(&layer.schema.fields[field].clearance))
        .collect();
    for feature in &mut portion.features {
        for &field in &hidden {
            if let Some(value) = feature.values.get_mut(field) {
                *value = Value::Null;
            }
        }
    }
    Ok(portion)
}
