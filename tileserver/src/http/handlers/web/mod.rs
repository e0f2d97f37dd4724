//! What browsers are given: the portal, the pages and files of the map apps, styles, letters.

pub(crate) mod apps;
pub(crate) mod glyphs;
mod headed;
pub(crate) mod landing;
pub(crate) mod look;
pub(crate) mod signs;
pub(crate) mod styles;
