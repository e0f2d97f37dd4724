//! `diaban demo`: a sample city, made once, then served, with a burst waiting to be tapped.

use std::sync::Arc;

use data_samples::SampleLayer;
use planning::ROOM;
use spatial_core::message::Message;
use spatial_core::snapshot::{LegalCopy, World};
use spatial_core::store::{Store, StoreAddress};

use crate::apps::network::isolation::opening;
use crate::cli::error::CliError;
use crate::cli::line::asked::Demo;
use crate::cli::network::trace;
use crate::cli::serve::copy;
use crate::cli::terminal::console::Console;
use crate::cli::{sample, serve};
use crate::config::BaseMap;

/// The app that shows a burst.
const WATER: &str = "water";

/// Makes the city unless it is there, and serves it.
pub(in crate::cli) async fn run(console: &Console, asked: Demo) -> Result<(), CliError> {
    let mut settings = serve::settings(asked.config.as_deref(), asked.listen)?;
    if asked.out.exists() {
        console.note(&Message::new("cli-demo-reusing").with("path", asked.out.display()));
    } else {
        let making = Message::new("cli-demo-making").with("parcels", asked.parcels);
        console.note(&making.with("path", asked.out.display()));
        sample::make(console, asked.parcels, &asked.layers, &asked.out).await?;
    }
    let photo = asked.out.with_extension("pmtiles");
    if !photo.exists() && asked.layers == SampleLayer::WHOLE {
        sample::picture(asked.parcels, &photo)?;
    }
    settings.base_maps.extend(BaseMap::of_file("anh", console.language.text("cli-sample-photo-title"), &photo));
    let address = StoreAddress::Gpkg(asked.out);
    let store = Store::open(&address, false).await?;
    // The copy of the World that the server will read.
    let legal = LegalCopy::of([ROOM]);
    let world = World::open_showing(&store, copy::path(&address), &Arc::default(), legal).await?;
    if let Some(opening) = trace::held(world).await.and_then(|held| opening(&held)) {
        settings.openings.push((WATER, opening));
    }
    serve::answer(console, store, &address, settings, true).await
}
