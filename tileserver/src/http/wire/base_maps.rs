//! The list of base maps.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::BaseMap;
use crate::http::paths;

/// `/v1/base-maps`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BaseMapList<'a> {
    base_maps: Vec<ListedBaseMap<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ListedBaseMap<'a> {
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

impl<'a> BaseMapList<'a> {
    /// Those of the settings, in their order.
    pub(crate) fn of(base: &str, maps: impl Iterator<Item = &'a BaseMap>) -> Self {
        let listed = |map: &'a BaseMap| ListedBaseMap {
            name: &map.name,
            title: &map.title,
            attribution: &map.attribution,
            tiles: format!("{base}{}", paths::base_map_template(&map.name)),
            min_zoom: map.min_zoom,
            max_zoom: map.max_zoom,
            tile_size: map.tile_size,
            bounds: map.bounds,
        };
        Self { base_maps: maps.map(listed).collect() }
    }
}
