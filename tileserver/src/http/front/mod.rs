//! What stands between the socket and the handlers: connections, request ids, time-outs, metrics, the access log.

pub(crate) mod access_log;
pub(crate) mod admission;
pub(crate) mod files;
pub(crate) mod listen;
mod masked;
pub(crate) mod meters;
pub(crate) mod outgoing;
pub(crate) mod patience;
pub(crate) mod places;
pub(crate) mod remainder;
pub(crate) mod request_id;
pub(crate) mod turns;
pub(crate) mod watch;
