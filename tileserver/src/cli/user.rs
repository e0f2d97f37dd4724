//! `diaban user`: who may sign in. Passwords come from a prompt or from standard input, never from the command line, where others see
//! them; a token is printed once and kept nowhere.

use std::time::{Duration, SystemTime};

use spatial_core::message::Message;
use spatial_core::store::private::{AuditEntry, Deed, NewUser, PrivateStore, Token, TokenKind, UserName};
use spatial_core::store::{Store, StoreAddress, StoreError};

use crate::auth::{PasswordError, Secret};
use crate::cli::asked::{UserCommand, UserDeed};
use crate::cli::error::CliError;
use crate::cli::terminal::adoption;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::typed;
use crate::text::clock;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Does one thing to the users of a store.
pub(super) async fn run(console: &Console, asked: UserCommand) -> Result<(), CliError> {
    let private = private(console, &asked.store).await?;
    match asked.deed {
        UserDeed::List => list(console, &private).await,
        UserDeed::Add { name, role } => {
            if private.user(&name).await?.is_some() {
                return Err(StoreError::UserExists { name }.into());
            }
            let hash = typed::password(console)?.hashed()?;
            private.add_user(NewUser { name: name.clone(), hash, role, created: SystemTime::now() }).await?;
            record(&private, Deed::UserAdded, &name).await?;
            console.say(&Message::new("cli-user-added").with("name", name).with("role", role.as_str()));
            Ok(())
        }
        UserDeed::Remove { name } => {
            private.remove_user(&name, SystemTime::now()).await?;
            record(&private, Deed::UserRemoved, &name).await?;
            console.say(&Message::new("cli-user-removed").with("name", name));
            Ok(())
        }
        UserDeed::Token { name, days } => {
            let secret = token(&private, &name, days).await?;
            record(&private, Deed::TokenIssued, &name).await?;
            console.note(&Message::new("cli-user-token").with("name", name).with("days", days));
            console.print(&format!("{}\n", secret.as_str()));
            Ok(())
        }
    }
}

async fn private(console: &Console, address: &StoreAddress) -> Result<PrivateStore, CliError> {
    let looked = Store::look(address).await?;
    adoption::tell(console, address, &looked, false);
    Ok(Store::open(address, false).await?.private())
}

async fn token(private: &PrivateStore, user: &UserName, days: u32) -> Result<Secret, CliError> {
    let secret = Secret::random().map_err(|_| PasswordError::Unhashable)?;
    let created = SystemTime::now();
    let (digest, expires) = (secret.digest(), created + DAY * days);
    private.add_token(Token { digest, kind: TokenKind::Bearer, user: user.clone(), created, expires }).await?;
    Ok(secret)
}

/// Name, role and since when, a line each, between tabs.
async fn list(console: &Console, private: &PrivateStore) -> Result<(), CliError> {
    for user in private.users().await?.into_iter().filter(|user| user.disabled.is_none()) {
        let mut since = String::new();
        clock::append(&mut since, user.created);
        console.print(&format!("{}\t{}\t{since}\n", user.name, user.role.as_str()));
    }
    Ok(())
}

/// Who sits at the command line is known to the system only.
async fn record(private: &PrivateStore, deed: Deed, subject: &UserName) -> Result<(), StoreError> {
    let account = std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_default();
    let account: String = account.chars().filter(|c| !c.is_control()).take(64).collect();
    private
        .record(vec![AuditEntry {
            at: SystemTime::now(),
            who: format!("{account} (diaban user)"),
            role: None,
            deed,
            subject: Some(subject.clone()),
            layer: None,
            feature: None,
            revision: None,
            request_id: String::new(),
            address: String::new(),
        }])
        .await
}
