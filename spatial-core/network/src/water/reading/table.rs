//! Readings as rows say them.

use spatial_core::layer::{Audience, FeatureId};
use spatial_core::snapshot::{FeatureRef, LayerSnapshot, ValueRef, World};

use super::model::{ClientId, Readings};
use super::moment::Moment;
use super::sending::Standing;
use super::verdict::{Past, Verdict};
use crate::tables::{
    CLIENT_FIELD, CONNECTION_FIELD, CONSUMPTION_FIELD, PHOTO_FIELD, PREVIOUS_AT_FIELD, PREVIOUS_FIELD, READ_AT_FIELD,
    READINGS, RECEIVED_FIELD, REMARK_FIELD, VALUE_FIELD, VERDICT_FIELD, WHO_FIELD,
};

/// The table of readings, and where its fields are.
#[derive(Debug, Clone, Copy)]
pub struct ReadingTable<'a> {
    layer: &'a LayerSnapshot,
    connection: usize,
    client: usize,
    at: usize,
    value: usize,
    verdict: usize,
    /// What is told of a reading besides.
    told: Told,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    previous: Option<usize>,
    previous_at: Option<usize>,
    consumption: Option<usize>,
    photo: Option<usize>,
    remark: Option<usize>,
    who: Option<usize>,
    received: Option<usize>,
}

/// A reading as its row says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadingRow<'a> {
    /// Its row.
    pub id: FeatureId,
    /// The connection whose meter was read.
    pub connection: FeatureId,
    /// When, what, and what it said.
    pub past: Past,
    /// What the reading before it showed.
    pub previous: Option<f64>,
    /// When that was read.
    pub previous_at: Option<Moment>,
    /// Cubic metres since then.
    pub consumption: Option<f64>,
    /// The hash of a photograph.
    pub photo: Option<&'a str>,
    /// What its reader noted.
    pub remark: Option<&'a str>,
    /// Who read it.
    pub who: Option<&'a str>,
    /// When it came in.
    pub received: Option<Moment>,
}

impl<'a> ReadingTable<'a> {
    /// All rows with all fields; `None` if the World has no such table, or one that lacks what a reading is made of.
    pub fn whole(world: &'a World) -> Option<Self> {
        let layer = world.whole_declared(&READINGS)?;
        Self::of(layer, |name| layer.layer().schema.position(name))
    }

    /// As an audience sees it.
    pub fn seen(world: &'a World, audience: Audience) -> Option<Self> {
        let layer = world.declared(&READINGS, audience)?;
        Self::of(layer, |name| layer.layer().schema.seen(name, audience))
    }

    fn of(layer: &'a LayerSnapshot, at: impl Fn(&str) -> Option<usize>) -> Option<Self> {
        Some(Self {
            layer,
            connection: at(CONNECTION_FIELD)?,
            client: at(CLIENT_FIELD)?,
            at: at(READ_AT_FIELD)?,
            value: at(VALUE_FIELD)?,
            verdict: at(VERDICT_FIELD)?,
            told: Told {
                previous: at(PREVIOUS_FIELD),
                previous_at: at(PREVIOUS_AT_FIELD),
                consumption: at(CONSUMPTION_FIELD),
                photo: at(PHOTO_FIELD),
                remark: at(REMARK_FIELD),
                who: at(WHO_FIELD),
                received: at(RECEIVED_FIELD),
            },
        })
    }

    /// The readings' connections, moments and what the phone drew for them.
    pub(super) fn keys(&self) -> impl Iterator<Item = (FeatureId, (FeatureId, Moment, Option<ClientId>))> {
        self.layer.iter().filter_map(|row| Some((FeatureId(row.id()), self.key_of(&row)?)))
    }

    pub(super) fn key(&self, id: FeatureId) -> Option<(FeatureId, Moment, Option<ClientId>)> {
        self.key_of(&self.layer.find(id)?)
    }

    fn key_of(&self, row: &FeatureRef<'_>) -> Option<(FeatureId, Moment, Option<ClientId>)> {
        let client = row.text(self.client).and_then(ClientId::parse);
        Some((row.reference(self.connection)?, Moment::of_row(row.text(self.at)?)?, client))
    }

    /// When and what a reading read, and what it said.
    pub fn past(&self, id: FeatureId) -> Option<Past> {
        self.past_of(&self.layer.find(id)?)
    }

    fn past_of(&self, row: &FeatureRef<'_>) -> Option<Past> {
        // A word nobody knows, of a later program, says nothing against it.
        let verdict = row.text(self.verdict).and_then(Verdict::parse).unwrap_or(Verdict::Ok);
        Some(Past { at: Moment::of_row(row.text(self.at)?)?, value: number(row, Some(self.value))?, verdict })
    }

    /// All its row says.
    pub fn row(&self, id: FeatureId) -> Option<ReadingRow<'a>> {
        let (row, told) = (self.layer.find(id)?, &self.told);
        let text = |field: Option<usize>| row.text(field?);
        let moment = |field| text(field).and_then(Moment::of_row);
        Some(ReadingRow {
            id,
            connection: row.reference(self.connection)?,
            past: self.past_of(&row)?,
            previous: number(&row, told.previous),
            previous_at: moment(told.previous_at),
            consumption: number(&row, told.consumption),
            photo: text(told.photo),
            remark: text(told.remark),
            who: text(told.who),
            received: moment(told.received),
        })
    }
}

fn number(row: &FeatureRef<'_>, field: Option<usize>) -> Option<f64> {
    match row.value(field?) {
        ValueRef::Real(number) => Some(number),
        #[expect(clippy::cast_precision_loss, reason = "cubic metres on a dial stay far below 2^53")]
        ValueRef::Integer(number) => Some(number as f64),
        _ => None,
    }
}

/// The readings of a World.
#[derive(Debug, Clone, Copy)]
pub struct StandingReadings<'a> {
    readings: &'a Readings,
    table: Option<ReadingTable<'a>>,
}

impl<'a> StandingReadings<'a> {
    /// As a model and its World have them.
    pub fn of(readings: &'a Readings, world: &'a World) -> Self {
        Self { readings, table: ReadingTable::whole(world) }
    }
}

impl Standing for StandingReadings<'_> {
    fn known(&self, client: ClientId) -> Option<FeatureId> {
        self.readings.known(client)
    }

    fn log(&self, connection: FeatureId) -> &[(Moment, FeatureId)] {
        self.readings.log(connection)
    }

    fn connection(&self, reading: FeatureId) -> Option<FeatureId> {
        self.table?.row(reading).map(|row| row.connection)
    }

    fn past(&self, reading: FeatureId) -> Option<Past> {
        self.table?.past(reading)
    }
}
