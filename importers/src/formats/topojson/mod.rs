//! TopoJSON: shapes as lists of shared arcs. `topology` holds the text and its arcs, `stitching` draws a shape from them, `read` visits
//! the features of one object.

mod read;
mod stitching;
mod topology;

pub(in crate::formats) use read::read;
