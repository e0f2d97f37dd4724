//! GeoJSON: the file as a stream (`read`), cut by a moving window (`window`) into features (`feature`), whose shapes a pen draws
//! (`shape`). TopoJSON borrows what it shares with GeoJSON.

mod feature;
mod read;
mod shape;
mod window;

pub(in crate::formats) use feature::attribute;
pub(in crate::formats) use read::{RECORD_SEPARATOR, code_of, declared_crs, read, there};
pub(in crate::formats) use shape::{ShapeReader, VertexBudget, draw};
