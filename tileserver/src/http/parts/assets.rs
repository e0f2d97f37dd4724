//! Files that rows name: put first, named by a row then, and read by who sees such a row.

use crate::http::handlers::assets;
use crate::http::parts::part::{Endpoint, Part, Serves};
use crate::http::paths;
use crate::http::wire::assets::AssetDocument;
use crate::openapi::{Answer, Body, Operation, binary, of};

const PUT: Operation =
    Operation::new("api-asset-put", Answer::new(201, "api-answer-asset", &[("application/json", of::<AssetDocument>)]))
        .sent(Body::new(&[("application/octet-stream", binary)]))
        .refuses(&[401, 403, 408, 413, 422]);
const READ: Operation =
    Operation::new("api-asset-file", Answer::new(200, "api-answer-file", &[("application/octet-stream", binary)]))
        .takes(assets::PARAMETERS)
        .refuses(&[404]);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(paths::ASSETS, "asset_put").serves(Serves::Deposit).post(assets::put, PUT),
        Endpoint::at(paths::ASSET, "asset").get(assets::asset, READ),
    ])
}
