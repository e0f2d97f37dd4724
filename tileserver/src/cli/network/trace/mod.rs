//! `diaban trace`: questions to a network, answered as the server answers them: JSON, or text for people and the tools of a shell.

mod line;
mod plain;

use std::sync::Arc;

use network::{Graph, Networks};
use serde::Serialize;
use spatial_core::layer::Audience;
use spatial_core::models::{Held, Keeper};
use spatial_core::snapshot::{LegalCopy, World};

use crate::apps::network::{isolation, segments, trace, zones};
use crate::cli::error::CliError;
use crate::cli::serve::copy;
use crate::cli::terminal::console::Console;
use crate::cli::user::opened;

use line::Question;
pub(in crate::cli) use line::{Trace, line};

/// A table is told whole.
const WHOLE: (usize, usize) = (0, usize::MAX);

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
    console.print(&told(&held, (&asked.network, &graph), &asked)?);
    Ok(())
}

fn told(held: &Held<Networks>, (network, graph): (&str, &Graph), asked: &Trace) -> Result<String, CliError> {
    let (revision, is_text) = (held.revision().0, asked.is_text);
    match &asked.question {
        Question::Isolation(question) => {
            let found = isolation::answered(held, (network, graph), question).map_err(CliError::Untraced)?;
            written(&found.0, is_text)
        }
        Question::Trace(question) => {
            let found = trace::answered(revision, (network, graph), question).map_err(CliError::Untraced)?;
            written(&found.0, is_text)
        }
        Question::Segments => written(&segments::all_segments(revision, (network, graph), WHOLE), is_text),
        Question::Valves => written(&segments::all_valves(revision, (network, graph), WHOLE), is_text),
        Question::Zones(kind) => {
            let zones = zones::answered(held, (network, graph), kind.as_deref(), Audience::STAFF);
            written(&zones, is_text)
        }
    }
}

fn written(document: &impl Serialize, is_text: bool) -> Result<String, CliError> {
    let written = match is_text {
        true => serde_json::to_value(document).map(|document| plain::text(&document)),
        false => serde_json::to_string_pretty(document).map(|text| text + "\n"),
    };
    written.map_err(|error| CliError::Broken { problem: error.to_string() })
}

/// A World with its networks.
pub(in crate::cli) async fn held(world: World) -> Option<Held<Networks>> {
    let keeper = Keeper::<Networks>::new(());
    keeper.advance(Arc::new(world)).await;
    keeper.now()
}
