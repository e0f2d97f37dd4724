//! `diaban import region.osm.pbf --kind base`: an OpenStreetMap extract becomes the layers of the base map, one after the other.

mod line;

use std::collections::BTreeMap;

use importers::{BaseLayer, FieldRule, ImportError, ImportRequest, Mapping, Mode, Report};
use spatial_core::layer::{FieldRole, Kind, Layer, LayerName};
use spatial_core::message::{Message, Say};
use spatial_core::store::private::Deed;
use spatial_core::store::{Store, StoreError};

use super::brought::{Target, import, may_be_written, not_itself, write};
use super::heeds_limits;
use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::{account, adoption, report};
use crate::cli::user::typed_at;
use crate::text::clock;

pub(in crate::cli) use line::{ImportBase, is_meant, line};

/// As the licence of the data asks (ODbL 1.0, §4.3).
const ATTRIBUTION: &str = "© OpenStreetMap contributors";

/// Imports layer by layer, and prints one report of all.
pub(in crate::cli) async fn run(console: &Console, asked: ImportBase) -> Result<(), CliError> {
    let _limit = heeds_limits();
    asked.report.as_deref().map_or(Ok(()), may_be_written)?;
    not_itself(&asked.files, &asked.into)?;
    let looked = Store::look(&asked.into).await?;
    adoption::tell(console, &asked.into, &looked, asked.is_dry_run);
    if asked.mode == Mode::Create {
        are_free(&looked.layers)?;
    }
    let mut all: Option<Report> = None;
    for layer in BaseLayer::ALL {
        let looked = Store::look(&asked.into).await?;
        let target = match looked {
            looked if asked.is_dry_run => Target::Nowhere(asked.into.clone(), looked.layers),
            looked if looked.is_store => Target::Store(Store::open(&asked.into, true).await?),
            looked => Target::NoStoreYet(asked.into.clone(), looked.layers),
        };
        match import(console, target, request(console, layer, &asked)).await {
            Ok(one) => {
                all = Some(match all.take() {
                    Some(before) => before.with(one),
                    None => one,
                });
            }
            // What the extract has nothing of stays as it is.
            Err(CliError::Import(ImportError::NoRecords)) => {
                console.note(&ImportError::NoRecords.message());
            }
            Err(error) => return Err(error),
        }
    }
    let Some(all) = all else { return Err(ImportError::NoRecords.into()) };
    let outcome = if asked.is_dry_run {
        Message::new("report-dry-run")
    } else {
        Message::new("cli-base-layers").with("layers", &all.layer).with("unpublished", asked.is_unpublished)
    };
    console.print(&report::with_outcome(&all, &outcome, console.language));
    asked.report.map_or(Ok(()), |path| write(&all, &path, console))
}

/// Refuses before anything is done what the last layer would be refused for.
fn are_free(layers: &[Layer]) -> Result<(), ImportError> {
    let is_ours = |layer: &&Layer| BaseLayer::ALL.iter().any(|base| base.name() == layer.name.as_str());
    match layers.iter().find(is_ours) {
        Some(layer) => Err(StoreError::LayerExists { layer: layer.name.clone() }.into()),
        None => Ok(()),
    }
}

fn request(console: &Console, layer: BaseLayer, asked: &ImportBase) -> ImportRequest {
    let name = LayerName::parse(layer.name()).expect("names of the base map fit the pattern");
    ImportRequest {
        kind: Some(Kind::Base),
        mode: asked.mode.clone(),
        source_layer: Some(layer.name().to_owned()),
        mapping: Some(mapping(console, layer)),
        is_unpublished: asked.is_unpublished,
        who: account::name(),
        imported_at: clock::now(),
        audit: Some(typed_at("diaban import", Deed::LayerImported)),
        ..ImportRequest::new(asked.files.clone(), name)
    }
}

/// Which element a record was is told in findings, and not kept.
fn mapping(console: &Console, layer: BaseLayer) -> Mapping {
    let title = match layer {
        BaseLayer::Areas => "base-areas",
        BaseLayer::Waterways => "base-waterways",
        BaseLayer::Buildings => "base-buildings",
        BaseLayer::Roads => "base-roads",
        BaseLayer::Boundaries => "base-boundaries",
        BaseLayer::Places => "base-places",
    };
    let playing = |role| FieldRule { role: Some(role), is_private: Some(false), ..FieldRule::default() };
    let fields = [
        ("osm", FieldRule { is_dropped: true, ..FieldRule::default() }),
        ("class", playing(FieldRole::Class)),
        ("name", playing(FieldRole::Name)),
    ];
    Mapping {
        title: Some(console.language.text(title)),
        key: Some("osm".to_owned()),
        class_field: Some("class".to_owned()),
        min_zoom: Some(layer.min_zoom()),
        attribution: Some(ATTRIBUTION.to_owned()),
        fields: BTreeMap::from(fields.map(|(name, rule)| (name.to_owned(), rule))),
        ..Mapping::default()
    }
}
