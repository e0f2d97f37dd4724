//! What a field means: said once, with the layer, so that search, map and subjects need not guess it from the field's name.

mod usual;

use crate::layer::LayerName;

pub(crate) use usual::FOUND_BY;
pub use usual::{mean_as_usual, usually_plays};

/// What the values of a field are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Meaning {
    /// The part the field plays in its layer.
    pub role: Option<FieldRole>,
    /// What its numbers count.
    pub unit: Option<Unit>,
    /// The layer whose features its values name by id.
    pub refers: Option<LayerName>,
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// All of them, in order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word used in stores, mappings and settings.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the word.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }
        }
    };
}

impl Unit {
    /// The sign people write behind a number.
    pub fn sign(self) -> &'static str {
        match self {
            Self::SquareMetre => "m²",
            Self::Hectare => "ha",
            Self::SquareKilometre => "km²",
            Self::Metre | Self::Millimetre | Self::Percent | Self::Watt => self.as_str(),
        }
    }
}

words! {
    /// The part a field plays. A field plays one, and no two of a layer play the same; only mentions may be several.
    FieldRole {
        /// Code of the commune (mã xã).
        Commune = "commune",
        /// Map sheet of a parcel (số tờ).
        Sheet = "sheet",
        /// Number of a parcel on its sheet (số thửa).
        Number = "number",
        /// Identifier unlike any other's: GeoHash, parcel code.
        Identifier = "identifier",
        /// Postal address (địa chỉ).
        Address = "address",
        /// What people call it.
        Name = "name",
        /// What people called it before.
        FormerName = "former_name",
        /// Sign on the map (ký hiệu), or code.
        Code = "code",
        /// Number of the decision it rests on (số quyết định).
        Decision = "decision",
        /// Name of something else it belongs to or lies on.
        Mention = "mention",
        /// What it is classed by, and coloured on the map: land use, function, type.
        Class = "class",
        /// Date of that decision.
        DecisionDate = "decision_date",
        /// Registered area, the one that counts in law (diện tích pháp lý).
        RegisteredArea = "registered_area",
        /// Measured area (diện tích đo).
        MeasuredArea = "measured_area",
        /// The state a row is in: draft, published.
        State = "state",
        /// First day it is valid.
        ValidFrom = "valid_from",
        /// First day it no longer is.
        ValidTo = "valid_to",
        /// Id of the row it is a part of.
        Parent = "parent",
        /// Hash of a file.
        Asset = "asset",
        /// Node an edge begins at.
        FromNode = "from_node",
        /// Node an edge ends at.
        ToNode = "to_node",
        /// Edge a device stands on.
        Edge = "edge",
        /// Whether a device lets through: `open`, `closed`.
        Position = "position",
    }
}

words! {
    /// What numbers count. Words are UCUM's.
    Unit {
        /// Metres.
        Metre = "m",
        /// Millimetres.
        Millimetre = "mm",
        /// Square metres.
        SquareMetre = "m2",
        /// Hectares.
        Hectare = "har",
        /// Square kilometres.
        SquareKilometre = "km2",
        /// Percent.
        Percent = "%",
        /// Watts.
        Watt = "W",
    }
}

#[cfg(test)]
mod tests;
