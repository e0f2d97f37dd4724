//! `diaban extract`: what plans say of a parcel, as the server answers it; or of every parcel, a line for each share, in a file.
//!
//! In reading order: `line` (what was typed), `all` (every parcel) with `account` (how far it is) and `rows` (what an earlier run wrote),
//! `package` (a GeoPackage of the lines).

mod account;
mod all;
mod line;
mod package;
mod rows;

use std::sync::Arc;

use planning::{MAY_APPRAISE, MAY_APPROVE, MAY_DRAFT, MAY_PUBLISH, ROOM, Register};
use spatial_core::layer::{Audience, Grant};
use spatial_core::models::{Held, Keeper};
use spatial_core::snapshot::{LegalCopy, World};

use crate::apps::planning::extract::{ExtractOffline, of_key};
use crate::cli::error::CliError;
use crate::cli::serve::{self, copy};
use crate::cli::terminal::console::Console;
use crate::cli::user::opened;
use crate::text::clock;
use all::AllAsked;
use line::ExtractOf;

pub(super) use line::{Extract, line};

/// Extracts.
pub(super) async fn run(console: &Console, asked: Extract) -> Result<(), CliError> {
    let settings = serve::settings(asked.config.as_deref(), None)?;
    let store = opened(console, &asked.store).await?;
    let copy = copy::path(&asked.store);
    let world = World::open_showing(&store, copy, &Arc::default(), LegalCopy::of([ROOM])).await?;
    let held = held(world).await?;
    let audience = audience(asked.all_states);
    match asked.of {
        ExtractOf::Parcel { key } => {
            let (language, functions, thresholds) = (console.language, settings.function_map, settings.thresholds);
            let question = ExtractOffline { key: &key, day: asked.as_of, audience, language, functions, thresholds };
            let told = of_key(&store, held, question).await?;
            console.print(&format!("{}\n", told.ok_or(CliError::NoParcel { key })?));
            Ok(())
        }
        ExtractOf::All { out, plan, commune, resume } => {
            let asked = AllAsked {
                day: asked.as_of.unwrap_or_else(clock::today),
                all_states: asked.all_states,
                out,
                plan,
                commune,
                resume,
                thresholds: settings.thresholds,
            };
            all::run(console, &store, held, audience, asked).await
        }
    }
}

/// Who everybody is; or, for who asks for all states, staff with every power over plans everywhere: whoever can read the store can.
fn audience(all_states: bool) -> Audience {
    if !all_states {
        return Audience::ANONYMOUS;
    }
    let powers = [MAY_DRAFT, MAY_APPRAISE, MAY_APPROVE, MAY_PUBLISH];
    Audience::of(powers.into_iter().filter_map(|power| Grant::over(ROOM, power)).chain([Grant::Staff]))
}

/// A World with its register.
async fn held(world: World) -> Result<Held<Register>, CliError> {
    let keeper = Keeper::<Register>::new(());
    let world = Arc::new(world);
    keeper.advance(Arc::clone(&world)).await;
    keeper.now().ok_or(CliError::NoParcels)
}
