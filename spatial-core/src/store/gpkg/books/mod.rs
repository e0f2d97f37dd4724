//! The books of the store: its layers (`catalogue`, `count`, `crs`), what changed (`feed`, numbered by revision) and what was before
//! (`history`), the triggers that write both (`triggers`), single values (`meta`), the tables all of it lies in (`migrate`), and what is
//! forgotten (`upkeep`).

pub(super) mod catalogue;
pub(super) mod count;
pub(super) mod crs;
pub(super) mod feed;
pub(super) mod history;
pub(super) mod meta;
pub(super) mod migrate;
pub(super) mod triggers;
pub(super) mod upkeep;
