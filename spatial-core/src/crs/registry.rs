//! Which reference systems there are, and what they are called.

use crate::crs::{CrsError, CrsInfo, Vn2000Zone, foreign, vn2000, wkt};

/// So much of an unknown name is repeated to the user.
const LONGEST_NAME: usize = 120;

/// A reference system: an EPSG code, or coordinates without a place on the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Crs {
    /// A code of the EPSG registry.
    Epsg(u32),
    /// Engineering coordinates: traces yes, map no.
    Local,
}

impl Crs {
    /// WGS 84 longitude/latitude in degrees.
    pub const WGS84: Self = Self::Epsg(4326);
    /// Web Mercator in metres.
    pub const WEB_MERCATOR: Self = Self::Epsg(3857);

    /// Reads `EPSG:9218`, `urn:ogc:def:crs:EPSG::9218`, `http://www.opengis.net/def/crs/EPSG/0/9218`, the CRS84 forms, or `local`.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] if the text is none of these or PROJ does not know the code, [`CrsError::Withdrawn`] for
    /// the VN-2000 codes with exchanged false origin.
    pub fn parse(text: &str) -> Result<Self, CrsError> {
        let unknown = || CrsError::Unknown { text: text.chars().take(LONGEST_NAME).collect() };
        let bare = text.trim().trim_start_matches('[').trim_end_matches(']');
        let lower = bare.to_ascii_lowercase();
        if lower == "local" {
            return Ok(Self::Local);
        }
        let mut parts = lower.rsplit([':', '/', '#']);
        let code = parts.next().unwrap_or_default();
        if matches!(code, "crs84" | "crs84h") {
            return Ok(Self::WGS84);
        }
        let is_epsg = parts.take(2).any(|part| matches!(part, "epsg" | "epsg.xml"));
        match code.parse() {
            Ok(code) if is_epsg => Self::by_code(code)?.ok_or_else(unknown),
            _ => Err(unknown()),
        }
    }

    /// Name, WKT and kind.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] for codes nobody knows, [`CrsError::Local`] for local coordinates.
    pub fn info(self) -> Result<CrsInfo, CrsError> {
        let Self::Epsg(code) = self else { return Err(CrsError::Local) };
        if let Some(zone) = Vn2000Zone::by_code(code) {
            return Ok(CrsInfo { name: zone.name.to_owned(), wkt: wkt::of_zone(zone), is_geographic: false });
        }
        match code {
            vn2000::GEOGRAPHIC => {
                Ok(CrsInfo { name: "VN-2000".to_owned(), wkt: wkt::VN2000.to_owned(), is_geographic: true })
            }
            4326 => Ok(CrsInfo { name: "WGS 84".to_owned(), wkt: wkt::WGS84.to_owned(), is_geographic: true }),
            3857 => Ok(CrsInfo {
                name: "WGS 84 / Pseudo-Mercator".to_owned(),
                wkt: wkt::WEB_MERCATOR.to_owned(),
                is_geographic: false,
            }),
            _ => foreign::info(code).ok_or_else(|| CrsError::Unknown { text: self.to_string() }),
        }
    }

    /// True for the 20 VN-2000 projected systems and geographic VN-2000 (4756).
    pub fn is_vn2000(self) -> bool {
        matches!(self, Self::Epsg(code) if code == vn2000::GEOGRAPHIC || Vn2000Zone::by_code(code).is_some())
    }

    /// The system with this code; `None` if neither we nor PROJ know it as a reference system.
    pub(crate) fn by_code(code: u32) -> Result<Option<Self>, CrsError> {
        if let Some(&(code, by)) = vn2000::WITHDRAWN.iter().find(|(old, _)| *old == code) {
            return Err(CrsError::Withdrawn { code, by });
        }
        let found = match code {
            4326 | 3857 => Some(code),
            // What ESRI and early web maps called Web Mercator.
            900_913 | 102_100 | 102_113 => Some(3857),
            _ if Self::Epsg(code).is_vn2000() || foreign::info(code).is_some() => Some(code),
            _ => None,
        };
        Ok(found.map(Self::Epsg))
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

#[cfg(test)]
mod tests {
    use super::Crs;
    use crate::crs::{CrsError, StatedCrs, ZONES};

    #[test]
    fn every_spelling_of_a_code_is_read() {
        for text in [
            "EPSG:9218",
            " epsg:9218 ",
            "[EPSG:9218]",
            "urn:ogc:def:crs:EPSG::9218",
            "urn:ogc:def:crs:EPSG:9.8:9218",
            "urn:x-ogc:def:crs:EPSG:9218",
            "http://www.opengis.net/def/crs/EPSG/0/9218",
            "https://www.opengis.net/def/crs/EPSG/9.8.15/9218",
            "http://www.opengis.net/gml/srs/epsg.xml#9218",
        ] {
            assert_eq!(Crs::parse(text).unwrap(), Crs::Epsg(9218), "{text}");
        }
        for text in
            ["urn:ogc:def:crs:OGC:1.3:CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "OGC:CRS84", "crs84"]
        {
            assert_eq!(Crs::parse(text).unwrap(), Crs::WGS84, "{text}");
        }
        assert_eq!(Crs::parse("local").unwrap(), Crs::Local);
        assert_eq!(Crs::parse("EPSG:900913").unwrap(), Crs::WEB_MERCATOR);
        assert_eq!(Crs::parse("EPSG:2249").unwrap(), Crs::Epsg(2249));
    }

    #[test]
    fn what_is_no_reference_system_is_refused() {
        for text in [
            "",
            "9218",
            "EPSG:",
            "EPSG:999999",
            "EPSG:7030",
            "EPSG:6960",
            "EPSG:-1",
            "OGC:9218",
            "VN-2000",
            "::::",
            "EPSG:4978",
        ] {
            assert!(matches!(Crs::parse(text), Err(CrsError::Unknown { .. })), "{text}");
        }
        assert!(matches!(Crs::parse("EPSG:6956"), Err(CrsError::Withdrawn { code: 6956, by: 5896 })));
    }

    #[test]
    fn all_twenty_zones_have_a_name_and_a_definition() {
        assert_eq!(ZONES.len(), 20);
        for zone in ZONES {
            let crs = Crs::Epsg(zone.epsg);
            let info = crs.info().unwrap();
            assert!(crs.is_vn2000() && !info.is_geographic && info.name.starts_with("VN-2000 / "));
            let stated = StatedCrs::of(&info.wkt, None).unwrap().unwrap();
            assert_eq!(stated, StatedCrs { crs, contradiction: None });
            assert_eq!(zone.width_degrees(), if info.name.contains("UTM") { 6 } else { 3 });
        }
        assert!(Crs::Epsg(4756).is_vn2000() && !Crs::WGS84.is_vn2000() && !Crs::Local.is_vn2000());
    }

    #[test]
    fn a_foreign_system_is_described_by_proj() {
        let info = Crs::Epsg(2249).info().unwrap();
        assert_eq!(info.name, "NAD83 / Massachusetts Mainland (ftUS)");
        assert!(info.wkt.starts_with("PROJCS[") && !info.is_geographic);
        assert!(Crs::Epsg(4269).info().unwrap().is_geographic);
    }
}
