//! What every map needs of the server, part by part; subjects add theirs in `apps`. To add an address: a line in its part, a handler, a
//! wire type, the sentences.
//!
//! In reading order: `part` (what a part is), then one file each.

mod assets;
mod changes;
mod documents;
mod features;
mod health;
mod maps;
pub(crate) mod part;
mod search;
mod session;
mod tiles;

use spatial_core::snapshot::LegalCopy;

use crate::config::Settings;
use crate::http::parts::part::Part;
use crate::http::served::Folded;
use crate::http::served::models::Models;
use crate::http::served::site::{Site, UNKNOWN};

/// These parts, in the order in which the API document tells them; those of subjects follow.
pub(crate) fn all() -> Vec<Part> {
    vec![
        documents::part(),
        features::part(),
        tiles::part(),
        maps::part(),
        search::part(),
        assets::part(),
        session::part(),
        changes::part(),
        health::part(),
    ]
}

/// What they say together.
pub(crate) fn folded(parts: &[Part], settings: &Settings) -> Folded {
    Folded {
        site: site(parts),
        models: Models::of(parts.iter().flat_map(|part| part.models.iter().copied()), settings),
        chores: parts.iter().flat_map(|part| part.chores.iter().copied()).collect(),
        legal: LegalCopy::of(parts.iter().filter_map(|part| part.legal)),
    }
}

/// What they say of themselves.
pub(crate) fn site(parts: &[Part]) -> Site {
    let mut site = Site {
        apps: parts.iter().flat_map(|part| part.apps.iter().copied()).collect(),
        powers: parts.iter().flat_map(|part| part.powers.iter().cloned()).collect(),
        feature_pages: parts.iter().flat_map(|part| part.feature_pages.iter().copied()).collect(),
        ..Site::default()
    };
    for endpoint in parts.iter().flat_map(|part| &part.endpoints) {
        for method in &endpoint.methods {
            site.operations.push((endpoint.path, method.name, method.operation));
            let label = method.label.unwrap_or(endpoint.label);
            if !site.labels.contains(&label) {
                site.labels.push(label);
            }
        }
    }
    site.labels.push(UNKNOWN);
    site
}
