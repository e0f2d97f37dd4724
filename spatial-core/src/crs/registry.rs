//! Which reference systems there are, and what they are called.

use crate::crs::CrsError;

/// A reference system: an EPSG code, or coordinates without a place on the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Crs {
    /// A code of the EPSG registry.
    Epsg(u32),
    /// Engineering coordinates: traces yes, map no.
    Local,
}

/// What a person or a file wants to know of a reference system.
#[derive(Debug, Clone, PartialEq)]
pub struct CrsInfo {
    /// Official name.
    pub name: String,
    /// OGC WKT 1 (GDAL flavour, as GeoPackage and .prj files carry it).
    pub wkt: String,
    /// True if coordinates are degrees.
    pub is_geographic: bool,
}

impl Crs {
    /// WGS 84 longitude/latitude in degrees.
    pub const WGS84: Self = Self::Epsg(4326);
    /// Web Mercator in metres.
    pub const WEB_MERCATOR: Self = Self::Epsg(3857);

    /// Reads `EPSG:9218`, `urn:ogc:def:crs:EPSG::9218`, `http://www.opengis.net/def/crs/EPSG/0/9218`, the CRS84 forms, or `local`.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] if the text is none of these or PROJ does not know the code.
    pub fn parse(text: &str) -> Result<Self, CrsError> {
        let _ = text;
        unimplemented!()
    }

    /// Name, WKT and kind.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] for codes nobody knows, [`CrsError::Local`] for local coordinates.
    pub fn info(self) -> Result<CrsInfo, CrsError> {
        unimplemented!()
    }

    /// True for the 20 VN-2000 projected systems and geographic VN-2000 (4756).
    pub fn is_vn2000(self) -> bool {
        unimplemented!()
    }
}

impl std::fmt::Display for Crs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Epsg(code) => write!(f, "EPSG:{code}"),
            Self::Local => f.write_str("local"),
        }
    }
}
