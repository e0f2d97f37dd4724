//! Readings as they are sent. Each is read by itself, so that one that is wrong does not hold up a round.

use network::{ClientId, How, MOST_VALUE, Moment, Readings, SentReading};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;
use spatial_core::layer::composed;
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::store::assets::AssetHash;

use super::asked::{connection, no_meter};
use crate::apps::network::codes::shown;
use crate::apps::network::wire::LONGEST_REMARK;
use crate::http::HttpError;

/// Readings of one sending: two days of one person, so that an answer is there before a weak line breaks.
pub(super) const MOST_SENT: usize = 500;
/// Days a reading may be late. What claims to be older comes from a clock that was never set, and would stand in the wrong place for ever.
const MOST_LATE: i64 = 400;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// `POST /v1/networks/{network}/readings`: what was read, at most 500 at once. They may be sent again as often as it takes: each is taken once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadingsSent {
    #[schemars(with = "Vec<ReadingSent>")]
    readings: Vec<Json>,
}

/// One reading.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadingSent {
    /// A UUID (RFC 9562) that the phone drew for this reading: the same whenever it is sent again, and for no other reading.
    client_id: String,
    /// The code of the connection.
    meter: String,
    /// When it was read, with the zone (RFC 3339). A moment up to a day ahead counts as now.
    read_at: String,
    /// Cubic metres on the dial.
    value: f64,
    /// How it is known: `read` off the meter, if nothing is said; `replaced` by another meter, which shows this; `estimated`, for nobody got at
    /// the meter.
    how: Option<String>,
    /// The hash of a photograph that was put to `/v1/assets`.
    photo: Option<String>,
    remark: Option<String>,
    /// Its reader looked again: a verdict that asks is answered.
    #[serde(default)]
    confirmed: bool,
}

/// A reading that was understood, with its meter.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) reading: SentReading,
    pub(super) photo: Option<AssetHash>,
    pub(super) remark: Option<String>,
}

/// One item of a sending: as far as it was understood, and why it is refused.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) client: Option<String>,
    pub(super) meter: Option<String>,
    pub(super) item: Result<Item, Message>,
}

impl ReadingsSent {
    /// Each of them.
    pub(super) fn items(self, held: &Held<Readings>, network: &str, now: Moment) -> Result<Vec<Named>, HttpError> {
        if self.readings.len() > MOST_SENT {
            let message = Message::new("problem-readings-too-many").with("count", self.readings.len());
            return Err(HttpError::Unfit(message.with("most", MOST_SENT)));
        }
        let named = |sent: Json| {
            let text = |member: &str| sent.get(member).and_then(Json::as_str).map(shown);
            let (client, meter) = (text("client_id"), text("meter"));
            // A list would be read as the members of an object in their order.
            let read = sent.is_object().then(|| serde_json::from_value::<ReadingSent>(sent).ok()).flatten();
            let read = read.ok_or_else(|| Message::new("problem-reading-form"));
            Named { client, meter, item: read.and_then(|sent| sent.item(held, network, now)) }
        };
        Ok(self.readings.into_iter().map(named).collect())
    }
}

impl ReadingSent {
    fn item(self, held: &Held<Readings>, network: &str, now: Moment) -> Result<Item, Message> {
        let client = ClientId::parse(&self.client_id).ok_or_else(|| Message::new("problem-reading-client-id"))?;
        let connection = connection(held, (network, &self.meter)).ok_or_else(|| no_meter(network, &self.meter))?;
        let is_vouched = self.confirmed || self.photo.is_some();
        let reading =
            SentReading { client, connection, at: self.at(now)?, value: self.dial()?, how: self.how()?, is_vouched };
        Ok(Item { reading, photo: self.photo()?, remark: self.remark()? })
    }

    fn at(&self, now: Moment) -> Result<Moment, Message> {
        let text = Some(self.read_at.as_str()).filter(|text| text.len() <= 64);
        let at = text.and_then(Moment::parse);
        let at = at.ok_or_else(|| Message::new("problem-reading-moment").with("moment", shown(&self.read_at)))?;
        let at = at.done_at(now).ok_or_else(|| Message::new("problem-reading-future").with("moment", at))?;
        if at < now.plus(-MOST_LATE * DAY) {
            return Err(Message::new("problem-reading-old").with("moment", at).with("days", MOST_LATE));
        }
        Ok(at)
    }

    fn dial(&self) -> Result<f64, Message> {
        let is_shown = (0.0..MOST_VALUE).contains(&self.value);
        if is_shown { Ok(self.value) } else { Err(Message::new("problem-reading-value").with("most", MOST_VALUE)) }
    }

    fn how(&self) -> Result<How, Message> {
        match self.how.as_deref() {
            None | Some("read") => Ok(How::Read),
            Some("replaced") => Ok(How::Replaced),
            Some("estimated") => Ok(How::Estimated),
            Some(word) => Err(Message::new("problem-reading-how").with("how", shown(word))),
        }
    }

    fn photo(&self) -> Result<Option<AssetHash>, Message> {
        let Some(text) = self.photo.as_deref() else { return Ok(None) };
        AssetHash::parse(text).map(Some).map_err(|_| no_photo(text))
    }

    /// Letters that are none (a null, an escape) are refused: not every store takes them.
    fn remark(&self) -> Result<Option<String>, Message> {
        let Some(text) = self.remark.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
        let is_strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
        if text.chars().count() > LONGEST_REMARK || text.chars().any(is_strange) {
            return Err(Message::new("problem-reading-remark").with("most", LONGEST_REMARK));
        }
        Ok(Some(composed(text).into_owned()))
    }
}

/// The photograph was not put, or too long ago.
pub(super) fn no_photo(hash: &str) -> Message {
    Message::new("problem-reading-photo").with("hash", shown(hash))
}
