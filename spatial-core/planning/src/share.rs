//! Whether what of a parcel lies in which zone can be told at all. What does is told by `extract`.

use spatial_core::crs::{Crs, CrsError};

/// Why shares are not known.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// Areas are taken in one grid.
    #[error("the parcel is in {parcel}, the zones are in {zones}")]
    OtherCrs {
        /// Of the parcel.
        parcel: Crs,
        /// Of the zones.
        zones: Crs,
    },
    /// Degrees have no area.
    #[error("{crs} counts degrees")]
    Degrees {
        /// Of parcel and zones.
        crs: Crs,
    },
    /// The reference system of the parcel is not known.
    #[error(transparent)]
    Crs(#[from] CrsError),
}

/// Refuses a parcel whose areas could not be compared with those of zones.
pub(crate) fn in_one_grid(parcel: Crs, zones: Crs) -> Result<(), ShareError> {
    if parcel != zones {
        return Err(ShareError::OtherCrs { parcel, zones });
    }
    on_a_grid(parcel)
}

/// Refuses shapes that have no area.
pub(crate) fn on_a_grid(crs: Crs) -> Result<(), ShareError> {
    if crs.info()?.is_geographic { Err(ShareError::Degrees { crs }) } else { Ok(()) }
}
