//! `diaban layer`: which layers a store holds, and who sees them.

use spatial_core::layer::{Clearance, LayerName};
use spatial_core::message::Message;
use spatial_core::store::private::{Deed, PendingAudit};
use spatial_core::store::{Showing, Store};

use crate::cli::asked::{LayerCommand, LayerDeed};
use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;
use crate::cli::user::{opened, typed_at};

/// Does one thing to the layers of a store.
pub(super) async fn run(console: &Console, asked: LayerCommand) -> Result<(), CliError> {
    let store = opened(console, &asked.store).await?;
    match asked.deed {
        LayerDeed::List => list(console, &store).await,
        LayerDeed::Publish(layer) => show(console, &store, layer, Clearance::Open).await,
        LayerDeed::Hide { layer, from } => show(console, &store, layer, from).await,
    }
}

/// Name, features, who sees it, between tabs.
async fn list(console: &Console, store: &Store) -> Result<(), CliError> {
    let (_, layers) = store.layers().await?;
    for layer in layers {
        console.print(&format!("{}\t{}\t{}\n", layer.name, layer.count, layer.clearance));
    }
    Ok(())
}

async fn show(console: &Console, store: &Store, layer: LayerName, to: Clearance) -> Result<(), CliError> {
    let (deed, code) = match to.is_open() {
        true => (Deed::LayerPublished, "cli-layer-published"),
        false => (Deed::LayerHidden, "cli-layer-hidden"),
    };
    let mut line = typed_at("diaban layer", deed);
    line.layer = Some(layer.clone());
    line.detail = (!to.is_open()).then(|| to.to_string());
    let (who, seen_by) = (line.who.clone(), to.to_string());
    let audit = vec![PendingAudit { entry: line, inserted: None }];
    let showing = Showing { layer: layer.clone(), to, who, why: deed.as_str().to_owned(), audit };
    let committed = store.show(showing).await?;
    let said = Message::new(code).with("layer", layer).with("revision", committed.revision);
    console.say(&said.with("seen_by", seen_by));
    Ok(())
}
