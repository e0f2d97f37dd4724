//! Small Shapefiles of points, written byte by byte: what other programs would not write is what is looked for.

use std::path::PathBuf;

use system_tests::hostile::Desk;

/// Writes points with one field, `ten`, whose texts come as bytes; `cpg` and `prj` are written if given. The points lie beside each other.
pub(super) fn shapefile(desk: &Desk, name: &str, texts: &[&[u8]], cpg: Option<&str>, prj: Option<&str>) -> PathBuf {
    const WIDTH: usize = 80;
    let mut header = vec![3, 126, 11, 29];
    header.extend(u32::try_from(texts.len()).expect("few").to_le_bytes());
    header.extend([65, 0, u8::try_from(WIDTH + 1).expect("short"), 0]);
    header.resize(32, 0);
    header.extend(b"ten\0\0\0\0\0\0\0\0C");
    header.resize(48, 0);
    header.push(u8::try_from(WIDTH).expect("short"));
    header.resize(64, 0);
    header.push(0x0D);
    for text in texts {
        header.push(b' ');
        header.extend_from_slice(text);
        header.resize(header.len() + WIDTH - text.len(), b' ');
    }
    header.push(0x1A);
    desk.file(&format!("{name}.dbf"), header);
    let (x, y) =
        if prj.is_some_and(|prj| prj.starts_with("PROJCS")) { (430_000.0, 1_150_000.0) } else { (107.1, 10.4) };
    let bytes = u32::try_from(100 + 28 * texts.len()).expect("few");
    let head = |length: u32| {
        let mut head = vec![0, 0, 0x27, 0x0A];
        head.resize(24, 0);
        head.extend((length / 2).to_be_bytes());
        head.extend([0xE8, 3, 0, 0, 1, 0, 0, 0]);
        [x, y, x, y, 0.0, 0.0, 0.0, 0.0].iter().for_each(|number: &f64| head.extend(number.to_le_bytes()));
        head
    };
    let (mut shapes, mut index) = (head(bytes), head(100 + 8 * u32::try_from(texts.len()).expect("few")));
    for number in 1..=u32::try_from(texts.len()).expect("few") {
        index.extend(u32::try_from(shapes.len() / 2).expect("few").to_be_bytes());
        index.extend(10_u32.to_be_bytes());
        shapes.extend(number.to_be_bytes());
        shapes.extend(10_u32.to_be_bytes());
        shapes.extend(1_u32.to_le_bytes());
        [x, y].iter().for_each(|number: &f64| shapes.extend(number.to_le_bytes()));
    }
    desk.file(&format!("{name}.shx"), index);
    for (end, text) in [("cpg", cpg), ("prj", prj)] {
        let path = desk.at(&format!("{name}.{end}"));
        match text {
            Some(text) => std::fs::write(path, text).expect("a file can be written"),
            None => drop(std::fs::remove_file(path)),
        }
    }
    desk.file(&format!("{name}.shp"), shapes)
}

/// WGS 84 as ESRI's programs write it.
pub(super) const DEGREES: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;

/// A zone of VN-2000 with a central meridian of its own, and what stands behind its parameters.
pub(super) fn zone(meridian: f64, more: &str) -> String {
    format!(
        concat!(
            r#"PROJCS["VN-2000 / TM-3",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],"#,
            r#"PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],"#,
            r#"PARAMETER["False_Easting",500000],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{}],"#,
            r#"PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]{}]"#
        ),
        meridian, more
    )
}
