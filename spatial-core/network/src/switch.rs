//! Opening and closing a device, and the change that does it.

use spatial_core::layer::{Change, Feature, Layer, Value};

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
