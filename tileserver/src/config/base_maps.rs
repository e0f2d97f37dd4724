//! `[[base_maps]]`: pictures of others below our layers, from what was written to what it means.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::config::entry::Entry;
use crate::config::{ConfigError, EntryMistake};

const KEYS: [&str; 8] = ["name", "title", "url", "attribution", "min_zoom", "max_zoom", "tile_size", "bounds"];

/// What an address of tiles must name, in either spelling: that of XYZ services and that of WMTS (OGC 07-057r7, clause 10.2.1).
const PLACES: [[&str; 2]; 3] = [["{z}", "{TileMatrix}"], ["{y}", "{TileRow}"], ["{x}", "{TileCol}"]];

/// Services hardly ever have finer pictures; a map draws the finest larger.
const USUAL_MAX_ZOOM: u8 = 19;

/// A picture service, fetched through our own origin.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseMap {
    /// In its address: `[a-z][a-z0-9_]*`, at most 48 characters.
    pub name: String,
    /// For people.
    pub title: String,
    /// Who made it, shown with the map.
    pub attribution: String,
    /// Where tiles come from, with `{z}`, `{x}` and `{y}` for the tile of the Web Mercator grid.
    pub url: String,
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
    /// The address of one tile.
    pub fn tile(&self, zoom: u8, column: u32, row: u32) -> String {
        let numbers = [zoom.to_string(), row.to_string(), column.to_string()];
        PLACES.iter().zip(numbers).fold(self.url.clone(), |url, (names, number)| {
            names.iter().fold(url, |url, name| url.replace(name, &number))
        })
    }
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
    let url = entry.needed("url")?;
    if !is_template(url) {
        return Err(entry.wrong("url", url, EntryMistake::NotAUrl));
    }
    if let Some(open) = left_open(url) {
        return Err(entry.wrong("url", open, EntryMistake::LeftOpen));
    }
    let (min_zoom, max_zoom) =
        (entry.zoom("min_zoom")?.unwrap_or(0), entry.zoom("max_zoom")?.unwrap_or(USUAL_MAX_ZOOM));
    if min_zoom > max_zoom {
        return Err(entry.wrong("min_zoom", &min_zoom.to_string(), EntryMistake::NotAZoom));
    }
    Ok(BaseMap {
        name: name.to_owned(),
        title: entry.written("title")?.unwrap_or(name).to_owned(),
        attribution: entry.written("attribution")?.unwrap_or_default().to_owned(),
        url: url.to_owned(),
        min_zoom,
        max_zoom,
        tile_size: tile_size(entry)?,
        bounds: bounds(entry)?,
    })
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
    let is_box = |[west, south, east, north]: &[f64; 4]| {
        -180.0 <= *west && west < east && *east <= 180.0 && -90.0 <= *south && south < north && *north <= 90.0
    };
    let sides = sides.and_then(|sides| <[f64; 4]>::try_from(sides).ok()).filter(is_box);
    sides.map(Some).ok_or_else(|| entry.wrong("bounds", &written.to_string(), EntryMistake::NotABox))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Vec<BaseMap>, ConfigError> {
        let table: Table = toml.parse().unwrap();
        resolve(&[table])
    }

    const WHOLE: &str = "name = \"anh\"\nurl = \"https://tiles.example/{z}/{x}/{y}.jpg\"\n";

    #[test]
    fn a_service_is_read_in_either_spelling() {
        let all = read(&format!("{WHOLE}title = \"Ảnh hàng không 2024\"\nbounds = [107, 10.2, 107.4, 10.6]")).unwrap();
        assert_eq!(all[0].tile(14, 13_065, 7718), "https://tiles.example/14/13065/7718.jpg");
        assert_eq!((all[0].max_zoom, all[0].tile_size, all[0].bounds), (19, 256, Some([107.0, 10.2, 107.4, 10.6])));
        let wmts = "name = \"to\"\nurl = \"http://wmts.example/to/{TileMatrix}/{TileRow}/{TileCol}\"\ntile_size = 512";
        assert_eq!(read(wmts).unwrap()[0].tile(14, 13_065, 7718), "http://wmts.example/to/14/7718/13065");
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
