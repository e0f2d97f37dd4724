//! Foreign files in: formats, text encodings, mappings, repair and the report. Knows no HTTP.
//!
//! [`import()`] is the door, [`check`] the same without writing. Rooms in reading order: `request` (what is asked), `plan` (resolved
//! against the store), `import` (reader and writer), `load` (the line of work), `formats` (file → record), `text`, `schema` (columns →
//! fields), `mapping`, `repair` (geometry → outcome), `report`. Beside them
//! `package`: the exchange package of a plan, and `network`: networks of pipes, in and out. Bad data is a finding in the report, never an error; an error leaves the
//! store as it was.

mod error;
mod formats;
mod import;
mod load;
mod mapping;
pub mod network;
pub mod package;
mod plan;
mod record;
mod repair;
mod report;
mod request;
mod schema;
mod text;

pub use error::{Definition, ImportError, OsmTrouble, Packing, file_name};
pub use formats::{
    BaseLayer, FileLayer, FileShapes, Format, MOST_SHAPES, ShapesError, inp, layers_of, shapes_of_geopackage, valves,
};
pub use import::{check, check_against, import, import_into};
pub use mapping::{Constant, FieldRule, Mapping};
pub use record::{LineFinding, LineFindings, MAX_RECORD_BYTES, MAX_VERTICES};
pub use report::{Finding, MAX_FINDINGS, Origins, Outcome, Report, ReportDocument, is_report};
pub use request::{Cancel, ImportProgress, ImportRequest, Mode, Phase};
pub use schema::MAX_FIELDS;
pub use text::{Encoding, Font, guessed_kind, guessed_name, stem};

/// Codes of all messages of this crate: errors, and the two sentences of each finding.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let refusals = error::CODES.iter().chain(inp::CODES).chain(valves::CODES);
    refusals.chain(self::network::CODES).chain(report::CODES).chain(package::CODES).copied()
}
