//! How often somebody may try a password, or a code after it. A name alone is not shut by one address that guesses, so that nobody can
//! lock another out.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::auth::limit::{Limit, TooMany};

/// Counts of wrong passwords and codes: what was right is given back.
#[derive(Debug)]
pub(crate) struct SignIns {
    /// One address, one name: somebody forgot a password, or guesses.
    pair: Limit,
    /// One name from everywhere: many guess together. Fills up faster than one address can empty it.
    name: Limit,
    /// One address, one name that many guess at: one try in a while, so that whoever knows the password gets in from anywhere.
    besieged: Limit,
    /// One address, all names: somebody tries one password on everybody.
    address: Limit,
    /// One name's wrong codes from everywhere. Only who knows the password comes so far, and a code is only a number of six digits: this
    /// one knows no way round.
    codes: Limit,
    /// Where somebody signed in before, as hashes of name and address.
    homes: Mutex<HashSet<u64>>,
    hasher: RandomState,
}

/// Places remembered from which people signed in, 16 bytes each; a new start knows none.
const MOST_HOMES: usize = 1 << 16;

/// A try that was counted, and where.
#[derive(Debug)]
pub(crate) struct Try {
    name: String,
    address: IpAddr,
    is_of_name: bool,
    is_of_siege: bool,
}

/// How well somebody who tries a name is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The person has signed in from this address since the start.
    AtHome,
    /// Anybody else.
    Stranger,
}

impl SignIns {
    pub(crate) fn new() -> Self {
        Self {
            pair: Limit::new(5, Duration::from_secs(30)),
            name: Limit::new(50, Duration::from_secs(10)),
            besieged: Limit::new(1, Duration::from_secs(600)),
            address: Limit::new(20, Duration::from_secs(15)),
            codes: Limit::new(10, Duration::from_secs(300)),
            homes: Mutex::default(),
            hasher: RandomState::new(),
        }
    }

    /// Counts a try on all, or on none. While many guess at a name, each address has one try for it, and people whose home it is have as
    /// many as ever: what others do locks nobody out.
    pub(crate) fn take(&self, name: &str, address: IpAddr, now: Duration) -> Result<Try, TooMany> {
        let at_home = self.standing(name, address) == Standing::AtHome;
        let address = neighbourhood(address);
        self.address.take(&address, now)?;
        self.pair.take(&(name, address), now).inspect_err(|_| self.address.give_back(&address))?;
        let is_of_name = self.name.take(&name, now).is_ok();
        let is_of_siege = !is_of_name && !at_home;
        let counted = Try { name: name.to_owned(), address, is_of_name, is_of_siege: false };
        if is_of_siege {
            self.besieged.take(&(name, address), now).inspect_err(|_| self.give_back(&counted))?;
        }
        Ok(Try { is_of_siege, ..counted })
    }

    /// Counts a code that is tried after the right password.
    pub(crate) fn take_code(&self, name: &str, now: Duration) -> Result<(), TooMany> {
        self.codes.take(&name, now)
    }

    /// The code was right.
    pub(crate) fn give_code_back(&self, name: &str) {
        self.codes.give_back(&name);
    }

    /// How well somebody who tries this name from there is known.
    pub(crate) fn standing(&self, name: &str, address: IpAddr) -> Standing {
        let home = self.hasher.hash_one((name, neighbourhood(address)));
        let homes = self.homes.lock().unwrap_or_else(PoisonError::into_inner);
        if homes.contains(&home) { Standing::AtHome } else { Standing::Stranger }
    }

    /// Remembers from where somebody signed in.
    pub(crate) fn welcome(&self, name: &str, address: IpAddr) {
        let home = self.hasher.hash_one((name, neighbourhood(address)));
        let mut homes = self.homes.lock().unwrap_or_else(PoisonError::into_inner);
        if homes.len() >= MOST_HOMES {
            homes.clear();
        }
        homes.insert(home);
    }

    /// The password was right, or was not looked at.
    pub(crate) fn give_back(&self, counted: &Try) {
        let Try { name, address, is_of_name, is_of_siege } = counted;
        let name = name.as_str();
        self.address.give_back(address);
        self.pair.give_back(&(name, address));
        if *is_of_name {
            self.name.give_back(&name);
        }
        if *is_of_siege {
            self.besieged.give_back(&(name, address));
        }
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
    fn what_was_not_taken_is_not_given_back() {
        let (sign_ins, home) = (SignIns::new(), address("198.51.100.1"));
        sign_ins.welcome("lan", home);
        let stranger = |number: u32| IpAddr::V4(number.into());
        let besieges = |number: &u32| sign_ins.take("lan", stranger(*number), Duration::ZERO).unwrap().is_of_siege;
        assert_eq!((0..60).filter(besieges).count(), 10, "fifty are of the name");
        for _ in 0..20 {
            let counted = sign_ins.take("lan", home, Duration::ZERO).expect("home has its own");
            sign_ins.give_back(&counted);
        }
        assert_eq!((100..110).filter(besieges).count(), 10, "the name is as tried as before");
    }

    #[test]
    fn codes_are_limited_from_wherever_they_come() {
        let sign_ins = SignIns::new();
        let codes = |now: u64| (0..100).filter(|_| sign_ins.take_code("lan", Duration::from_secs(now)).is_ok()).count();
        assert_eq!((codes(0), codes(299), codes(300)), (10, 0, 1));
        sign_ins.give_code_back("lan");
        assert_eq!(codes(300), 1);
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
    fn many_addresses_on_one_name_have_one_try_each_and_lock_nobody_out() {
        let sign_ins = SignIns::new();
        sign_ins.welcome("lan", address("198.51.100.1"));
        let allowed = |round: u32| {
            let from = |number: u32| IpAddr::V4(number.into());
            let now = Duration::from_secs(u64::from(round));
            (0..1000_u32).filter(|number| sign_ins.take("lan", from(*number), now).is_ok()).count()
        };
        assert_eq!(allowed(0), 1000);
        assert!(allowed(1) < 100, "only the first few, whose try was before the siege");
        assert_eq!(allowed(2), 0, "no second try");
        sign_ins.take("lan", address("192.0.2.77"), Duration::from_secs(3)).expect("a new place has its try");
        for _ in 0..5 {
            sign_ins.take("lan", address("198.51.100.1"), Duration::from_secs(3)).expect("home has its five");
        }
    }
}
