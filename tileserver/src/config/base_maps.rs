//! `[[base_maps]]`: pictures of others below our layers, from what was written to what it means.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use pmtiles::{Compression, Header, TileType};
use toml::{Table, Value};

use crate::config::entry::Entry;
use crate::config::{ConfigError, EntryMistake};

const KEYS: [&str; 9] = ["name", "title", "url", "file", "attribution", "min_zoom", "max_zoom", "tile_size", "bounds"];

/// What an address of tiles must name, in either spelling: that of XYZ services and that of WMTS (OGC 07-057r7, clause 10.2.1).
const PLACES: [[&str; 2]; 3] = [["{z}", "{TileMatrix}"], ["{y}", "{TileRow}"], ["{x}", "{TileCol}"]];

/// Bytes of the header of an archive (PMTiles 3, section 3).
const HEADER_BYTES: usize = 127;

/// Services hardly ever have finer pictures; a map draws the finest larger.
const USUAL_MAX_ZOOM: u8 = 19;

/// Where the pictures of a base map come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Pictures {
    /// A service, asked through our own origin: its address with `{z}`, `{x}` and `{y}` for the tile of the Web Mercator grid.
    Service {
        /// That address.
        url: String,
    },
    /// An archive of tiles in one file (PMTiles 3).
    Archive {
        /// Where it lies.
        file: PathBuf,
        /// What its tiles are: JPEG, PNG, WebP or AVIF.
        kind: &'static str,
    },
}

/// Pictures to lie below the layers.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseMap {
    /// In its address: `[a-z][a-z0-9_]*`, at most 48 characters.
    pub name: String,
    /// For people.
    pub title: String,
    /// Who made it, shown with the map.
    pub attribution: String,
    /// Where its tiles come from.
    pub pictures: Pictures,
    /// Coarsest zoom.
    pub min_zoom: u8,
    /// Finest zoom.
    pub max_zoom: u8,
    /// Pixels of a side: 256 or 512.
    pub tile_size: u16,
    /// West, south, east, north in degrees of WGS 84, if there is nothing beyond.
    pub bounds: Option<[f64; 4]>,
}

impl BaseMap {
    /// The pictures of an archive of our own; `None` if it is none.
    pub fn of_file(name: &str, title: String, file: &Path) -> Option<Self> {
        let (pictures, Usual { min_zoom, max_zoom, bounds }) = archive(file).ok()?;
        let (name, attribution) = (name.to_owned(), String::new());
        Some(Self { name, title, attribution, pictures, min_zoom, max_zoom, tile_size: 256, bounds })
    }
}

/// The address of one tile of a service.
pub fn tile_url(url: &str, zoom: u8, column: u32, row: u32) -> String {
    let numbers = [zoom.to_string(), row.to_string(), column.to_string()];
    PLACES
        .iter()
        .zip(numbers)
        .fold(url.to_owned(), |url, (names, number)| names.iter().fold(url, |url, name| url.replace(name, &number)))
}

/// Understands every base map, or says which key it does not.
pub(super) fn resolve(written: &[Table]) -> Result<Vec<BaseMap>, ConfigError> {
    let mut names = BTreeSet::new();
    let mut all = Vec::with_capacity(written.len());
    for (at, table) in written.iter().enumerate() {
        let entry = Entry { section: "base_maps", number: at + 1, table };
        let map = one(&entry)?;
        if !names.insert(map.name.clone()) {
            return Err(entry.wrong("name", &map.name, EntryMistake::Twice));
        }
        all.push(map);
    }
    Ok(all)
}

fn one(entry: &Entry<'_>) -> Result<BaseMap, ConfigError> {
    entry.knows(&KEYS)?;
    let name = entry.needed("name")?;
    if !is_name(name) {
        return Err(entry.wrong("name", name, EntryMistake::NotAName));
    }
    let (pictures, usual) = pictures(entry)?;
    let (min_zoom, max_zoom) =
        (entry.zoom("min_zoom")?.unwrap_or(usual.min_zoom), entry.zoom("max_zoom")?.unwrap_or(usual.max_zoom));
    if min_zoom > max_zoom {
        return Err(entry.wrong("min_zoom", &min_zoom.to_string(), EntryMistake::NotAZoom));
    }
    Ok(BaseMap {
        name: name.to_owned(),
        title: entry.written("title")?.unwrap_or(name).to_owned(),
        attribution: entry.written("attribution")?.unwrap_or_default().to_owned(),
        pictures,
        min_zoom,
        max_zoom,
        tile_size: tile_size(entry)?,
        bounds: bounds(entry)?.or(usual.bounds),
    })
}

/// What holds unless the settings say otherwise.
struct Usual {
    min_zoom: u8,
    max_zoom: u8,
    bounds: Option<[f64; 4]>,
}

/// Where the pictures come from: a service or a file, one of them; an archive says itself how far it reaches.
fn pictures(entry: &Entry<'_>) -> Result<(Pictures, Usual), ConfigError> {
    let Some(file) = entry.written("file")? else {
        let usual = Usual { min_zoom: 0, max_zoom: USUAL_MAX_ZOOM, bounds: None };
        return Ok((Pictures::Service { url: service(entry)? }, usual));
    };
    if entry.table.contains_key("url") {
        return Err(entry.wrong("url", file, EntryMistake::BesideAFile));
    }
    archive(Path::new(file)).map_err(|mistake| entry.wrong("file", file, mistake))
}

fn service(entry: &Entry<'_>) -> Result<String, ConfigError> {
    let url = entry.needed("url")?;
    if !is_template(url) {
        return Err(entry.wrong("url", url, EntryMistake::NotAUrl));
    }
    match left_open(url) {
        Some(open) => Err(entry.wrong("url", open, EntryMistake::LeftOpen)),
        None => Ok(url.to_owned()),
    }
}

/// What the head of an archive says.
fn archive(file: &Path) -> Result<(Pictures, Usual), EntryMistake> {
    let mut head = [0; HEADER_BYTES];
    let mut opened = std::fs::File::open(file).map_err(|_| EntryMistake::NotReadable)?;
    opened.read_exact(&mut head).map_err(|_| EntryMistake::NotAnArchive)?;
    let header = Header::try_from_bytes(head.to_vec().into()).map_err(|_| EntryMistake::NotAnArchive)?;
    let is_picture = matches!(header.tile_type, TileType::Jpeg | TileType::Png | TileType::Webp | TileType::Avif);
    if !is_picture || header.tile_compression != Compression::None || header.min_zoom > header.max_zoom {
        return Err(EntryMistake::NotAnArchive);
    }
    let sides = [header.min_longitude, header.min_latitude, header.max_longitude, header.max_latitude];
    let usual = Usual { min_zoom: header.min_zoom, max_zoom: header.max_zoom, bounds: Some(sides).filter(is_box) };
    Ok((Pictures::Archive { file: file.to_owned(), kind: header.tile_type.content_type() }, usual))
}

fn is_name(text: &str) -> bool {
    text.len() <= 48
        && text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

fn is_template(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && !url.contains(char::is_whitespace)
        && PLACES.iter().all(|names| names.iter().any(|name| url.contains(name)))
}

/// What stands in braces and is no place of a tile: capabilities of WMTS name `{Style}` and others, which have one value here.
fn left_open(url: &str) -> Option<&str> {
    let braced = url.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name));
    braced.into_iter().find(|name| !PLACES.iter().flatten().any(|place| place.trim_matches(['{', '}']) == *name))
}

fn tile_size(entry: &Entry<'_>) -> Result<u16, ConfigError> {
    match entry.table.get("tile_size").map(|size| (size, size.as_integer())) {
        None | Some((_, Some(256))) => Ok(256),
        Some((_, Some(512))) => Ok(512),
        Some((other, _)) => Err(entry.wrong("tile_size", &other.to_string(), EntryMistake::NotATileSize)),
    }
}

fn bounds(entry: &Entry<'_>) -> Result<Option<[f64; 4]>, ConfigError> {
    let Some(written) = entry.table.get("bounds") else { return Ok(None) };
    let number = |value: &Value| {
        value.as_float().or_else(|| value.as_integer().and_then(|whole| i32::try_from(whole).ok()).map(f64::from))
    };
    let sides: Option<Vec<f64>> = written.as_array().and_then(|sides| sides.iter().map(number).collect());
    let sides = sides.and_then(|sides| <[f64; 4]>::try_from(sides).ok()).filter(is_box);
    sides.map(Some).ok_or_else(|| entry.wrong("bounds", &written.to_string(), EntryMistake::NotABox))
}

/// True for west, south, east and north in degrees, with something between them.
fn is_box([west, south, east, north]: &[f64; 4]) -> bool {
    -180.0 <= *west && west < east && *east <= 180.0 && -90.0 <= *south && south < north && *north <= 90.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Vec<BaseMap>, ConfigError> {
        let table: Table = toml.parse().unwrap();
        resolve(&[table])
    }

    fn tile(map: &BaseMap, zoom: u8, column: u32, row: u32) -> String {
        let Pictures::Service { url } = &map.pictures else { panic!("a service") };
        tile_url(url, zoom, column, row)
    }

    const WHOLE: &str = "name = \"anh\"\nurl = \"https://tiles.example/{z}/{x}/{y}.jpg\"\n";

    #[test]
    fn a_service_is_read_in_either_spelling() {
        let all = read(&format!("{WHOLE}title = \"Ảnh hàng không 2024\"\nbounds = [107, 10.2, 107.4, 10.6]")).unwrap();
        assert_eq!(tile(&all[0], 14, 13_065, 7718), "https://tiles.example/14/13065/7718.jpg");
        assert_eq!((all[0].max_zoom, all[0].tile_size, all[0].bounds), (19, 256, Some([107.0, 10.2, 107.4, 10.6])));
        let wmts = "name = \"to\"\nurl = \"http://wmts.example/to/{TileMatrix}/{TileRow}/{TileCol}\"\ntile_size = 512";
        assert_eq!(tile(&read(wmts).unwrap()[0], 14, 13_065, 7718), "http://wmts.example/to/14/7718/13065");
    }

    #[test]
    fn each_mistake_names_its_key() {
        use EntryMistake as M;
        for (toml, key, expected) in [
            ("url = \"https://a/{z}/{x}/{y}\"", "name", M::Missing),
            ("name = \"Ảnh\"\nurl = \"https://a/{z}/{x}/{y}\"", "name", M::NotAName),
            ("name = \"a\"\nurl = \"file:///{z}/{x}/{y}\"", "url", M::NotAUrl),
            ("name = \"a\"\nurl = \"https://a/{z}/{x}\"", "url", M::NotAUrl),
            ("name = \"a\"\nurl = \"https://a/{Style}/{z}/{x}/{y}\"", "url", M::LeftOpen),
            (&format!("{WHOLE}max_zoom = 30"), "max_zoom", M::NotAZoom),
            (&format!("{WHOLE}min_zoom = 9\nmax_zoom = 3"), "min_zoom", M::NotAZoom),
            (&format!("{WHOLE}tile_size = 300"), "tile_size", M::NotATileSize),
            (&format!("{WHOLE}bounds = [107.4, 10, 107, 11]"), "bounds", M::NotABox),
        ] {
            let error = read(toml).unwrap_err();
            assert!(matches!(&error, ConfigError::Entry { mistake, .. } if *mistake == expected), "{toml}: {error}");
            assert!(error.to_string().starts_with(&format!("[[base_maps]] #1 {key}:")), "{error}");
        }
    }
}
