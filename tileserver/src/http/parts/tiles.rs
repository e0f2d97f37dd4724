//! Vector tiles, and what they contain.

use crate::http::handlers::tiles;
use crate::http::parts::part::{Endpoint, Part};
use crate::http::paths;
use crate::http::tiles::LONGEST_LAYERS;
use crate::http::wire::maps::tilejson::TileJson;
use crate::openapi::shared::{X, Y, Z};
use crate::openapi::{Answer, Described, Operation, Parameter, Text, binary};

static LAYERS: Parameter<Text> =
    Parameter::path("layers", Text { longest: LONGEST_LAYERS }).about("api-parameter-layers");
static OF_LAYERS: &[&dyn Described] = &[&LAYERS];
static OF_TILE: &[&dyn Described] = &[&LAYERS, &Z, &X, &Y];

const TILEJSON: Operation =
    Operation::new("api-tilejson", Answer::json::<TileJson>("api-answer-document")).takes(OF_LAYERS);
const TILE: Operation =
    Operation::new("api-tile", Answer::new(200, "api-answer-tile", &[("application/vnd.mapbox-vector-tile", binary)]))
        .takes(OF_TILE);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(paths::TILEJSON, "tilejson").get(tiles::tilejson, TILEJSON),
        Endpoint::at(paths::TILE, "tile").get(tiles::tile, TILE),
    ])
}
