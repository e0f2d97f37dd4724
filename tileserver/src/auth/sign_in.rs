//! How often somebody may try a password. A name alone is not shut by one address that guesses, so that nobody can lock another out.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use crate::auth::limit::{Limit, TooMany};

/// Three counts, all of wrong passwords: what was right is given back.
#[derive(Debug)]
pub(crate) struct SignIns {
    /// One address, one name: somebody forgot a password, or guesses.
    pair: Limit,
    /// One name from everywhere: many guess together. Fills up faster than one address can empty it.
    name: Limit,
    /// One address, all names: somebody tries one password on everybody.
    address: Limit,
}

impl SignIns {
    pub(crate) fn new() -> Self {
        Self {
            pair: Limit::new(5, Duration::from_secs(30)),
            name: Limit::new(50, Duration::from_secs(10)),
            address: Limit::new(20, Duration::from_secs(15)),
        }
    }

    /// Counts a try on all three, or on none.
    pub(crate) fn take(&self, name: &str, address: IpAddr, now: Duration) -> Result<(), TooMany> {
        let address = neighbourhood(address);
        self.address.take(&address, now)?;
        self.pair.take(&(name, address), now).inspect_err(|_| self.address.give_back(&address))?;
        self.name.take(&name, now).inspect_err(|_| {
            self.address.give_back(&address);
            self.pair.give_back(&(name, address));
        })
    }

    /// The password was right.
    pub(crate) fn give_back(&self, name: &str, address: IpAddr) {
        let address = neighbourhood(address);
        self.address.give_back(&address);
        self.pair.give_back(&(name, address));
        self.name.give_back(&name);
    }
}

/// What one person can choose among: all of an IPv6 /64 is usually one machine or house (RFC 6177).
pub(crate) fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into(),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn tries(sign_ins: &SignIns, names: impl Iterator<Item = String>, address: IpAddr) -> usize {
        names.filter(|name| sign_ins.take(name, address, Duration::ZERO).is_ok()).count()
    }

    #[test]
    fn one_address_is_stopped_and_the_person_still_gets_in_from_another() {
        let sign_ins = SignIns::new();
        let guessed = std::iter::repeat_n("lan".to_owned(), 1000);
        assert_eq!(tries(&sign_ins, guessed, address("203.0.113.9")), 5);
        sign_ins.take("lan", address("198.51.100.1"), Duration::ZERO).expect("she is not locked out");
    }

    #[test]
    fn one_password_on_many_names_is_stopped_too() {
        let sign_ins = SignIns::new();
        let names = (0..1000).map(|number| format!("user{number}"));
        assert_eq!(tries(&sign_ins, names, address("203.0.113.9")), 20);
        let (one, other) = (address("2001:db8::1"), address("2001:db8::2"));
        let names = |from: u32| (from..from + 15).map(|number| format!("user{number}"));
        assert_eq!(tries(&sign_ins, names(0), one) + tries(&sign_ins, names(20), other), 20, "one house");
    }

    #[test]
    fn many_addresses_on_one_name_are_stopped() {
        let sign_ins = SignIns::new();
        let allowed = (0..1000_u32)
            .filter(|number| sign_ins.take("lan", IpAddr::V4((*number).into()), Duration::ZERO).is_ok())
            .count();
        assert_eq!(allowed, 50);
        sign_ins.give_back("lan", address("0.0.0.1"));
        assert!(sign_ins.take("lan", address("198.51.100.1"), Duration::ZERO).is_ok());
    }
}
