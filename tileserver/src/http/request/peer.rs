//! Who is at the other end of the connection, and whom they speak for.

use std::net::IpAddr;

use crate::http::front::places::Full;

/// Among the extensions of every request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer {
    /// The client's address: the other end's, or what a proxy we trust says of it.
    pub(crate) client: IpAddr,
    /// A proxy we trust named the client.
    pub(crate) is_forwarded: bool,
    /// There was no place for the connection: nothing but health is told.
    pub(crate) refused: Option<Full>,
}
