//! What is found of devices in the field: open or closed, seized, buried, leaking; and the changes that note it.

use jiff::{SignedDuration, Timestamp};
use spatial_core::layer::{Change, Feature, FeatureId, Layer, Value};

use crate::graph::{DeviceState, Passing};
use crate::tables::{ACCESSIBLE_FIELD, DEVICE_FIELD, OPERABLE_FIELD, POSITION_FIELD, SINCE_FIELD, TIGHT_FIELD};

/// A phone's clock that nobody set goes wrong by hours, and by a day where somebody chose the wrong date; what is further ahead is a slip of
/// the hand.
const MOST_AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// Whether a device lets anything through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DevicePosition {
    /// It does (mở).
    Open,
    /// It does not (đóng).
    Closed,
}

impl DevicePosition {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Open, Self::Closed];

    /// The word in [`POSITION_FIELD`].
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.as_str() == text)
    }

    /// Of a state.
    pub const fn of(state: DeviceState) -> Self {
        if state.is_closed { Self::Closed } else { Self::Open }
    }
}

/// The word in [`crate::WAY_FIELD`] for the way an edge lets through; one that is shut keeps no way but both.
pub(crate) const fn way_of(passing: Passing) -> &'static str {
    match passing {
        Passing::Both | Passing::Closed => "both",
        Passing::Forward => "forward",
        Passing::Backward => "backward",
    }
}

/// The way an edge lets through, as its row says it; a word nobody knows counts as both.
pub(crate) fn passing_of(way: Option<&str>, is_shut: bool) -> Passing {
    match way {
        _ if is_shut => Passing::Closed,
        Some("forward") => Passing::Forward,
        Some("backward") => Passing::Backward,
        _ => Passing::Both,
    }
}

/// What kinds of devices somebody may close to isolate a part, unless their rows say otherwise. Control and check valves are not among
/// them: they act by themselves.
const CLOSABLE: [&str; 5] = ["isolation", "valve", "switch", "breaker", "fuse"];

/// True for a kind of device that somebody may close to isolate a part, unless its row says otherwise.
pub fn is_closable(kind: &str) -> bool {
    CLOSABLE.contains(&kind)
}

/// What somebody found a device to be; what they do not say stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceFinding {
    /// Open or closed.
    pub position: Option<DevicePosition>,
    /// Whether it can be turned.
    pub is_operable: Option<bool>,
    /// Whether one gets at it.
    pub is_accessible: Option<bool>,
    /// Whether it holds when shut.
    pub is_tight: Option<bool>,
}

/// The change that notes what a device was found to be, if it is still as the caller saw it; `None` if its row says so already.
/// `since` is the moment, in the form of [`SINCE_FIELD`].
pub fn noted(devices: &Layer, device: &Feature, found: &DeviceFinding, since: &str) -> Option<Change> {
    let said = [
        (POSITION_FIELD, found.position.map(|position| Value::text(position.as_str()))),
        (OPERABLE_FIELD, found.is_operable.map(Value::Boolean)),
        (ACCESSIBLE_FIELD, found.is_accessible.map(Value::Boolean)),
        (TIGHT_FIELD, found.is_tight.map(Value::Boolean)),
    ];
    let mut values = device.values.clone();
    for (name, value) in said {
        if let (Some(field), Some(value)) = (devices.schema.position(name), value) {
            values[field] = value;
        }
    }
    if values == device.values {
        return None;
    }
    if let Some(field) = devices.schema.position(SINCE_FIELD) {
        values[field] = Value::text(since);
    }
    Some(Change::Update {
        layer: devices.name.clone(),
        id: device.id,
        expected: Some(device.version),
        geometry: device.geometry.clone(),
        values,
        links: Vec::new(),
    })
}

impl DeviceState {
    /// As rows say it.
    pub fn row(self) -> [(&'static str, Value); 4] {
        [
            (POSITION_FIELD, Value::text(DevicePosition::of(self).as_str())),
            (OPERABLE_FIELD, Value::Boolean(self.is_operable)),
            (ACCESSIBLE_FIELD, Value::Boolean(self.is_accessible)),
            (TIGHT_FIELD, Value::Boolean(self.is_tight)),
        ]
    }
}

/// The moment that is noted of something done: none is later than `now`, whatever the clock in the field says. `None` of one so far ahead that
/// it is no clock's fault.
pub fn done_at(said: Timestamp, now: Timestamp) -> Option<Timestamp> {
    (said.duration_since(now) <= MOST_AHEAD).then(|| said.min(now))
}

/// The row that keeps what a device was found to be, and by whom.
pub fn logged(states: &Layer, device: FeatureId, noted: &[(&'static str, Value)]) -> Change {
    let own = [(DEVICE_FIELD, Value::Integer(i64::try_from(device.0).unwrap_or(i64::MAX)))];
    Change::Insert {
        layer: states.name.clone(),
        geometry: None,
        values: states.schema.row(own.into_iter().chain(noted.iter().cloned())),
        handle: None,
        links: Vec::new(),
    }
}
