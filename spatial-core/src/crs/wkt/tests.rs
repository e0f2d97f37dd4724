//! Definitions as programs really write them.

use super::Definition;

#[track_caller]
fn check(wkt: &str, expected: Option<u32>) {
    assert_eq!(Definition::read(wkt).by_parameters, expected, "{wkt}");
}

const ESRI: &str = concat!(
    r#"PROJCS["VN-2000_TM-3_108-30",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],"#,
    r#"PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],"#,
    r#"PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",108.5],"#,
    r#"PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#
);

#[test]
fn an_esri_prj_is_recognised_by_its_parameters() {
    check(ESRI, Some(9218));
    check(&ESRI.replace("108.5", "107.75"), Some(5899));
    check(&ESRI.replace("108.5", "105.0").replace("0.9999", "0.9996"), Some(3405));
    check(&ESRI.replace("Transverse_Mercator", "Gauss_Kruger"), Some(9218));
    check(
        r#"GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#,
        Some(4756),
    );
    check(
        r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#,
        Some(4326),
    );
    check(
        r#"PROJCS["WGS_1984_UTM_Zone_48N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#,
        Some(32648),
    );
    check(
        r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#,
        Some(3857),
    );
}

#[test]
fn a_meridian_or_datum_that_is_no_zone_is_not_guessed() {
    check(&ESRI.replace("108.5", "108.4"), None);
    check(&ESRI.replace("0.9999", "1.0"), None);
    check(&ESRI.replace("D_Vietnam_2000", "D_WGS_1984"), None);
    check(&ESRI.replace("D_Vietnam_2000", "D_Hanoi_1972"), None);
    check(&ESRI.replace(r#"UNIT["Meter",1.0]"#, r#"UNIT["Foot_US",0.304800609601219]"#), None);
}

#[test]
fn wkt_2_and_towgs84_are_recognised_too() {
    check(
        r#"PROJCRS["mine",BASEGEOGCRS["VN-2000",DATUM["Vietnam 2000",ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]]],CONVERSION["x",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0],PARAMETER["Longitude of natural origin",107.75],PARAMETER["Scale factor at natural origin",0.9999],PARAMETER["False easting",500000],PARAMETER["False northing",0]],CS[Cartesian,2]]"#,
        Some(5899),
    );
    check(
        r#"PROJCS["unnamed",GEOGCS["unknown",DATUM["unknown",SPHEROID["WGS84",6378137,298.257223563],TOWGS84[-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",105.75],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["Meter",1]]"#,
        Some(9210),
    );
}

#[test]
fn broken_text_is_no_system_and_no_panic() {
    let good = format!("\u{feff}{ESRI}\r\n\0");
    check(&good, Some(9218));
    for cut in 0..ESRI.len() {
        check(&ESRI[..cut], None);
    }
    for text in ["", "[", "]", "A[", "A[]", "A[\"", "A[,,,]", "A[[[[", &"A[".repeat(10_000), "(((", "A[\u{0}]"] {
        check(text, None);
    }
}
