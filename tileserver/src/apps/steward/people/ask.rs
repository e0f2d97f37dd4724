//! What is asked of the list of people. Every deed has its line in the audit log.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use spatial_core::layer::Grant;
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreError;
use spatial_core::store::private::{AuditEntry, Deed, GrantChange, MOST_GRANTS, Role, User, UserName};

use super::wire::{PermissionsSent, UserDocument, UserList, UserSent};
use crate::apps::steward::who::{Steward, may_be_changed};
use crate::auth::{NewPerson, asked_for};
use crate::http::HttpError;
use crate::http::desk::received;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire;

/// Letters of a word from outside that are repeated.
const LONGEST_SAID: usize = 64;

/// In order of name; those who were removed are not told.
pub(super) async fn list(State(served): State<Arc<Served>>, _: Steward) -> Result<Response, HttpError> {
    let users = served.store.private().users().await.map_err(failed)?;
    let users = users.iter().filter(|user| user.disabled.is_none()).map(UserDocument::of).collect();
    let world = served.world()?;
    let powers = served.site.powers.iter().map(String::as_str);
    let asked = asked_for(world.whole_layers().map(|layer| layer.layer()), powers);
    let permissions = asked.iter().map(ToString::to_string).filter(|word| power(word).is_some()).collect();
    let roles = Role::ALL.map(Role::as_str).into();
    Ok(wire::json(&UserList { users, roles, permissions }, "application/json"))
}

/// Takes a person in.
pub(super) async fn add(
    State(served): State<Arc<Served>>,
    steward: Steward,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    may_be_changed(&served)?;
    let UserSent { name, role, password } = received(&served, &asked, body).await?;
    let name = UserName::parse(&name).map_err(|error| HttpError::Unfit(error.message()))?;
    let role = Role::parse(&role).ok_or_else(|| HttpError::Unfit(shown("problem-user-role", &role)))?;
    if served.store.private().user(&name).await.map_err(failed)?.is_some() {
        return Err(HttpError::Contradicted(StoreError::UserExists { name }));
    }
    let (by, new) = (Arc::clone(&served), name.clone());
    let taken = async move {
        let person = NewPerson { name: new, role, password: &password };
        by.gate.take_in(&steward.who, person, &steward.trail).await
    };
    whole(taken).await?.map_err(HttpError::from)?;
    let user = known(&served, &name).await?;
    Ok((StatusCode::CREATED, wire::json(&UserDocument::of(&user), "application/json")).into_response())
}

/// Removes a person: their tokens and sessions end. Not oneself: then nobody might be left to let anybody in.
pub(super) async fn remove(
    State(served): State<Arc<Served>>,
    Path(name): Path<String>,
    steward: Steward,
) -> Result<Response, HttpError> {
    may_be_changed(&served)?;
    let user = named(&served, &name).await?;
    if *user.name.as_str() == *steward.who.name {
        return Err(HttpError::OutOfTurn(shown("problem-user-oneself", &name)));
    }
    let line = line(&served, &steward, Deed::UserRemoved, &user.name);
    let removed = async move {
        served.store.private().remove_user(&user.name, line.at).await?;
        served.store.private().record(vec![line]).await
    };
    whole(removed).await?.map_err(failed)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A deed with its line is a task of its own: who loses patience leaves neither without the other.
async fn whole<T: Send + 'static>(deed: impl Future<Output = T> + Send + 'static) -> Result<T, HttpError> {
    tokio::spawn(deed).await.map_err(|_| failed(StoreError::Closed))
}

/// A person holds these powers from now on, and no others.
pub(super) async fn grant(
    State(served): State<Arc<Served>>,
    Path(name): Path<String>,
    steward: Steward,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    may_be_changed(&served)?;
    let user = named(&served, &name).await?;
    let sent: PermissionsSent = received(&served, &asked, body).await?;
    if sent.permissions.len() > MOST_GRANTS {
        let most = MOST_GRANTS;
        return Err(HttpError::Unfit(StoreError::TooManyGrants { name: user.name, most }.message()));
    }
    let one = |word: &String| power(word).ok_or_else(|| HttpError::Unfit(shown("problem-user-permission", word)));
    let wanted = sent.permissions.iter().map(one).collect::<Result<Vec<Grant>, _>>()?;
    let given = wanted.iter().filter(|grant| !user.grants.contains(grant)).cloned().collect::<Vec<_>>();
    let taken = user.grants.iter().filter(|grant| !wanted.contains(grant)).cloned().collect::<Vec<_>>();
    if !given.is_empty() || !taken.is_empty() {
        let line = line(&served, &steward, Deed::GrantsChanged, &user.name);
        let change = GrantChange { user: user.name.clone(), given, taken };
        served.store.private().change_grants(change, line).await.map_err(failed)?;
    }
    let user = known(&served, &user.name).await?;
    Ok(wire::json(&UserDocument::of(&user), "application/json"))
}

/// Ends the sessions of a person; tokens of programs go on.
pub(super) async fn sign_out(
    State(served): State<Arc<Served>>,
    Path(name): Path<String>,
    steward: Steward,
) -> Result<Response, HttpError> {
    may_be_changed(&served)?;
    let user = named(&served, &name).await?;
    let line = line(&served, &steward, Deed::SessionsEnded, &user.name);
    served.store.private().end_sessions(Some(&user.name), false, line).await.map_err(failed)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A power over a subject; who is signed in is staff, and need not be given that.
fn power(word: &str) -> Option<Grant> {
    Grant::parse(word).filter(|grant| matches!(grant, Grant::Subject { .. }))
}

/// A person by the name in an address.
async fn named(served: &Served, name: &str) -> Result<User, HttpError> {
    let missing = || HttpError::Missing(shown("user-not-found", name));
    let name = UserName::parse(name).map_err(|_| missing())?;
    known(served, &name).await
}

async fn known(served: &Served, name: &UserName) -> Result<User, HttpError> {
    let found = served.store.private().user(name).await.map_err(failed)?;
    found.map(|(user, _)| user).ok_or_else(|| HttpError::Missing(shown("user-not-found", name.as_str())))
}

fn line(served: &Served, steward: &Steward, deed: Deed, subject: &UserName) -> AuditEntry {
    let line = served.gate.line(Some(&steward.who), deed, &steward.trail);
    AuditEntry { subject: Some(subject.clone()), ..line }
}

fn shown(code: &'static str, word: &str) -> Message {
    Message::new(code).with("name", word.chars().take(LONGEST_SAID).collect::<String>())
}

/// Somebody was quicker, or the private store does not answer.
fn failed(error: StoreError) -> HttpError {
    match error {
        StoreError::UserNotFound { .. } => HttpError::Missing(error.message()),
        StoreError::GrantNotHeld { .. } | StoreError::TooManyGrants { .. } => HttpError::OutOfTurn(error.message()),
        error => HttpError::Private(Arc::new(error)),
    }
}
