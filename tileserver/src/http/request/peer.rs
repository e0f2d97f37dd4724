//! Who is at the other end of the connection.

/// Its address, among the request's extensions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) std::net::SocketAddr);
