//! What can go wrong while a city is made.

use std::path::PathBuf;

use pmtiles::PmtError;
use spatial_core::crs::CrsError;
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreError;

/// All message codes of this crate.
pub const CODES: &[&str] = &["sample-size", "sample-photo"];

/// Errors of the sample city.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A city of this size cannot be made.
    #[error("a city of {parcels} parcels; 1 to {most} are possible")]
    Size {
        /// As ordered.
        parcels: u32,
        /// The largest.
        most: u32,
    },
    /// The reference system is out of order.
    #[error("the reference system of the sample city")]
    Crs(#[from] CrsError),
    /// The picture of the city cannot be written.
    #[error("writing the picture {}", path.display())]
    Photo {
        /// Where to.
        path: PathBuf,
        /// Why.
        source: Box<PmtError>,
    },
    /// The store refused.
    #[error("writing the sample city")]
    Store(#[from] StoreError),
}

impl Say for SampleError {
    fn message(&self) -> Message {
        match self {
            Self::Size { parcels, most } => Message::new("sample-size").with("parcels", parcels).with("most", most),
            Self::Photo { path, source } => {
                Message::new("sample-photo").with("path", path.display()).with("reason", source)
            }
            Self::Crs(source) => source.message(),
            Self::Store(source) => source.message(),
        }
    }
}
