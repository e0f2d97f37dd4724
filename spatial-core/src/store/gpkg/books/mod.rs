//! The books of the store: its layers (`entry`, `catalogue`, `count`, `crs`, `ids`), what changed (`feed`, numbered by revision) and what
//! was before (`history`), the triggers that write both (`triggers`), single values (`meta`), the tables all of it lies in (`migrate`), and
//! what is forgotten (`upkeep`).

pub(super) mod catalogue;
pub(super) mod count;
pub(super) mod crs;
pub(super) mod enter;
pub(super) mod entry;
pub(super) mod feed;
pub(super) mod fields;
pub(super) mod history;
pub(super) mod ids;
pub(super) mod meta;
pub(super) mod migrate;
pub(super) mod triggers;
pub(super) mod upkeep;
