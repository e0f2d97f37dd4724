//! Commands of GDAL that messages advise: to be run as they are printed, in the folder of the file, by a Unix shell.

use std::path::Path;

use spatial_core::crs::Vn2000Zone;

use crate::error::{Definition, Packing, file_name};

/// Longest definition that is repeated in a command, with the name of its layer: real ones have up to 2,000 bytes.
const LONGEST: usize = 3000;
/// The zone that data go to where none has the grid they are in.
const ANY_ZONE: u32 = 9210;
/// Longest name of a table that is repeated.
const LONGEST_NAME: usize = 500;

/// The command that makes a file of the same content that we can stream: an object of a TopoJSON file is a layer then.
pub(super) fn conversion(path: &Path, packing: &Packing) -> String {
    let name = file_name(path);
    let stem = name.split('.').find(|part| !part.is_empty()).unwrap_or("converted");
    let target = quoted(&format!("{stem}.gpkg"));
    format!("ogr2ogr -f GPKG -a_srs EPSG:4326 {target} {}", quoted(&source(path, packing)))
}

/// The command that transforms a file by the definition it carries; none if it carries none.
pub(super) fn reprojection(path: &Path, definition: &Definition) -> Option<String> {
    let transform = |zone: Option<u32>| format!("ogr2ogr -t_srs EPSG:{}", zone.unwrap_or(ANY_ZONE));
    match definition {
        Definition::Nowhere => None,
        Definition::InFile { packing, zone } => {
            Some(format!("{} converted.gpkg {}", transform(*zone), quoted(&source(path, packing))))
        }
        Definition::BesideCode { layer, text } => {
            // GDAL goes by the code, so it has to be told the definition; and other layers have others.
            let transform = transform(Vn2000Zone::alike(text).map(|zone| zone.epsg));
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_short = text.len() + layer.len() <= LONGEST;
            let (file, text, layer) = (quoted(&source(path, &Packing::Plain)), quoted(&text), quoted(layer));
            is_short.then(|| format!("{transform} -s_srs {text} converted.gpkg {file} {layer}"))
        }
    }
}

/// The command that makes an ordinary table of a computed one.
pub(super) fn table_of(path: &Path, name: &str) -> String {
    let name: String = name.chars().take(LONGEST_NAME).collect();
    format!("ogr2ogr -f GPKG table.gpkg {} {}", quoted(&source(path, &Packing::Plain)), quoted(&name))
}

/// The command that rescues what is left of a damaged GeoPackage; `.recover` would find more, and is left out where Debian builds `sqlite3`.
pub(super) fn rescue(path: &Path) -> String {
    format!("sqlite3 {} \".clone rescued.gpkg\"", quoted(&source(path, &Packing::Plain)))
}

/// What GDAL calls a file: packed ones have a prefix, and one that begins like an option is led by its folder.
fn source(path: &Path, packing: &Packing) -> String {
    let name = file_name(path);
    match packing {
        Packing::Plain if name.starts_with('-') => format!("./{name}"),
        Packing::Plain => name,
        Packing::Gzip => format!("/vsigzip/{name}"),
        // Braces say where the archive's name ends, whatever its ending.
        Packing::Zip { entry } if path.extension().is_some_and(|end| end == "zip") => {
            format!("/vsizip/{name}/{}", entry.replace('\\', "/"))
        }
        Packing::Zip { entry } => format!("/vsizip/{{{name}}}/{}", entry.replace('\\', "/")),
    }
}

/// A word as a shell takes it for one. Double quotes where they do, for Windows knows no others.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-./:=+@,".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else if word.contains(['$', '`', '\\', '!']) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        format!("\"{}\"", word.replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_back_every_word() {
        for word in
            ["a.gpkg", "Thửa đất.gpkg", "a b.gpkg", "it's", "a\"b", "$HOME `x` !1 \\ it's", "x;y&z|(w)<>*?", "{a}", ""]
        {
            let printed = format!("printf %s {}", quoted(word));
            let out = std::process::Command::new("sh").args(["-c", &printed]).output().unwrap();
            assert_eq!(String::from_utf8(out.stdout).unwrap(), word, "{printed}");
        }
    }

    #[test]
    fn data_stay_in_the_zone_of_their_own_meridian_and_scale() {
        for (meridian, scale, code) in [
            (107.75, 0.9999, 5899),
            (105.75, 0.9999, 9210),
            (105.0, 0.9996, 3405),
            (105.0, 0.9999, 5897),
            (107.7, 0.9999, 9210),
        ] {
            let text = format!(
                concat!(
                    r#"PROJCS["x",GEOGCS["x",DATUM["D_unknown",SPHEROID["x",6378245.0,298.3]],PRIMEM["Greenwich",0.0],"#,
                    r#"UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],"#,
                    r#"PARAMETER["Central_Meridian",{}],PARAMETER["Scale_Factor",{}],UNIT["Meter",1.0]]"#
                ),
                meridian, scale
            );
            let beside = Definition::BesideCode { layer: "thua".to_owned(), text: text.clone() };
            for definition in [Definition::in_file(&text, &Packing::Zip { entry: "thua.shp".to_owned() }), beside] {
                let advised = reprojection(Path::new("a.zip"), &definition).unwrap();
                assert!(advised.starts_with(&format!("ogr2ogr -t_srs EPSG:{code} ")), "{advised}");
            }
        }
    }

    #[test]
    fn packed_files_and_names_like_options_are_led_to() {
        let zip = |entry: &str| Packing::Zip { entry: entry.to_owned() };
        for (name, packing, expected) in [
            ("xa/a b.gpkg", Packing::Plain, "a b.gpkg"),
            ("-a.gpkg", Packing::Plain, "./-a.gpkg"),
            ("a.topojson.gz", Packing::Gzip, "/vsigzip/a.topojson.gz"),
            ("a.zip", zip("xa/Thua.SHP"), "/vsizip/a.zip/xa/Thua.SHP"),
            ("a.dat", zip("thua.shp"), "/vsizip/{a.dat}/thua.shp"),
        ] {
            assert_eq!(source(Path::new(name), &packing), expected);
        }
    }
}
