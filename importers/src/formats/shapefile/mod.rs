//! Shapefile (ESRI, July 1998): its parts, side by side or in the zip archive all of them may come in (`parts`); records of
//! shapes and rows (`read`), where the shapes lie (`index`, `shapes`), what they are (`shape`, `rings`, `patch`), rows of the table
//! (`table`) and their values (`cell`).

mod cell;
mod index;
mod parts;
mod patch;
mod read;
mod rings;
mod sample;
mod shape;
mod shapes;
mod table;

pub(in crate::formats) use parts::{archived, companions};
pub(in crate::formats) use read::{read, read_zipped};
