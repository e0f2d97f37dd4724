//! What browsers are given: the portal, the pages and files of the map apps, styles.

pub(crate) mod apps;
pub(crate) mod landing;
pub(crate) mod styles;
