//! `diaban trace`: questions to a network, answered as the server answers them (JSON).

mod line;

use std::sync::Arc;

use network::Networks;
use spatial_core::models::{Held, Keeper};
use spatial_core::snapshot::{LegalCopy, World};

use crate::apps::network::isolation::answered;
use crate::cli::error::CliError;
use crate::cli::serve::copy;
use crate::cli::terminal::console::Console;
use crate::cli::user::opened;

pub(in crate::cli) use line::{Trace, line};

/// Traces.
pub(in crate::cli) async fn run(console: &Console, asked: Trace) -> Result<(), CliError> {
    let store = opened(console, &asked.store).await?;
    let world = World::open_showing(&store, copy::path(&asked.store), &Arc::default(), LegalCopy::default()).await?;
    let missing = || CliError::NoNetwork { network: asked.network.clone(), there: Vec::new() };
    let held = held(world).await.ok_or_else(missing)?;
    let Some(graph) = held.model().graph(&asked.network).cloned() else {
        let there = held.model().all().map(|(name, _)| name.to_owned()).collect();
        return Err(CliError::NoNetwork { network: asked.network, there });
    };
    let (document, _) = answered(&held, (&asked.network, &graph), &asked.isolation).map_err(CliError::Untraced)?;
    let text =
        serde_json::to_string_pretty(&document).map_err(|error| CliError::Broken { problem: error.to_string() })?;
    console.print(&format!("{text}\n"));
    Ok(())
}

/// A World with its networks.
async fn held(world: World) -> Option<Held<Networks>> {
    let keeper = Keeper::<Networks>::new(());
    keeper.advance(Arc::new(world)).await;
    keeper.now()
}
