//! What lies beside a GeoPackage and has no revision: values over time (`series`), and files that rows name (`assets`).

pub(super) mod assets;
pub(super) mod series;
