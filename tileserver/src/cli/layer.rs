//! `diaban layer`: which layers a store holds, and who sees them.

use spatial_core::layer::{Clearance, Grant, LayerName};
use spatial_core::message::Message;
use spatial_core::store::private::Deed;
use spatial_core::store::{Removing, Showing, Store};

use crate::cli::error::CliError;
use crate::cli::line::asked::{LayerCommand, LayerDeed};
use crate::cli::line::usage::near;
use crate::cli::terminal::console::Console;
use crate::cli::user::{asked_for, opened, typed_at};

/// Does one thing to the layers of a store.
pub(super) async fn run(console: &Console, asked: LayerCommand) -> Result<(), CliError> {
    let store = opened(console, &asked.store).await?;
    match asked.deed {
        LayerDeed::List => list(console, &store).await,
        LayerDeed::Publish(layer) => show(console, &store, layer, Clearance::Open).await,
        LayerDeed::Hide { layer, from } => show(console, &store, layer, from).await,
        LayerDeed::Remove { layer, even_so } => remove(console, &store, layer, even_so).await,
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
    is_known(store, &layer, &to).await?;
    let committed = store.show(Showing::new(layer.clone(), to, deed.as_str().to_owned(), line)).await?;
    let said = Message::new(code).with("layer", layer).with("revision", committed.revision);
    console.say(&said.with("seen_by", seen_by));
    Ok(())
}

async fn remove(console: &Console, store: &Store, layer: LayerName, even_so: bool) -> Result<(), CliError> {
    let deed = Deed::LayerRemoved;
    let removing = Removing::new(layer.clone(), deed.as_str().to_owned(), typed_at("diaban layer", deed));
    let committed = store.remove(Removing { even_so, ..removing }).await?;
    console.say(&Message::new("cli-layer-removed").with("layer", layer).with("revision", committed.revision));
    Ok(())
}

/// Refuses to hide a layer for a power that nothing else asks for and nobody holds: that may be a slip of the pen, by which nobody sees it.
async fn is_known(store: &Store, layer: &LayerName, to: &Clearance) -> Result<(), CliError> {
    if !matches!(to, Clearance::Grant { .. }) {
        return Ok(());
    }
    let (_, layers) = store.layers().await?;
    let mut known = asked_for(layers.iter().filter(|other| other.name != *layer));
    for user in store.private().users().await? {
        known.extend(user.grants.into_iter().filter_map(|grant| match grant {
            Grant::Subject { subject, power, .. } => Some(Clearance::Grant { subject, power }),
            Grant::Staff => None,
        }));
    }
    if known.contains(to) {
        return Ok(());
    }
    let grant = to.to_string();
    let words: Vec<String> = known.iter().map(Clearance::to_string).collect();
    let near = near(&grant, words.iter().map(String::as_str)).map(str::to_owned);
    Err(CliError::NoPower { grant, near })
}
