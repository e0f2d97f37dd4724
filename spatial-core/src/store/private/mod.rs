//! What never stands in the open store: users, tokens, the audit log, contacts of who handed something in and, in time, personal data of holders.
//!
//! Beside `city.gpkg` it is `city.private.gpkg` (mode 0600, a connection of its own, never attached); in PostgreSQL a schema of its own.
//! It keeps digests and hashes and never sees a token or a password; of a second factor it must keep the secret itself. Who may do what
//! is decided elsewhere.

mod audit;
mod clock;
mod contact;
mod factor;
mod grants;
mod token;
mod user;

use std::time::SystemTime;

use crate::layer::Grant;
use crate::store::StoreError;
use crate::store::gpkg::PrivateFile;
use crate::store::postgis::PrivateSchema;

pub use audit::{AuditEntry, Deed, PendingAudit};
pub(in crate::store) use clock::{USE_NOTED, from_millis, to_millis};
pub use contact::Contact;
pub use factor::FactorSecret;
pub use grants::{GrantChange, MOST_GRANTS};
pub(in crate::store) use grants::{few_enough, grants_of, grants_text};
pub use token::{Bearer, Token, TokenDigest, TokenKind};
pub use user::{NewUser, PasswordHash, Role, User, UserName};

/// The private side of an open store. Cheap to clone. Nothing is created before something must be kept.
#[derive(Debug, Clone)]
pub enum PrivateStore {
    /// A file beside a GeoPackage.
    Gpkg(PrivateFile),
    /// A schema of a database.
    Postgis(PrivateSchema),
}

impl PrivateStore {
    /// Takes a person in, or one back who was removed.
    ///
    /// # Errors
    /// [`StoreError::UserExists`] if the name is in use, [`StoreError::TooManyGrants`].
    pub async fn add_user(&self, user: NewUser) -> Result<(), StoreError> {
        few_enough(&user.name, &user.grants)?;
        match self {
            Self::Gpkg(file) => file.add_user(user).await,
            Self::Postgis(schema) => schema.add_user(user).await,
        }
    }

    /// All users, removed ones too, in order of name.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be read.
    pub async fn users(&self) -> Result<Vec<User>, StoreError> {
        match self {
            Self::Gpkg(file) => file.users().await,
            Self::Postgis(schema) => schema.users().await,
        }
    }

    /// A user who was not removed, and the hash of their password.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be read.
    pub async fn user(&self, name: &UserName) -> Result<Option<(User, PasswordHash)>, StoreError> {
        match self {
            Self::Gpkg(file) => file.user(name).await,
            Self::Postgis(schema) => schema.user(name).await,
        }
    }

    /// Gives a user powers and takes others away; what they hold then. The line of the audit log, which names the user and what was
    /// given and taken, is written in the same step.
    ///
    /// # Errors
    /// [`StoreError::UserNotFound`] if nobody of that name is there, [`StoreError::GrantNotHeld`], [`StoreError::TooManyGrants`].
    pub async fn change_grants(&self, change: GrantChange, line: AuditEntry) -> Result<Vec<Grant>, StoreError> {
        let line = AuditEntry { subject: Some(change.user.clone()), detail: Some(change.told()), ..line };
        match self {
            Self::Gpkg(file) => file.change_grants(change, line).await,
            Self::Postgis(schema) => schema.change_grants(change, line).await,
        }
    }

    /// Forgets a user's password and tokens; the name stays taken, so that the audit log always means the same person.
    ///
    /// # Errors
    /// [`StoreError::UserNotFound`] if nobody of that name is there.
    pub async fn remove_user(&self, name: &UserName, at: SystemTime) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(file) => file.remove_user(name, at).await,
            Self::Postgis(schema) => schema.remove_user(name, at).await,
        }
    }

    /// Gives a user another password and ends their sessions; tokens of programs go on. The line of the audit log is written in the same
    /// step.
    ///
    /// # Errors
    /// [`StoreError::UserNotFound`] if nobody of that name is there.
    pub async fn set_password(&self, name: &UserName, hash: PasswordHash, line: AuditEntry) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(file) => file.set_password(name, hash, line).await,
            Self::Postgis(schema) => schema.set_password(name, hash, line).await,
        }
    }

    /// The secret of a user's second factor; none if they have none, or are not there.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be read.
    pub async fn factor(&self, name: &UserName) -> Result<Option<FactorSecret>, StoreError> {
        match self {
            Self::Gpkg(file) => file.factor(name).await,
            Self::Postgis(schema) => schema.factor(name).await,
        }
    }

    /// Gives a user a second factor in place of any they had, or takes it away, and ends their sessions; tokens of programs go on. The line
    /// of the audit log is written in the same step.
    ///
    /// # Errors
    /// [`StoreError::UserNotFound`] if nobody of that name is there, [`StoreError::FactorNotHeld`] if there is none to take away.
    pub async fn set_factor(
        &self,
        name: &UserName,
        secret: Option<FactorSecret>,
        line: AuditEntry,
    ) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(file) => file.set_factor(name, secret, line).await,
            Self::Postgis(schema) => schema.set_factor(name, secret, line).await,
        }
    }

    /// Takes the code of a time step as used; false if a code of that step or a later one was used before, on whichever server, or if the
    /// user no longer has this secret.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be written.
    pub async fn use_code(&self, name: &UserName, secret: &FactorSecret, step: i64) -> Result<bool, StoreError> {
        match self {
            Self::Gpkg(file) => file.use_code(name, secret, step).await,
            Self::Postgis(schema) => schema.use_code(name, secret, step).await,
        }
    }

    /// Ends the sessions of a user, or of everybody, and the tokens of programs too if so wanted; how many. Servers know within seconds.
    ///
    /// # Errors
    /// [`StoreError::UserNotFound`] if nobody of that name is there.
    pub async fn end_sessions(
        &self,
        of: Option<&UserName>,
        and_tokens: bool,
        line: AuditEntry,
    ) -> Result<u64, StoreError> {
        match self {
            Self::Gpkg(file) => file.end_sessions(of, and_tokens, line).await,
            Self::Postgis(schema) => schema.end_sessions(of, and_tokens, line).await,
        }
    }

    /// Keeps the digest of a token, and forgets those that have ended.
    ///
    /// # Errors
    /// [`StoreError::UserNotFound`] if its user is not there.
    pub async fn add_token(&self, token: Token) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(file) => file.add_token(token).await,
            Self::Postgis(schema) => schema.add_token(token).await,
        }
    }

    /// Whose token it is, if it has not ended; notes to the minute that it was used.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be read.
    pub async fn bearer(&self, digest: &TokenDigest, at: SystemTime) -> Result<Option<Bearer>, StoreError> {
        match self {
            Self::Gpkg(file) => file.bearer(digest, at).await,
            Self::Postgis(schema) => schema.bearer(digest, at).await,
        }
    }

    /// Ends a token; one that is not there has ended already.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be written.
    pub async fn end_token(&self, digest: &TokenDigest) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(file) => file.end_token(digest).await,
            Self::Postgis(schema) => schema.end_token(digest).await,
        }
    }

    /// Keeps how somebody can be reached, for the digest of the receipt they are given.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be written, or something is kept for this receipt already.
    pub async fn keep_contact(
        &self,
        receipt: &TokenDigest,
        contact: Contact,
        at: SystemTime,
    ) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(file) => file.keep_contact(receipt, contact, at).await,
            Self::Postgis(schema) => schema.keep_contact(receipt, contact, at).await,
        }
    }

    /// How those can be reached who were given these receipts, as far as they said so. The caller bounds how many.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be read.
    pub async fn contacts(&self, receipts: &[TokenDigest]) -> Result<Vec<(TokenDigest, Contact)>, StoreError> {
        match self {
            Self::Gpkg(file) => file.contacts(receipts).await,
            Self::Postgis(schema) => schema.contacts(receipts).await,
        }
    }

    /// Forgets how somebody can be reached; where nothing is kept there is nothing to do.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be written.
    pub async fn forget_contact(&self, receipt: &TokenDigest) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(file) => file.forget_contact(receipt).await,
            Self::Postgis(schema) => schema.forget_contact(receipt).await,
        }
    }

    /// Writes down what happened, all entries in one step.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be written.
    pub async fn record(&self, entries: Vec<AuditEntry>) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(file) => file.record(entries).await,
            Self::Postgis(schema) => schema.record(entries).await,
        }
    }

    /// The last entries of the audit log, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the private side cannot be read.
    pub async fn audit(&self, most: u32) -> Result<Vec<AuditEntry>, StoreError> {
        match self {
            Self::Gpkg(file) => file.audit(most).await,
            Self::Postgis(schema) => schema.audit(most).await,
        }
    }
}
