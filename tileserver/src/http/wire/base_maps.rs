//! The list of base maps.

use serde::Serialize;

use crate::config::BaseMap;
use crate::http::paths;

/// `/v1/base-maps`.
#[derive(Debug, Serialize)]
pub(crate) struct Document<'a> {
    base_maps: Vec<Listed<'a>>,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    name: &'a str,
    title: &'a str,
    attribution: &'a str,
    /// On our own origin, whoever makes the pictures.
    tiles: String,
    min_zoom: u8,
    max_zoom: u8,
    tile_size: u16,
    /// West, south, east, north.
    #[serde(skip_serializing_if = "Option::is_none")]
    bounds: Option<[f64; 4]>,
}

impl<'a> Document<'a> {
    /// Those of the settings, in their order.
    pub(crate) fn of(maps: impl Iterator<Item = &'a BaseMap>) -> Self {
        let listed = |map: &'a BaseMap| Listed {
            name: &map.name,
            title: &map.title,
            attribution: &map.attribution,
            tiles: paths::base_map_template(&map.name),
            min_zoom: map.min_zoom,
            max_zoom: map.max_zoom,
            tile_size: map.tile_size,
            bounds: map.bounds,
        };
        Self { base_maps: maps.map(listed).collect() }
    }
}
