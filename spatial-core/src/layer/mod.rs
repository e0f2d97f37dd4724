//! What a layer is: its name, fields and features, what changed, when, and who may see it.

mod access;
mod change;
mod declared;
mod feature;
mod iso;
mod meaning;
mod name;
mod personal;
mod provenance;
mod revision;
mod schema;
mod subject;
mod text;
mod value;

pub use access::{Area, Areas, Audience, Clearance, Grant, RowPolicy, Sight, States, Validity, Word, policy_word};
pub use change::{Change, ChangeRow, Handle, Layout, Link, Touched, Transaction};
pub use declared::{DeclaredField, DeclaredRows, DeclaredTable};
pub use feature::{Feature, FeatureId};
pub(crate) use iso::moment;
pub(crate) use meaning::FOUND_BY;
pub use meaning::{FieldRole, Meaning, Unit, mean_as_usual, usually_plays};
pub use name::{LayerName, NameError};
pub use personal::{looks_personal, looks_personal_of};
pub use provenance::Provenance;
pub use revision::{Position, Revision};
pub use schema::{Draw, Field, FieldType, GeometryType, Kind, Layer, Misfit, Schema};
pub use subject::{Door, Subject};
pub use text::{composed, folded, in_order};
pub(crate) use text::{fold_into, rough_order};
pub use value::Value;
