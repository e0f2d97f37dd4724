//! `diaban migrate`: brings a store to the layout this program knows. Run it as the owner of the database before a new version serves.

use spatial_core::message::Message;
use spatial_core::store::{Migrated, Store, StoreAddress};

use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;

/// Takes the steps that are missing.
pub(super) async fn run(console: &Console, address: &StoreAddress) -> Result<(), CliError> {
    let Migrated { steps, has_roles } = Store::migrate(address).await?;
    let code = if steps == 0 { "cli-migrated-already" } else { "cli-migrated" };
    console.say(&Message::new(code).with("store", address).with("steps", steps));
    if !has_roles {
        console.note(&Message::new("cli-migrated-without-roles"));
    }
    Ok(())
}
