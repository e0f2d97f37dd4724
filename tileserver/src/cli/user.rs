//! `diaban user`: who may sign in. Passwords come from a prompt or from standard input, never from the command line, where others see
//! them; a token is printed once and kept nowhere, and the secret of a second factor is printed once.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use spatial_core::layer::{Clearance, Grant, Layer};
use spatial_core::message::Message;
use spatial_core::store::private::{AuditEntry, Deed, GrantChange, NewUser, PrivateStore, Token, TokenKind, UserName};
use spatial_core::store::{Store, StoreAddress, StoreError};

use crate::apps;
use crate::auth::{self, SecondFactor, Secret};
use crate::cli::error::CliError;
use crate::cli::line::asked::{UserCommand, UserDeed};
use crate::cli::terminal::account;
use crate::cli::terminal::adoption;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::qr;
use crate::cli::terminal::typed;
use crate::text::clock;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Does one thing to the users of a store.
pub(super) async fn run(console: &Console, asked: UserCommand) -> Result<(), CliError> {
    let store = opened(console, &asked.store).await?;
    let private = store.private();
    match asked.deed {
        UserDeed::List => list(console, &private).await,
        UserDeed::Add { name, role } => {
            if private.user(&name).await?.is_some() {
                return Err(StoreError::UserExists { name }.into());
            }
            let hash = typed::password(console, &name)?.hashed()?;
            private
                .add_user(NewUser { name: name.clone(), hash, role, grants: Vec::new(), created: SystemTime::now() })
                .await?;
            private.record(vec![line(Deed::UserAdded, &name)]).await?;
            console.say(&Message::new("cli-user-added").with("name", name).with("role", role.as_str()));
            Ok(())
        }
        UserDeed::Remove { name } => {
            private.remove_user(&name, SystemTime::now()).await?;
            private.record(vec![line(Deed::UserRemoved, &name)]).await?;
            console.say(&Message::new("cli-user-removed").with("name", name));
            Ok(())
        }
        UserDeed::Change(change) => change_grants(console, &store, change).await,
        UserDeed::Password { name } => {
            private.user(&name).await?.ok_or_else(|| StoreError::UserNotFound { name: name.clone() })?;
            let hash = typed::password(console, &name)?.hashed()?;
            private.set_password(&name, hash, line(Deed::PasswordChanged, &name)).await?;
            console.say(&Message::new("cli-user-password").with("name", name));
            Ok(())
        }
        UserDeed::SecondFactor { name, is_off: false } => second_factor(console, &private, &name).await,
        UserDeed::SecondFactor { name, is_off: true } => {
            private.set_factor(&name, None, line(Deed::FactorRemoved, &name)).await?;
            console.say(&Message::new("cli-user-second-factor-off").with("name", name));
            Ok(())
        }
        UserDeed::SignOut { name, and_tokens } => sign_out(console, &private, name.as_ref(), and_tokens).await,
        UserDeed::Log { last } => log(console, &private, last).await,
        UserDeed::Token { name, days } => {
            let secret = token(&private, &name, days).await?;
            private.record(vec![line(Deed::TokenIssued, &name)]).await?;
            console.note(&Message::new("cli-user-token").with("name", name).with("days", days));
            console.print(&format!("{}\n", secret.as_str()));
            Ok(())
        }
    }
}

pub(super) async fn opened(console: &Console, address: &StoreAddress) -> Result<Store, CliError> {
    let looked = Store::look(address).await?;
    adoption::tell(console, address, &looked, false);
    Ok(Store::open(address, false).await?)
}

/// Gives a person a second factor: the address for their authenticator, and the same as a QR code.
async fn second_factor(console: &Console, private: &PrivateStore, name: &UserName) -> Result<(), CliError> {
    let factor = SecondFactor::random().map_err(|_| CliError::NoRandomness)?;
    private.set_factor(name, Some(factor.secret()), line(Deed::FactorSet, name)).await?;
    console.note(&Message::new("cli-user-second-factor").with("name", name));
    let address = factor.address(name);
    let drawing = qr::drawing(&address).expect("a name has 64 letters, and a code holds thousands");
    console.print(&format!("{address}\n{drawing}"));
    Ok(())
}

/// Ends the sessions of one person, or of all; within seconds every server knows.
async fn sign_out(
    console: &Console,
    private: &PrivateStore,
    name: Option<&UserName>,
    and_tokens: bool,
) -> Result<(), CliError> {
    let detail = and_tokens.then(|| "+tokens".to_owned());
    let line = AuditEntry { detail, subject: name.cloned(), ..entry(Deed::SessionsEnded) };
    let ended = private.end_sessions(name, and_tokens, line).await?;
    console.say(&Message::new("cli-user-signed-out").with("count", ended));
    Ok(())
}

/// The last lines of the audit log, oldest first, and beside them, for people, what the columns are: when, who, role, what, to whom, layer, feature, commit, detail, request and address,
/// between tabs.
async fn log(console: &Console, private: &PrivateStore, last: u32) -> Result<(), CliError> {
    console.note(&Message::new("cli-user-log-columns"));
    for entry in private.audit(last).await? {
        let mut told = String::new();
        clock::append(&mut told, entry.at);
        let fields = [
            entry.who,
            entry.role.map(|role| role.as_str().to_owned()).unwrap_or_default(),
            entry.deed.as_str().to_owned(),
            entry.subject.map(|name| name.to_string()).unwrap_or_default(),
            entry.layer.map(|layer| layer.to_string()).unwrap_or_default(),
            entry.feature.map(|feature| feature.to_string()).unwrap_or_default(),
            entry.revision.map(|revision| revision.to_string()).unwrap_or_default(),
            entry.detail.unwrap_or_default(),
            entry.request_id,
            entry.address,
        ];
        for field in fields {
            told.push('\t');
            told.extend(field.chars().map(|letter| if letter.is_control() { ' ' } else { letter }));
        }
        told.push('\n');
        console.print(&told);
    }
    Ok(())
}

/// Gives and takes powers, and tells what is held then. A power that neither a layer nor a part of the server asks for may be a slip of the pen: that is told, and given all
/// the same, for the layer may come later.
async fn change_grants(console: &Console, store: &Store, change: GrantChange) -> Result<(), CliError> {
    let line = line(Deed::GrantsChanged, &change.user);
    let held = store.private().change_grants(change.clone(), line).await?;
    console.say(&match words(&held) {
        held if held.is_empty() => Message::new("cli-user-holds-nothing").with("name", &change.user),
        held => Message::new("cli-user-holds").with("name", &change.user).with("grants", held),
    });
    let (_, layers) = store.layers().await?;
    let asked = asked_for(layers.iter());
    for grant in &change.given {
        let Grant::Subject { subject, power, .. } = grant else { continue };
        if !asked.contains(&Clearance::Grant { subject: subject.clone(), power: power.clone() }) {
            console.note(&Message::new("cli-user-grant-unasked").with("grant", grant));
        }
    }
    Ok(())
}

/// What some layer, or a part of the server, asks for before it shows or does something.
pub(super) fn asked_for<'a>(layers: impl Iterator<Item = &'a Layer>) -> BTreeSet<Clearance> {
    let parts = apps::all();
    auth::asked_for(layers, parts.iter().flat_map(|part| part.powers.iter().map(String::as_str)))
}

fn words(grants: &[Grant]) -> String {
    grants.iter().map(Grant::to_string).collect::<Vec<_>>().join(" ")
}

async fn token(private: &PrivateStore, user: &UserName, days: u32) -> Result<Secret, CliError> {
    let secret = Secret::random().map_err(|_| CliError::NoRandomness)?;
    let created = SystemTime::now();
    let (digest, expires) = (secret.digest(), created + DAY * days);
    private.add_token(Token { digest, kind: TokenKind::Bearer, user: user.clone(), created, expires }).await?;
    Ok(secret)
}

/// Name, role, since when, `second-factor` of who has one, and powers, a line each, between tabs.
async fn list(console: &Console, private: &PrivateStore) -> Result<(), CliError> {
    for user in private.users().await?.into_iter().filter(|user| user.disabled.is_none()) {
        let mut since = String::new();
        clock::append(&mut since, user.created);
        let factor = if user.has_factor { "second-factor" } else { "" };
        console.print(&format!("{}\t{}\t{since}\t{factor}\t{}\n", user.name, user.role.as_str(), words(&user.grants)));
    }
    Ok(())
}

/// A line of the audit log. Who sits at the command line is known to the system only.
fn line(deed: Deed, subject: &UserName) -> AuditEntry {
    AuditEntry { subject: Some(subject.clone()), ..entry(deed) }
}

fn entry(deed: Deed) -> AuditEntry {
    typed_at("diaban user", deed)
}

/// A line of the audit log about what somebody typed.
pub(super) fn typed_at(command: &str, deed: Deed) -> AuditEntry {
    AuditEntry {
        at: SystemTime::now(),
        who: format!("{} ({command})", account::name()),
        role: None,
        deed,
        subject: None,
        layer: None,
        feature: None,
        revision: None,
        detail: None,
        request_id: String::new(),
        address: String::new(),
    }
}
