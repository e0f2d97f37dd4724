//! Why a job or a step is refused, in words.

use network::shutdown::{ShutdownError, ShutdownVerb};
use spatial_core::message::Message;

use crate::apps::network::codes::shown;
use crate::http::HttpError;

/// What a refusal means to who asked.
pub(super) fn refused(error: &ShutdownError) -> HttpError {
    match error {
        ShutdownError::NotFrom { state, verb, possible } => {
            let message = Message::new("problem-shutdown-not-from").with("state", state).with("step", verb.as_str());
            let possible = if possible.is_empty() { "none".to_owned() } else { words(possible) };
            HttpError::OutOfTurn(message.with("possible", possible))
        }
        ShutdownError::StandsSo { valve, position } => {
            let message = Message::new("problem-shutdown-stands-so").with("valve", valve);
            HttpError::OutOfTurn(message.with("position", position.as_str()))
        }
        ShutdownError::StillShut { valves } => {
            let message = Message::new("problem-shutdown-still-shut").with("count", valves.len());
            HttpError::OutOfTurn(message.with("valves", valves.join(", ")))
        }
        ShutdownError::NoBegin => HttpError::Unfit(Message::new("problem-shutdown-no-begin")),
        ShutdownError::Reversed { from, to } => {
            HttpError::Unfit(Message::new("problem-shutdown-reversed").with("from", from).with("to", to))
        }
        ShutdownError::Ahead { at } => HttpError::Unfit(Message::new("problem-shutdown-ahead").with("at", at)),
    }
}

/// A step nobody knows.
pub(super) fn no_such_step(word: &str) -> HttpError {
    let message = Message::new("problem-shutdown-step-unknown").with("step", shown(word));
    HttpError::Unfit(message.with("steps", words(&ShutdownVerb::ALL)))
}

/// Somebody was quicker.
pub(super) fn overtaken(state: &str, version: u64) -> HttpError {
    HttpError::OutOfTurn(Message::new("problem-shutdown-overtaken").with("state", state).with("version", version))
}

/// There is no such job for who asks.
pub(super) fn missing(network: &str, id: &str) -> HttpError {
    let message = Message::new("problem-shutdown-not-found").with("shutdown", shown(id));
    HttpError::Missing(message.with("network", shown(network)))
}

fn words(verbs: &[ShutdownVerb]) -> String {
    verbs.iter().map(|verb| verb.as_str()).collect::<Vec<_>>().join(", ")
}
