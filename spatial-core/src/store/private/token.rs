//! What stands for a person between sign-in and sign-out: only its digest is kept, so that a stolen copy opens nothing.

use std::time::SystemTime;

use super::{Role, UserName};
use crate::layer::Grant;

/// SHA-256 of a token. It cannot be turned back, but is nobody's business either.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenDigest(pub [u8; 32]);

/// How a token is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// In the `Authorization` header, by programs.
    Bearer,
    /// In a cookie, by browsers.
    Session,
}

/// A token to keep.
#[derive(Debug, Clone)]
pub struct Token {
    /// Of the token.
    pub digest: TokenDigest,
    /// How it is carried.
    pub kind: TokenKind,
    /// Whose it is.
    pub user: UserName,
    /// Now.
    pub created: SystemTime,
    /// When it ends.
    pub expires: SystemTime,
}

/// Whom a token stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// Whose it is.
    pub user: UserName,
    /// What they may do now.
    pub role: Role,
    /// Their powers over subjects now, ascending.
    pub grants: Vec<Grant>,
    /// How it must be carried.
    pub kind: TokenKind,
    /// When it ends.
    pub expires: SystemTime,
}

impl TokenKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bearer, Self::Session];

    /// The word in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bearer => "bearer",
            Self::Session => "session",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl std::fmt::Debug for TokenDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenDigest(…)")
    }
}
