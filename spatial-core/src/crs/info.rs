//! What a reference system is called and how it is written down.

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
