//! The proxies in front of us: whom we believe, and by which of their headers.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// Addresses and networks whose word on clients is taken; loopback unless told otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

/// Which headers proxies write. What they do not write comes from clients, for most proxies pass it on as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyHeader {
    /// `X-Forwarded-*`; `Forwarded` is read only of a request without any of these.
    XForwarded,
    /// `Forwarded` (RFC 7239) alone.
    Forwarded,
}

impl Default for Proxies {
    fn default() -> Self {
        Self(vec![IpAddr::from(Ipv4Addr::LOCALHOST).into(), IpAddr::from(Ipv6Addr::LOCALHOST).into()])
    }
}

impl Proxies {
    /// Reads addresses and networks (`10.0.0.5`, `172.30.0.0/24`) separated by commas; `None` if one of them is neither.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let network = |word: &str| match word.parse::<IpAddr>() {
            Ok(address) => Some(address.to_canonical().into()),
            Err(_) => word.parse().ok(),
        };
        text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(network).collect::<Option<_>>().map(Self)
    }

    /// True if the other end of a connection is one of them.
    pub(crate) fn trust(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.0.iter().any(|network| network.contains(&peer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_addresses_and_networks() {
        let proxies = Proxies::parse("10.0.0.1, 172.30.0.0/24,::1, ::ffff:10.0.0.2").unwrap();
        for (peer, expected) in [
            ("10.0.0.1", true),
            ("::ffff:10.0.0.1", true),
            ("10.0.0.2", true),
            ("10.0.0.3", false),
            ("172.30.0.77", true),
            ("172.30.1.1", false),
            ("::1", true),
            ("127.0.0.1", false),
        ] {
            assert_eq!(proxies.trust(peer.parse().unwrap()), expected, "{peer}");
        }
        for bad in ["gateway", "10.0.0.0/33", "10.0.0.1;10.0.0.2"] {
            assert_eq!(Proxies::parse(bad), None, "{bad}");
        }
        assert!(!Proxies::parse("").unwrap().trust(Ipv4Addr::LOCALHOST.into()), "nobody is trusted if told so");
    }
}
