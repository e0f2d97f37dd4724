//! Sessions on the wire: who is signed in, and the cookie that says so.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spatial_core::layer::Grant;

use crate::auth::{Code, Password, Principal};
use crate::http::wire;

/// What is sent to sign in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    pub(crate) name: String,
    pub(crate) password: Typed,
    /// Six digits of the authenticator, of who has a second factor.
    #[serde(default)]
    pub(crate) code: Option<TypedCode>,
}

/// What is sent to choose another password.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    pub(crate) password: Typed,
    pub(crate) new_password: String,
}

/// A password on its way in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(from = "String")]
#[schemars(with = "String")]
pub(crate) struct Typed(Password);

impl From<String> for Typed {
    fn from(text: String) -> Self {
        Self(Password::new(&text))
    }
}

impl From<Typed> for Password {
    fn from(typed: Typed) -> Self {
        typed.0
    }
}

/// A code on its way in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(from = "String")]
#[schemars(with = "String")]
pub(crate) struct TypedCode(Code);

impl From<String> for TypedCode {
    fn from(text: String) -> Self {
        Self(Code::new(&text))
    }
}

impl From<TypedCode> for Code {
    fn from(typed: TypedCode) -> Self {
        typed.0
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SessionDocument<'a> {
    signed_in: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    /// Powers over subjects: `planning.draft@26506`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grants: Vec<String>,
}

/// Who is signed in; for nobody else and not to be kept.
pub(crate) fn document(who: Option<&Principal>) -> Response {
    let session = SessionDocument {
        signed_in: who.is_some(),
        name: who.map(|who| &*who.name),
        role: who.map(|who| who.role.as_str()),
        grants: who.map(|who| who.grants.iter().map(Grant::to_string).collect()).unwrap_or_default(),
    };
    let mut response = wire::json(&session, "application/json");
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    response
}
