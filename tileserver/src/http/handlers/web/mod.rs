//! What browsers are given: the portal, the pages and files of the map apps, styles, letters.

pub(crate) mod apps;
pub(crate) mod glyphs;
pub(crate) mod landing;
pub(crate) mod styles;
