//! `diaban layer`: which layers a store holds, and who sees them.

use spatial_core::layer::{Clearance, LayerName};
use spatial_core::message::Message;
use spatial_core::store::{Showing, Store};

use crate::cli::asked::{LayerCommand, LayerDeed};
use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;
use crate::cli::user::{asked_for, opened, typed_at};

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
    let code = if to.is_open() { "cli-layer-published" } else { "cli-layer-hidden" };
    let (deed, seen_by) = (Showing::deed(&to), to.to_string());
    let line = typed_at("diaban layer", deed);
    let slip = slip(store, &layer, &to).await?;
    let committed = store.show(Showing::new(layer.clone(), to, deed.as_str().to_owned(), line)).await?;
    let said = Message::new(code).with("layer", layer).with("revision", committed.revision);
    console.say(&said.with("seen_by", seen_by));
    if let Some(power) = slip {
        console.note(&Message::new("cli-layer-power-unasked").with("grant", power));
    }
    Ok(())
}

/// The power a layer is to be hidden for, if nothing else asks for it: that may be a slip of the pen, by which nobody sees the layer.
async fn slip(store: &Store, layer: &LayerName, to: &Clearance) -> Result<Option<String>, CliError> {
    if !matches!(to, Clearance::Grant { .. }) {
        return Ok(None);
    }
    let (_, layers) = store.layers().await?;
    let asked = asked_for(layers.iter().filter(|other| other.name != *layer));
    Ok((!asked.contains(to)).then(|| to.to_string()))
}
