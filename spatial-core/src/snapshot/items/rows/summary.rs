//! What values a field has: how many of each, from the least to the most, and how they spread.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::geometry::DrawingBox;
use crate::layer::{Audience, FieldType, LayerName, Value, in_order};
use crate::query::Within;
use crate::snapshot::SnapshotError;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::shape::Shape;
use crate::snapshot::block::value_ref::ValueRef;
use crate::snapshot::items::rows::{Ordered, Starts, windows, within_windows};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::world::World;

/// Values that are told one by one; a field of more is no class.
const MOST_VALUES: usize = 256;
/// Quantiles told: every 5 per cent, both ends included.
const QUANTILES: usize = 21;

/// What values a field has among the rows somebody sees.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldSummary {
    /// The type of the field.
    pub kind: FieldType,
    /// Rows with a value.
    pub count: u64,
    /// Rows without one.
    pub missing: u64,
    /// Different values.
    pub distinct: u64,
    /// Each with how often it is there, most frequent first; none if there are more than 256.
    pub values: Option<Vec<ValueCount>>,
    /// The least and the most of numbers and days.
    pub ends: Option<[Value; 2]>,
    /// Of numbers: the values at 0, 5, … 100 per cent of them.
    pub quantiles: Option<Vec<f64>>,
}

/// A value and its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueCount {
    /// The value.
    pub value: Value,
    /// Rows with it.
    pub count: u64,
    /// Square metres these rows have on the map, if what is in a rectangle or some of the rows were asked for; from drawing geometry, so it is no legal area.
    pub approx_area_m2: Option<f64>,
}

/// Rows of one value.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    count: u64,
    area_m2: f64,
}

impl World {
    /// What values a field of a layer has for an audience, in a rectangle or everywhere: work for a thread that computes.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`] and [`SnapshotError::FieldNotFound`] also for what the audience may not see;
    /// [`SnapshotError::Crs`] if the rectangle cannot be compared with the layer.
    pub fn summary(
        &self,
        layer: &LayerName,
        field: &str,
        within: Option<Within>,
        audience: Audience,
    ) -> Result<FieldSummary, SnapshotError> {
        let layer = self.visible(layer, audience)?;
        let missing = || SnapshotError::FieldNotFound { layer: layer.layer().name.clone(), field: field.to_owned() };
        let field = layer.layer().schema.seen(field, audience).ok_or_else(missing)?;
        let windows = within.map(|within| windows(&layer, within)).transpose()?;
        Ok(Counting { layer: &layer, field, has_areas: windows.is_some(), windows, chosen: None }.summary())
    }
}

impl Ordered {
    /// What values a field has among these rows, for an audience: work for a thread that computes.
    ///
    /// # Errors
    /// [`SnapshotError::FieldNotFound`], also for a field the audience may not see.
    pub fn summary(&self, field: &str, audience: Audience) -> Result<FieldSummary, SnapshotError> {
        let layer = self.layer();
        let missing = || SnapshotError::FieldNotFound { layer: layer.layer().name.clone(), field: field.to_owned() };
        let field = layer.layer().schema.seen(field, audience).ok_or_else(missing)?;
        Ok(Counting { layer, field, has_areas: true, windows: None, chosen: Some(self) }.summary())
    }
}

struct Counting<'a> {
    layer: &'a Arc<LayerSnapshot>,
    field: usize,
    windows: Option<Vec<DrawingBox>>,
    /// Only these.
    chosen: Option<&'a Ordered>,
    /// Areas are told: of all rows of a layer they would be reckoned for everybody who opens a legend.
    has_areas: bool,
}

impl<'a> Counting<'a> {
    fn summary(&self) -> FieldSummary {
        let kind = self.layer.layer().schema.fields[self.field].kind;
        let rows = self.rows();
        let (count, missing) = (rows.len() as u64, self.len() - rows.len() as u64);
        let none = FieldSummary { kind, count, missing, distinct: 0, values: None, ends: None, quantiles: None };
        match kind {
            FieldType::Integer | FieldType::Real => self.of_numbers(none, &rows),
            _ => self.of_words(none, &rows),
        }
    }

    /// Rows there are, with a value or without.
    fn len(&self) -> u64 {
        if let Some(chosen) = self.chosen {
            return chosen.len() as u64;
        }
        match &self.windows {
            Some(windows) => within_windows(self.layer, &Starts::of(self.layer), windows).len() as u64,
            None => self.layer.len() as u64,
        }
    }

    /// Rows that have a value.
    fn rows(&self) -> Vec<FeatureRef<'a>> {
        let has_value = |feature: &FeatureRef<'_>| feature.value(self.field) != ValueRef::Null;
        if let Some(chosen) = self.chosen {
            return chosen.rows(0..chosen.len()).filter(has_value).collect();
        }
        match &self.windows {
            Some(windows) => {
                let starts = Starts::of(self.layer);
                let rows = within_windows(self.layer, &starts, windows);
                rows.into_iter().map(|row| starts.feature(self.layer, row)).filter(has_value).collect()
            }
            None => self.layer.iter().filter(has_value).collect(),
        }
    }

    fn of_numbers(&self, none: FieldSummary, rows: &[FeatureRef<'a>]) -> FieldSummary {
        let mut numbers: Vec<(Number, u32)> = (0_u32..u32::MAX)
            .zip(rows)
            .filter_map(|(at, row)| Some((Number::of(row.value(self.field))?, at)))
            .collect();
        numbers.par_sort_unstable();
        let runs: Vec<&[(Number, u32)]> = numbers.chunk_by(|(a, _), (b, _)| a == b).collect();
        let values = (runs.len() <= MOST_VALUES).then(|| {
            let tally = |run: &&[(Number, u32)]| self.tally(run.iter().map(|(_, at)| &rows[*at as usize]));
            told(runs.iter().map(|run| (run[0].0.value(), tally(run))), self.has_areas)
        });
        let last = numbers.len().saturating_sub(1);
        let at_share = |share: usize| (share * last + (QUANTILES - 1) / 2) / (QUANTILES - 1);
        let quantiles =
            (!numbers.is_empty()).then(|| (0..QUANTILES).map(|share| numbers[at_share(share)].0.real()).collect());
        let ends = numbers.first().zip(numbers.last()).map(|(least, most)| [least.0.value(), most.0.value()]);
        FieldSummary { distinct: runs.len() as u64, values, ends, quantiles, ..none }
    }

    fn of_words(&self, none: FieldSummary, rows: &[FeatureRef<'a>]) -> FieldSummary {
        let mut tallies: FxHashMap<Word<'a>, Tally> = FxHashMap::default();
        if self.layer.coded[self.field] {
            let mut by_code = vec![Tally::default(); self.layer.code_count(self.field)];
            for row in rows {
                if let Some(tally) = row.code(self.field).and_then(|code| by_code.get_mut(code as usize)) {
                    self.add(tally, row);
                }
            }
            let met = self.layer.coded_texts(self.field).zip(by_code).filter(|(_, tally)| tally.count > 0);
            tallies.extend(met.map(|(text, tally)| (Word::Text(text), tally)));
        } else {
            for row in rows {
                if let Some(word) = Word::of(row.value(self.field)) {
                    self.add(tallies.entry(word).or_default(), row);
                }
            }
        }
        let is_day = matches!(none.kind, FieldType::Date | FieldType::DateTime);
        let ends = tallies.keys().min().zip(tallies.keys().max()).filter(|_| is_day);
        let ends = ends.map(|(least, most)| [least.value(), most.value()]);
        let distinct = tallies.len() as u64;
        let values = (tallies.len() <= MOST_VALUES)
            .then(|| told(tallies.iter().map(|(word, tally)| (word.value(), *tally)), self.has_areas));
        FieldSummary { distinct, values, ends, ..none }
    }

    fn tally<'b>(&self, rows: impl Iterator<Item = &'b FeatureRef<'a>>) -> Tally
    where
        'a: 'b,
    {
        let mut tally = Tally::default();
        rows.for_each(|row| self.add(&mut tally, row));
        tally
    }

    fn add(&self, tally: &mut Tally, row: &FeatureRef<'_>) {
        tally.count += 1;
        if self.has_areas {
            tally.area_m2 += area_m2(row);
        }
    }
}

/// Most frequent first; as often, in order.
fn told(values: impl Iterator<Item = (Value, Tally)>, with_areas: bool) -> Vec<ValueCount> {
    let one = |(value, Tally { count, area_m2 })| ValueCount {
        value,
        count,
        approx_area_m2: (with_areas && area_m2 > 0.0).then_some(area_m2),
    };
    let mut all: Vec<ValueCount> = values.map(one).collect();
    all.sort_by(|a, b| {
        b.count.cmp(&a.count).then_with(|| match (&a.value, &b.value) {
            (Value::Text(a), Value::Text(b)) => in_order(a, b),
            (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
            (Value::Real(a), Value::Real(b)) => a.total_cmp(b),
            (Value::Boolean(a), Value::Boolean(b)) => b.cmp(a),
            _ => std::cmp::Ordering::Equal,
        })
    });
    all
}

/// A number that can be sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Number {
    Whole(i64),
    /// Bits that sort as the number does.
    Real(i64),
}

impl Number {
    fn of(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Integer(number) => Some(Self::Whole(number)),
            // As `f64::total_cmp` has it; the two zeros are one.
            ValueRef::Real(number) => Some(Self::Real(turned((number + 0.0).to_bits().cast_signed()))),
            _ => None,
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Whole(number) => Value::Integer(number),
            Self::Real(_) => Value::Real(self.real()),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a quantile is told as a real number")]
    fn real(self) -> f64 {
        match self {
            Self::Whole(number) => number as f64,
            Self::Real(bits) => f64::from_bits(turned(bits).cast_unsigned()),
        }
    }
}

/// Its own reverse.
fn turned(bits: i64) -> i64 {
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

/// A value that is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Word<'a> {
    Text(&'a str),
    Boolean(bool),
}

impl<'a> Word<'a> {
    fn of(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Text(text) => Some(Self::Text(text)),
            ValueRef::Boolean(yes) => Some(Self::Boolean(yes)),
            _ => None,
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Text(text) => Value::text(text),
            Self::Boolean(yes) => Value::Boolean(yes),
        }
    }
}

/// The circumference of the earth at the equator, as the drawing grid has it, in metres, and its units.
const EQUATOR_M: f64 = 40_075_016.685_578_49;
const UNITS: f64 = 4_294_967_296.0;

/// The area of a polygon on the map, put right for the latitude of its middle: within a per cent of the true one.
fn area_m2(row: &FeatureRef<'_>) -> f64 {
    if row.ring_count() == 0 || row.shape() != Shape::Polygon {
        return 0.0;
    }
    let units: f64 =
        row.rings().map(|ring| if ring.is_shell { doubled(ring.points) } else { -doubled(ring.points) }).sum();
    let bounds = row.bounds();
    let middle = f64::midpoint(f64::from(bounds.min[1]), f64::from(bounds.max[1]));
    let stretch = ((0.5 - middle / UNITS) * std::f64::consts::TAU).cosh();
    units / 2.0 * (EQUATOR_M / UNITS / stretch).powi(2)
}

/// Twice the area of a ring, whichever way it is drawn.
fn doubled(points: &[[u32; 2]]) -> f64 {
    let Some(&[x, y]) = points.first() else { return 0.0 };
    // From the first point on, so that numbers stay small.
    let near = |point: &[u32; 2]| [f64::from(point[0]) - f64::from(x), f64::from(point[1]) - f64::from(y)];
    points
        .windows(2)
        .map(|edge| (near(&edge[0]), near(&edge[1])))
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum::<f64>()
        .abs()
}
