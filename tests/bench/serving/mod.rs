//! Rows about readers: tiles, searches, first maps, extracts.

pub(crate) mod crowd;
pub(crate) mod extract;
pub(crate) mod first_answer;
pub(crate) mod first_map;
pub(crate) mod pages;
pub(crate) mod polygon;
pub(crate) mod replay;
pub(crate) mod search;
pub(crate) mod states;
pub(crate) mod table;
pub(crate) mod tiles;
pub(crate) mod warm;
pub(crate) mod zoning;
