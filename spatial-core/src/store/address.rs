//! Where a store is: a file or a database.

use std::path::PathBuf;

use crate::store::postgis::PostgisAddress;

/// Where a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreAddress {
    /// A `.gpkg` file.
    Gpkg(PathBuf),
    /// A PostgreSQL database with PostGIS.
    Postgis(PostgisAddress),
}

/// For messages: without user and password.
impl std::fmt::Display for StoreAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Gpkg(path) => path.display().fmt(f),
            Self::Postgis(address) => address.fmt(f),
        }
    }
}
