//! A layer and its fields.

use crate::crs::{Crs, Operation};
use crate::geometry::Envelope;
use crate::layer::{Audience, LayerName, Provenance, Value};

/// What the features of a layer are in the world; decides map style and which rooms take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Thửa đất.
    Parcel,
    /// Plan zone.
    Zone,
    /// Red lines, building lines, centrelines.
    Line,
    /// Administrative unit.
    Ward,
    /// Pipes, cables.
    Network,
    /// Buildings.
    Building,
    /// Anything else.
    Feature,
}

/// The shape family of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeometryType {
    /// Points and multipoints.
    Point,
    /// Lines and multilines.
    Line,
    /// Polygons and multipolygons.
    Polygon,
    /// Anything.
    Mixed,
}

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// Yes or no.
    Boolean,
    /// Whole number of 64 bits.
    Integer,
    /// Float64.
    Real,
    /// Text.
    Text,
    /// `2026-11-21`.
    Date,
    /// `2026-11-21T07:04:00Z`.
    DateTime,
    /// A JSON text (nested values of GeoJSON).
    Json,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// As in the source unless a mapping says otherwise; case-sensitive.
    pub name: String,
    /// Type of its values.
    pub kind: FieldType,
    /// Who may see it.
    pub audience: Audience,
}

/// The fields of a layer, in order, and its shape family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// Shape family.
    pub geometry: GeometryType,
    /// Fields in order of the source.
    pub fields: Vec<Field>,
}

/// How a layer draws at low zooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Below this zoom tiles do not carry the layer at all.
    pub min_zoom: u8,
    /// The field whose value merges small polygons into one fill below z 14.
    pub class_field: Option<String>,
}

/// Everything about a layer except its features.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Stable name.
    pub name: LayerName,
    /// For people; the name if the source had none.
    pub title: String,
    /// What its features are.
    pub kind: Kind,
    /// Fields and shape family.
    pub schema: Schema,
    /// The data set's own reference system.
    pub crs: Crs,
    /// How it is transformed to WGS 84; recorded at import.
    pub operation: Operation,
    /// Drawing at low zooms.
    pub draw: Draw,
    /// Who may see the layer at all.
    pub audience: Audience,
    /// Where it came from.
    pub provenance: Provenance,
    /// Box around all features in `crs`, if there are any.
    pub extent: Option<Envelope>,
    /// Number of current features.
    pub count: u64,
}

impl Schema {
    /// Position of a field, by exact name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Positions of the fields an audience may see, in order.
    pub fn visible(&self, audience: Audience) -> impl Iterator<Item = usize> + '_ {
        self.fields.iter().enumerate().filter(move |(_, field)| field.audience <= audience).map(|(at, _)| at)
    }
}

impl FieldType {
    /// True if the value is null or of this type.
    pub fn admits(self, value: &Value) -> bool {
        matches!(
            (self, value),
            (_, Value::Null)
                | (Self::Boolean, Value::Boolean(_))
                | (Self::Integer, Value::Integer(_))
                | (Self::Real, Value::Real(_))
                | (Self::Text | Self::Date | Self::DateTime | Self::Json, Value::Text(_))
        )
    }
}

impl Kind {
    /// All kinds, in the order of the command line's help.
    pub const ALL: [Self; 7] =
        [Self::Parcel, Self::Zone, Self::Line, Self::Ward, Self::Network, Self::Building, Self::Feature];

    /// The word used on the command line and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parcel => "parcel",
            Self::Zone => "zone",
            Self::Line => "line",
            Self::Ward => "ward",
            Self::Network => "network",
            Self::Building => "building",
            Self::Feature => "feature",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}
