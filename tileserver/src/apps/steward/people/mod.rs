//! `/v1/users`: who may sign in, what they hold, and their sessions; what `diaban user` does. `ask` does it, `wire` is how it looks.

mod ask;
mod wire;

use super::places::{PERMISSIONS, SIGN_OUT, USER, USER_NAME, USERS};
use crate::http::parts::part::Endpoint;
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Body, Described, Operation, of};
use wire::{PermissionsSent, UserDocument, UserList, UserSent};

static SPOKEN: &[&dyn Described] = &[&LANG];
static OF_USER: &[&dyn Described] = &[&USER_NAME, &LANG];

const LIST: Operation =
    Operation::new("api-users", Answer::json::<UserList>("api-answer-users")).takes(SPOKEN).refuses(&[401, 403]);
const ADD: Operation =
    Operation::new("api-user-add", Answer::new(201, "api-answer-user", &[("application/json", of::<UserDocument>)]))
        .takes(SPOKEN)
        .sent(Body::json::<UserSent>())
        .refuses(&[401, 403, 409, 422]);
const REMOVE: Operation = Operation::new("api-user-remove", Answer::bare(204, "api-answer-user-removed"))
    .takes(OF_USER)
    .refuses(&[401, 403, 404, 409]);
const GRANT: Operation = Operation::new("api-user-permissions", Answer::json::<UserDocument>("api-answer-user"))
    .takes(OF_USER)
    .sent(Body::json::<PermissionsSent>())
    .refuses(&[401, 403, 404, 422]);
const END: Operation = Operation::new("api-user-sign-out", Answer::bare(204, "api-answer-user-signed-out"))
    .takes(OF_USER)
    .refuses(&[401, 403, 404]);

/// Its addresses.
pub(super) fn endpoints() -> impl Iterator<Item = Endpoint> {
    [
        Endpoint::at(USERS, "users").get(ask::list, LIST).post(ask::add, ADD).counted("user_edit"),
        Endpoint::at(USER, "user_edit").delete(ask::remove, REMOVE),
        Endpoint::at(PERMISSIONS, "user_edit").put(ask::grant, GRANT),
        Endpoint::at(SIGN_OUT, "user_edit").post(ask::sign_out, END),
    ]
    .into_iter()
}
