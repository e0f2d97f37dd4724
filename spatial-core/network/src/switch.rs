//! Opening and closing a device, and the change that does it.

use spatial_core::layer::{Change, Feature, Layer, Value};

use crate::graph::{DeviceState, Passing};
use crate::tables::POSITION_FIELD;

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

/// The change that turns a device, if it is as the caller saw it; `None` if it stands so already.
pub fn switched(devices: &Layer, device: &Feature, to: DevicePosition) -> Option<Change> {
    let field = devices.schema.position(POSITION_FIELD)?;
    let mut values = device.values.clone();
    let position = values.get_mut(field)?;
    let turned = Value::text(to.as_str());
    if *position == turned {
        return None;
    }
    *position = turned;
    Some(Change::Update {
        layer: devices.name.clone(),
        id: device.id,
        expected: Some(device.version),
        geometry: device.geometry.clone(),
        values,
        links: Vec::new(),
    })
}
