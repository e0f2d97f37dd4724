//! Passwords: hashed with argon2id, a few at a time and never on the threads that answer.

use std::num::NonZero;
use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::Salt;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use spatial_core::message::{Message, Say};
use spatial_core::store::private::{PasswordHash, UserName};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

use crate::auth::guessable;

/// OWASP Password Storage Cheat Sheet, first choice for argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Sign-ins that wait for their turn to be hashed; more are refused. Each holds a few hundred bytes.
const WAITING: usize = 32;
/// Hashes at the same time, at most: 4 × 19 MiB.
const AT_A_TIME: usize = 4;
/// One more place and a queue of its own for people where they signed in before: strangers who guess do not keep them waiting.
const AT_HOME: (usize, usize) = (1, 16);

/// A password as typed, in Unicode's compatibility form (NIST SP 800-63B-4, 3.1.1.2): the same tone marks are the same password whichever
/// keyboard wrote them. Never shown, never kept.
#[derive(Clone)]
pub struct Password(String);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too short.
    #[error("shorter than {} characters", Password::SHORTEST)]
    TooShort,
    /// So long that nobody typed it.
    #[error("longer than {} bytes", Password::LONGEST)]
    TooLong,
    /// Made of what everybody chooses.
    #[error("one of the common passwords")]
    TooCommon,
    /// The two times it was typed differ.
    #[error("the two entries differ")]
    Different,
    /// The system has no randomness, or no memory.
    #[error("the password cannot be hashed")]
    Unhashable,
}

/// Hashes a few at a time.
#[derive(Debug, Clone)]
pub struct Hasher {
    strangers: Queue,
    at_home: Queue,
}

/// So many at work, so many in waiting.
#[derive(Debug, Clone)]
struct Queue {
    places: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// All places to hash, and to wait for one, are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HasherBusy;

impl Password {
    /// Shortest password we take in, in characters.
    pub const SHORTEST: usize = 12;
    /// Longest, in bytes.
    pub const LONGEST: usize = 1024;

    /// A password that was typed to sign in.
    pub fn new(typed: &str) -> Self {
        Self(typed.nfkc().collect())
    }

    /// A password somebody of this name chooses.
    ///
    /// # Errors
    /// [`PasswordError::TooShort`], [`PasswordError::TooLong`], [`PasswordError::TooCommon`].
    pub fn chosen(typed: &str, name: &UserName) -> Result<Self, PasswordError> {
        let password = Self::new(typed);
        match password.0.chars().count() {
            _ if password.0.len() > Self::LONGEST => Err(PasswordError::TooLong),
            ..Self::SHORTEST => Err(PasswordError::TooShort),
            _ if guessable::is_common(&password.0, name.as_str()) => Err(PasswordError::TooCommon),
            _ => Ok(password),
        }
    }

    /// Its hash, with a salt of its own. Takes some tens of milliseconds and 19 MiB.
    ///
    /// # Errors
    /// [`PasswordError::Unhashable`].
    pub fn hashed(&self) -> Result<PasswordHash, PasswordError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| PasswordError::Unhashable)?;
        self.hashed_with(&salt)
    }

    fn hashed_with(&self, salt: &[u8]) -> Result<PasswordHash, PasswordError> {
        let salt = Salt::new(salt).map_err(|_| PasswordError::Unhashable)?;
        let hash = argon().hash_password_with_salt(self.0.as_bytes(), &salt);
        hash.map(|hash| PasswordHash::new(hash.to_string())).map_err(|_| PasswordError::Unhashable)
    }

    fn is_of(&self, hash: &PasswordHash) -> bool {
        argon().verify_password(self.0.as_bytes(), hash.as_str()).is_ok()
    }
}

impl PartialEq for Password {
    /// For the two times a password is typed; sign-in compares hashes.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Say for PasswordError {
    fn message(&self) -> Message {
        match self {
            Self::TooShort => Message::new("password-too-short").with("least", Password::SHORTEST),
            Self::TooLong => Message::new("password-too-long").with("most", Password::LONGEST),
            Self::TooCommon => Message::new("password-too-common"),
            Self::Different => Message::new("password-different"),
            Self::Unhashable => Message::new("password-unhashable"),
        }
    }
}

impl Hasher {
    /// As many at a time as there are cores, and never more than four.
    pub fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Self { strangers: Queue::new(cores.min(AT_A_TIME), WAITING), at_home: Queue::new(AT_HOME.0, AT_HOME.1) }
    }

    /// The hash of a password somebody chose, in its turn.
    pub(crate) async fn hash(&self, password: Password) -> Result<Result<PasswordHash, PasswordError>, HasherBusy> {
        let place = self.at_home.place().await?;
        let make = move || {
            let _place = place;
            password.hashed()
        };
        tokio::task::spawn_blocking(make).await.map_err(|_| HasherBusy)
    }

    /// True if the password is that of the hash. Without a hash it takes as long and is false: nobody learns which names there are.
    pub(crate) async fn matches(
        &self,
        password: Password,
        hash: Option<PasswordHash>,
        is_at_home: bool,
    ) -> Result<bool, HasherBusy> {
        let queue = if is_at_home { &self.at_home } else { &self.strangers };
        let place = queue.place().await?;
        let compare = move || {
            let _place = place;
            let is_known = hash.is_some();
            hash.as_ref().or(NOBODYS.as_ref()).is_some_and(|hash| password.is_of(hash)) && is_known
        };
        tokio::task::spawn_blocking(compare).await.map_err(|_| HasherBusy)
    }
}

impl Queue {
    fn new(places: usize, waiting: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), waiting: Arc::new(Semaphore::new(waiting)) }
    }

    /// A place at work, when it is this one's turn. Held until the work has ended, not only until nobody waits for it.
    async fn place(&self) -> Result<OwnedSemaphorePermit, HasherBusy> {
        let _waits = self.waiting.try_acquire().map_err(|_| HasherBusy)?;
        Arc::clone(&self.places).acquire_owned().await.map_err(|_| HasherBusy)
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

/// What a password is compared with when there is no such user.
static NOBODYS: LazyLock<Option<PasswordHash>> =
    LazyLock::new(|| Password::new("nobody has this password").hashed().ok());

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(typed: &str) -> Result<Password, PasswordError> {
        Password::chosen(typed, &UserName::parse("lan").unwrap())
    }

    #[test]
    fn a_hash_is_argon2id_with_a_salt_of_its_own() {
        let password = chosen("mật khẩu đủ dài").unwrap();
        let (one, other) = (password.hashed().unwrap(), password.hashed().unwrap());
        assert!(one.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", one.as_str());
        assert_ne!(one, other);
        assert!(password.is_of(&one) && password.is_of(&other));
        assert!(!Password::new("mat khau du dai").is_of(&one));
        assert!(!password.is_of(&PasswordHash::new("no hash at all".to_owned())));
    }

    #[test]
    fn tone_marks_are_the_same_however_they_are_typed() {
        let (composed, decomposed) = ("m\u{1EAD}t kh\u{1EA9}u", "ma\u{323}\u{302}t kha\u{302}\u{309}u");
        assert_eq!(Password::new(composed), Password::new(decomposed));
    }

    #[test]
    fn a_chosen_password_has_a_sensible_length() {
        assert_eq!(chosen("short").unwrap_err(), PasswordError::TooShort);
        assert_eq!(chosen("mười hai chữ").unwrap(), Password::new("mười hai chữ"));
        assert_eq!(chosen(&"x".repeat(1025)).unwrap_err(), PasswordError::TooLong);
        assert_eq!(chosen("password1234").unwrap_err(), PasswordError::TooCommon);
        assert_eq!(format!("{:?}", Password::new("geheim")), "Password(…)");
    }

    #[tokio::test]
    async fn no_more_wait_than_there_are_places_to_wait() {
        let hasher = Hasher { strangers: Queue::new(0, 1), at_home: Queue::new(1, 1) };
        let first = hasher.matches(Password::new("a"), None, false);
        tokio::pin!(first);
        assert!(futures_util::poll!(&mut first).is_pending());
        assert_eq!(hasher.matches(Password::new("b"), None, false).await, Err(HasherBusy));
        assert_eq!(
            hasher.matches(Password::new("c"), None, true).await,
            Ok(false),
            "at home nobody waits for strangers"
        );
        hasher.strangers.places.add_permits(1);
        assert_eq!(first.await, Ok(false));
        assert_eq!(hasher.matches(Password::new("nobody has this password"), None, false).await, Ok(false));
    }
}
