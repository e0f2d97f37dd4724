//! Shapefile (ESRI, July 1998): the parts side by side (`read`), shapes (`shp`), rows (`dbf`), and the zip archive all of them may come
//! in (`archive`).

mod archive;
mod dbf;
mod read;
mod sample;
mod shp;

pub(in crate::formats) use read::{companions, read, read_zipped};
