//! Who may sign in.

use std::sync::Arc;
use std::time::SystemTime;

use crate::layer::Grant;
use crate::store::StoreError;

/// What a signed-in person may do; each role may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Sees what staff see.
    Viewer,
    /// Writes features.
    Editor,
    /// Looks after users.
    Admin,
}

/// A name to sign in with: `[a-z0-9][a-z0-9._@-]{0,63}`. Plain letters only, so that no two names look alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserName(Arc<str>);

/// The hash of a password in PHC form (`$argon2id$…`); kept out of every debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

/// A person to take in.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Not in use.
    pub name: UserName,
    /// Of the password.
    pub hash: PasswordHash,
    /// What they may do.
    pub role: Role,
    /// Powers over subjects.
    pub grants: Vec<Grant>,
    /// Now.
    pub created: SystemTime,
}

/// A person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// To sign in with.
    pub name: UserName,
    /// What they may do.
    pub role: Role,
    /// Powers over subjects, ascending.
    pub grants: Vec<Grant>,
    /// When they were first taken in.
    pub created: SystemTime,
    /// When they were removed.
    pub disabled: Option<SystemTime>,
    /// True if they need a code besides their password.
    pub has_factor: bool,
}

impl Role {
    /// All of them, least first.
    pub const ALL: [Self; 3] = [Self::Viewer, Self::Editor, Self::Admin];

    /// The word in the store, on the command line and in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

impl UserName {
    /// Longest name, in characters.
    pub const MAX_LENGTH: usize = 64;

    /// Checks a name given from outside.
    ///
    /// # Errors
    /// [`StoreError::UserNameInvalid`] if it does not fit the pattern.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let is_plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
        let fits = (1..=Self::MAX_LENGTH).contains(&text.len())
            && is_plain(text.as_bytes()[0])
            && text.bytes().all(|c| is_plain(c) || b"._@-".contains(&c));
        if fits { Ok(Self(text.into())) } else { Err(StoreError::UserNameInvalid { name: text.to_owned() }) }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for UserName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl PasswordHash {
    /// A hash in PHC form; it is not looked into.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The hash as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Say;

    #[test]
    fn names_are_plain() {
        for name in ["lan", "7", "lan.nguyen@stnmt-hcm.gov.vn", &"a".repeat(64)] {
            assert_eq!(UserName::parse(name).unwrap().as_str(), name);
        }
        for name in ["", "Lan", "lân", "lan nguyen", ".lan", "lan'--", "lan\r\nx: y", "lan\0", "lаn", &*"a".repeat(65)]
        {
            assert!(UserName::parse(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_name_that_is_refused_is_repeated_as_it_is_read() {
        let said = |name: &str| UserName::parse(name).unwrap_err().message().params[0].1.clone();
        assert_eq!(said("Minh Trần"), "Minh Trần");
        assert_eq!(said("lan\r\n\u{202e}x"), "lan\\r\\n\\u{202e}x", "what no screen shows is told by its code");
    }

    #[test]
    fn a_hash_is_never_shown() {
        let user = NewUser {
            name: UserName::parse("lan").unwrap(),
            hash: PasswordHash::new("$argon2id$secret".to_owned()),
            grants: Vec::new(),
            role: Role::Viewer,
            created: SystemTime::UNIX_EPOCH,
        };
        assert!(!format!("{user:?}").contains("secret"));
    }
}
