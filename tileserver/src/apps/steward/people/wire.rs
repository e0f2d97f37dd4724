//! What `/v1/users` takes and answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spatial_core::store::private::User;

use crate::text::clock;

/// Who may sign in.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UserList {
    pub(super) users: Vec<UserDocument>,
    /// Roles there are, least first.
    pub(super) roles: Vec<&'static str>,
    /// Powers that some layer, or some part of the server, asks for.
    pub(super) permissions: Vec<String>,
}

/// A person who may sign in.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UserDocument {
    name: String,
    role: &'static str,
    since: String,
    /// They need a code besides their password.
    second_factor: bool,
    permissions: Vec<String>,
}

/// A person to take in.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UserSent {
    pub(super) name: String,
    /// `viewer`, `editor` or `admin`.
    pub(super) role: String,
    /// The first one, which they can change.
    pub(super) password: String,
}

/// All powers a person is to hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PermissionsSent {
    pub(super) permissions: Vec<String>,
}

impl UserDocument {
    pub(super) fn of(user: &User) -> Self {
        Self {
            name: user.name.to_string(),
            role: user.role.as_str(),
            since: clock::text(user.created),
            second_factor: user.has_factor,
            permissions: user.grants.iter().map(ToString::to_string).collect(),
        }
    }
}
