//! Who is signed in.

use crate::http::handlers::session;
use crate::http::parts::part::{Endpoint, Part};
use crate::http::paths;
use crate::http::wire::session::{PasswordChange, SessionDocument, SignIn};
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Body, Described, Operation, of};

static SPOKEN: &[&dyn Described] = &[&LANG];

const SESSION: Answer = Answer::json::<SessionDocument<'_>>("api-answer-session");
const WHO: Operation = Operation::new("api-session", SESSION);
const SIGN_IN: Operation = Operation::new("api-sign-in", SESSION)
    .takes(SPOKEN)
    .sent(Body::new(&[("application/json", of::<SignIn>)]))
    .refuses(&[401]);
const SIGN_OUT: Operation = Operation::new("api-sign-out", Answer::bare(204, "api-answer-signed-out")).takes(SPOKEN);

const CHANGE: Operation = Operation::new("api-change-password", SESSION)
    .takes(SPOKEN)
    .sent(Body::new(&[("application/json", of::<PasswordChange>)]))
    .refuses(&[401, 422]);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(paths::SESSION, "session")
            .get(session::who, WHO)
            .post(session::sign_in, SIGN_IN)
            .delete(session::sign_out, SIGN_OUT),
        Endpoint::at(paths::PASSWORD, "password").post(session::change_password, CHANGE),
    ])
}
