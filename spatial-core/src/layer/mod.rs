//! What a layer is: its name, fields and features, what changed, when, and who may see it.

mod audience;
mod change;
mod feature;
mod fold;
mod iso;
mod name;
mod personal;
mod provenance;
mod revision;
mod schema;
mod value;

pub use audience::Audience;
pub use change::{Change, ChangeRow, Layout, Touched, Transaction};
pub use feature::{Feature, FeatureId};
pub use fold::folded;
pub use name::{LayerName, NameError};
pub use personal::looks_personal;
pub use provenance::Provenance;
pub use revision::{Position, Revision};
pub use schema::{Draw, Field, FieldType, GeometryType, Kind, Layer, Misfit, Schema};
pub use value::Value;
