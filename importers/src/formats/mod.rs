//! Foreign formats: which one a file is, and its records one by one.
//!
//! A reader pushes [`Record`](crate::record::Record)s into a visitor and holds one record at a time (TopoJSON: the file). It decides
//! nothing about fields, validity or reference systems; see `schema`, `repair` and `load`. A format has a folder; `detect` knows it by
//! its content, `dispatch` finds its reader, `input` opens what is text and `archive` what is packed. Who wants all tables of a
//! GeoPackage, or writes one, asks `gpkg`. Networks of EPANET are no records but nodes and links: `inp` reads and writes them, `valves` the files
//! of isolation valves beside them.

mod archive;
mod detect;
mod dispatch;
mod geojson;
mod gpkg;
mod inflated;
pub mod inp;
mod input;
mod json;
mod osm;
mod shapefile;
mod source;
mod topojson;
pub mod valves;

pub(crate) use archive::Archive;
pub use detect::Format;
pub(crate) use detect::detect;
pub use dispatch::{FileLayer, layers_of};
pub(crate) use dispatch::{companions, read};
pub use gpkg::{
    FileShapes, GpkgFile, GpkgRow, GpkgShape, GpkgSystem, GpkgTable, MOST_SHAPES, ShapesError, shapes_of_geopackage,
};
pub(crate) use gpkg::{StatedSystem, StoredRow, WholeFile, WholeTable};
pub use osm::BaseLayer;
pub(crate) use source::{FileCrs, ReadState, SourceFile};
