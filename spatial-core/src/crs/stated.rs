//! A reference system as a file states it: by a code, by parameters, or by both, which may contradict each other.
//!
//! The parameters are what coordinates were computed with; a code is a word about them that is easily wrong. So a contradiction is settled by
//! the parameters, and told. The same rule holds for every format, and for files that are served as they are.

use crate::crs::wkt::{Definition, Difference};
use crate::crs::{Crs, CrsContradiction, CrsError, Vn2000Zone, ZONES};

/// So much of an unknown name is repeated to the user.
const LONGEST_NAME: usize = 120;

/// What a file states.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedCrs {
    /// The system its coordinates are in.
    pub crs: Crs,
    /// Its code says something else.
    pub contradiction: Option<CrsContradiction>,
}

impl StatedCrs {
    /// What a definition (WKT, or a name that [`Crs::parse`] reads) and perhaps a code beside it state; `None` if they say that nothing
    /// is known.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] with the system's own name if it is none we know, [`CrsError::Contradicted`] if code and parameters differ and
    /// the parameters are none of a system we know: ask the user, do not guess.
    pub fn of(definition: &str, code: Option<u32>) -> Result<Option<Self>, CrsError> {
        let found = Definition::read(definition);
        let plain = |crs| Ok(Some(Self { crs, contradiction: None }));
        let Some(stated) = code.or(found.code) else {
            return match found.by_parameters {
                Some(code) => Ok(Some(Self { crs: Crs::Epsg(code), contradiction: by_name(&found.name, code) })),
                None if found.is_undefined => Ok(None),
                None if found.is_name() => plain(Crs::parse(&found.name).map_err(|_| unknown(&found.name))?),
                None => Err(unknown(&found.name)),
            };
        };
        let known = Crs::by_code(stated);
        if found.by_parameters == Some(stated) {
            return plain(Crs::Epsg(stated));
        }
        let difference = match &known {
            Ok(Some(crs)) => match found.difference(&Definition::read(&crs.info()?.wkt)) {
                None => return plain(*crs),
                Some(difference) => difference,
            },
            _ => Difference { what: "code", found: found.name.clone(), expected: String::new() },
        };
        match (found.by_parameters, known) {
            (Some(code), _) => {
                let contradiction = Some(CrsContradiction::of_code(stated, difference));
                Ok(Some(Self { crs: Crs::Epsg(code), contradiction }))
            }
            (None, Ok(Some(_))) => Err(CrsError::Contradicted(Box::new(CrsContradiction::of_code(stated, difference)))),
            (None, Ok(None)) => Err(unknown(&format!("EPSG:{stated} {}", found.name))),
            (None, Err(withdrawn)) => Err(withdrawn),
        }
    }
}

/// A name that speaks of another zone of VN-2000 than the parameters are of: `VN-2000 / TM-3 105-45`, `VN2000_10545`.
fn by_name(name: &str, code: u32) -> Option<CrsContradiction> {
    let zone = Vn2000Zone::by_code(code).filter(|zone| zone.width_degrees() == 3)?;
    let named = meridian_in(name)?;
    let other = ZONES.iter().find(|other| other.scale == zone.scale && other.central_meridian == named)?;
    let (found, expected) = (zone.central_meridian.to_string(), other.central_meridian.to_string());
    let difference = Difference { what: "meridian", found, expected };
    (other.epsg != code).then(|| CrsContradiction { stated: format!("“{name}”"), code: other.epsg, difference })
}

/// The central meridian that a name ends with or holds, as three digits of degrees and two of minutes.
fn meridian_in(name: &str) -> Option<f64> {
    let digits: Vec<char> = name.chars().filter(|letter| !matches!(letter, '-' | '_' | ' ' | '°' | '\'')).collect();
    let runs = digits.split(|letter| !letter.is_ascii_digit()).map(|run| run.iter().collect::<String>());
    // Signs between digits are passed over, so that another number may stand before the meridian: 3 of TM-3.
    let last = |run: String| run.len().checked_sub(5).map(|at| run[at..].to_owned());
    runs.filter_map(last).find_map(|run| {
        let (degrees, minutes): (f64, f64) = (run[..3].parse().ok()?, run[3..].parse().ok()?);
        (minutes < 60.0).then_some(degrees + minutes / 60.0)
    })
}

fn unknown(name: &str) -> CrsError {
    CrsError::Unknown { text: name.trim().chars().take(LONGEST_NAME).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A TM-3 zone as ESRI's programs write it, with a code if there is one.
    fn zone(meridian: f64, more: &str) -> String {
        format!(
            concat!(
                r#"PROJCS["VN-2000 / own",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],"#,
                r#"PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],"#,
                r#"PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{}],"#,
                r#"PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]{}]"#
            ),
            meridian, more
        )
    }

    fn contradiction(what: &'static str, found: &str, expected: &str) -> CrsContradiction {
        let difference = Difference { what, found: found.to_owned(), expected: expected.to_owned() };
        CrsContradiction::of_code(9210, difference)
    }

    #[test]
    fn a_code_that_its_parameters_contradict_is_not_believed() {
        let code = r#",AUTHORITY["EPSG","9210"]"#;
        let agrees = StatedCrs::of(&zone(105.75, code), None).unwrap().unwrap();
        assert_eq!(agrees, StatedCrs { crs: Crs::Epsg(9210), contradiction: None });
        for (text, beside) in
            [(zone(107.75, code), None), (zone(107.75, ""), Some(9210)), (zone(107.75, code), Some(9210))]
        {
            let stated = StatedCrs::of(&text, beside).unwrap().unwrap();
            assert_eq!(stated.crs, Crs::Epsg(5899), "{text}");
            assert_eq!(stated.contradiction, Some(contradiction("meridian", "107.75", "105.75")), "{text}");
        }
        let strange = StatedCrs::of(&zone(107.7, code), None).unwrap_err();
        let expected = contradiction("meridian", "107.7", "105.75");
        assert!(matches!(strange, CrsError::Contradicted(found) if *found == expected));
    }

    #[test]
    fn a_name_that_speaks_of_another_zone_is_told() {
        for name in ["VN-2000 / TM-3 105-45", "VN2000_TM3_10545", "VN_2000 105°45'"] {
            let stated = StatedCrs::of(&zone(107.75, "").replace("VN-2000 / own", name), None).unwrap().unwrap();
            let found = stated.contradiction.unwrap();
            assert_eq!((stated.crs, found.code, found.difference.what), (Crs::Epsg(5899), 9210, "meridian"), "{name}");
        }
        for name in
            ["VN-2000 / TM-3 107-45", "VN_2000_TM_3_107_45", "Bà Rịa 2015", "VN-2000 / TM-3 zone 482", "12345", ""]
        {
            let stated = StatedCrs::of(&zone(107.75, "").replace("VN-2000 / own", name), None).unwrap().unwrap();
            assert_eq!(stated, StatedCrs { crs: Crs::Epsg(5899), contradiction: None }, "{name}");
        }
    }

    #[test]
    fn every_kind_of_parameter_may_contradict_the_code() {
        let code = r#",AUTHORITY["EPSG","9210"]"#;
        for (old, new, what) in [
            ("0.9999", "0.9996", "scale"),
            ("500000.0", "300000.0", "easting"),
            ("\"False_Northing\",0.0", "\"False_Northing\",1000.0", "northing"),
            ("\"Latitude_Of_Origin\",0.0", "\"Latitude_Of_Origin\",10.0", "latitude"),
            ("UNIT[\"Meter\",1.0]", "UNIT[\"Foot\",0.3048]", "unit"),
            ("6378137.0,298.257223563", "6378245.0,298.3", "ellipsoid"),
            ("\"Greenwich\",0.0", "\"Paris\",2.33722917", "prime"),
            ("D_Vietnam_2000", "D_WGS_1984", "datum"),
            ("D_Vietnam_2000", "D_Hanoi_1972", "datum"),
            ("Transverse_Mercator", "Lambert_Conformal_Conic", "method"),
        ] {
            let text = zone(105.75, code).replace(old, new);
            let found = match StatedCrs::of(&text, None) {
                Err(CrsError::Contradicted(found)) => found.difference.what,
                other => panic!("{text}: {other:?}"),
            };
            assert_eq!(found, what, "{text}");
        }
        let degrees = Definition::read(crate::crs::wkt::WGS84);
        assert_eq!(degrees.difference(&Definition::read(&zone(105.75, ""))).unwrap().what, "kind");
    }

    #[test]
    fn a_code_nobody_knows_or_that_was_withdrawn_yields_to_good_parameters() {
        for code in [99_999, 6959] {
            let stated = StatedCrs::of(&zone(107.75, ""), Some(code)).unwrap().unwrap();
            assert_eq!(
                (stated.crs, stated.contradiction.unwrap().difference.what),
                (Crs::Epsg(5899), "code"),
                "{code}"
            );
        }
        assert!(
            matches!(StatedCrs::of(&zone(107.7, ""), Some(99_999)), Err(CrsError::Unknown { text }) if text.contains("99999"))
        );
        assert!(matches!(StatedCrs::of("undefined", Some(6959)), Err(CrsError::Withdrawn { code: 6959, by: 5899 })));
    }

    #[test]
    fn who_states_that_nothing_is_known_states_nothing() {
        for text in [
            "",
            " \r\n",
            "undefined",
            "\u{feff}",
            r#"LOCAL_CS["Undefined SRS",LOCAL_DATUM["unknown",32767],UNIT["unknown",0],AXIS["Easting",EAST],AXIS["Northing",NORTH]]"#,
            r#"ENGCRS["Undefined SRS",EDATUM["Unknown engineering datum"],CS[Cartesian,2],AXIS["x",unspecified,ORDER[1]],AXIS["y",unspecified,ORDER[2]],LENGTHUNIT["unknown",0]]"#,
            r#"ENGCRS["Undefined Cartesian SRS with unknown unit",EDATUM["Unknown engineering datum"],CS[Cartesian,2]]"#,
            r#"LOCAL_CS["unnamed",UNIT["metre",1]]"#,
        ] {
            assert_eq!(StatedCrs::of(text, None).unwrap(), None, "{text}");
        }
        for text in ["VN-2000", r#"LOCAL_CS["Site grid",UNIT["metre",1]]"#, "+proj=longlat"] {
            assert!(matches!(StatedCrs::of(text, None), Err(CrsError::Unknown { .. })), "{text}");
        }
        assert_eq!(StatedCrs::of("EPSG:9218", None).unwrap().unwrap().crs, Crs::Epsg(9218));
        assert_eq!(StatedCrs::of("undefined", Some(9218)).unwrap().unwrap().crs, Crs::Epsg(9218));
    }

    #[test]
    fn systems_as_their_registry_writes_them_agree_with_their_code() {
        for code in [4326, 3857, 4756, 3405, 5899, 2249, 2154, 3035, 32648, 3148, 3176, 4269, 4131, 28348] {
            let crs = Crs::Epsg(code);
            let wkt = crs.info().unwrap().wkt;
            for beside in [None, Some(code)] {
                assert_eq!(
                    StatedCrs::of(&wkt, beside).unwrap(),
                    Some(StatedCrs { crs, contradiction: None }),
                    "{code}"
                );
            }
        }
    }

    #[test]
    fn other_names_and_orders_of_the_same_numbers_are_no_contradiction() {
        let esri = concat!(
            r#"PROJCS["NAD_1983_StatePlane_Massachusetts_Mainland_FIPS_2001_Feet",GEOGCS["GCS_North_American_1983","#,
            r#"DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],"#,
            r#"UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",656166.6666666665],"#,
            r#"PARAMETER["False_Northing",2460625.0],PARAMETER["Central_Meridian",-71.5],PARAMETER["Standard_Parallel_1",41.71666666666667],"#,
            r#"PARAMETER["Standard_Parallel_2",42.68333333333333],PARAMETER["Latitude_Of_Origin",41.0],UNIT["Foot_US",0.3048006096012192],"#,
            r#"AUTHORITY["EPSG","2249"]]"#
        );
        assert_eq!(StatedCrs::of(esri, None).unwrap().unwrap().contradiction, None);
        let web = crate::crs::wkt::WEB_MERCATOR.replace("\"3857\"", "\"900913\"").replace("298.257223563", "0");
        assert_eq!(StatedCrs::of(&web, None).unwrap().unwrap().crs, Crs::WEB_MERCATOR);
    }
}
