//! Who did what, when, and from where: written once, never changed.

use std::time::SystemTime;

use super::{Role, UserName};
use crate::layer::{FeatureId, LayerName, Revision};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Signed in with a password.
    SignIn,
    /// Tried to, and the name, the password or the code was wrong; the detail says if it was the code.
    SignInFailed,
    /// Tried so often that nothing was looked at any more; written once until it is allowed again.
    SignInLimited,
    /// Signed out.
    SignOut,
    /// Came with tokens nobody has, so often that none was looked at any more; written once until it is allowed again.
    TokensLimited,
    /// Took a person in.
    UserAdded,
    /// Removed one.
    UserRemoved,
    /// Made a token for one.
    TokenIssued,
    /// Made a feature.
    FeatureCreated,
    /// Changed one.
    FeatureChanged,
    /// Ended one.
    FeatureDeleted,
    /// Gave a person powers, or took some away.
    GrantsChanged,
    /// Wrote something by the rules of a subject.
    SubjectWritten,
    /// Chose another password, or was given one.
    PasswordChanged,
    /// Ended the sessions of one person, or of all.
    SessionsEnded,
    /// Read fields that are not for everybody; the detail says how many features, and what was asked.
    PrivateRead,
    /// Put a file; the detail is its hash and how many bytes it has.
    AssetPut,
    /// Showed a layer to everybody.
    LayerPublished,
    /// Hid a layer from all but staff.
    LayerHidden,
    /// Gave a person a second factor, or another one.
    FactorSet,
    /// Took it away.
    FactorRemoved,
    /// Gave the right password without the code of the second factor; written once a while.
    CodeAsked,
    /// Brought a file into a layer; the detail is the file's name and how its records met what was there.
    LayerImported,
    /// Removed a layer.
    LayerRemoved,
}

/// One line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: SystemTime,
    /// Who: a user, the system's account at the command line, or nobody we know (empty). Never what a stranger typed.
    pub who: String,
    /// In which role.
    pub role: Option<Role>,
    /// What.
    pub deed: Deed,
    /// To which user.
    pub subject: Option<UserName>,
    /// In which layer.
    pub layer: Option<LayerName>,
    /// To which feature.
    pub feature: Option<FeatureId>,
    /// The commit.
    pub revision: Option<Revision>,
    /// What exactly, if the deed does not say it all: the powers that were given and taken, `+planning.draft@26506`;
    /// the hash and size of a file.
    pub detail: Option<String>,
    /// The request, as in the access log; empty at the command line.
    pub request_id: String,
    /// The client's address; empty at the command line.
    pub address: String,
}

/// A line that is written in the same step as the commit it tells of; what nobody knows before is filled in then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingAudit {
    /// Without revision; without feature if that is an insert of the commit.
    pub entry: AuditEntry,
    /// The feature is the insert at this place among the commit's inserts.
    pub inserted: Option<usize>,
}

impl PendingAudit {
    /// The line, once ids are drawn, and the number if it is known by then.
    pub(in crate::store) fn filled(&self, inserted: &[FeatureId], revision: Option<Revision>) -> AuditEntry {
        let feature = self.inserted.and_then(|at| inserted.get(at)).copied().or(self.entry.feature);
        AuditEntry { feature, revision, ..self.entry.clone() }
    }
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::SignIn,
        Self::SignInFailed,
        Self::SignInLimited,
        Self::SignOut,
        Self::TokensLimited,
        Self::UserAdded,
        Self::UserRemoved,
        Self::TokenIssued,
        Self::FeatureCreated,
        Self::FeatureChanged,
        Self::FeatureDeleted,
        Self::GrantsChanged,
        Self::SubjectWritten,
        Self::PasswordChanged,
        Self::SessionsEnded,
        Self::PrivateRead,
        Self::AssetPut,
        Self::LayerPublished,
        Self::LayerHidden,
        Self::FactorSet,
        Self::FactorRemoved,
        Self::CodeAsked,
        Self::LayerImported,
        Self::LayerRemoved,
    ];

    /// The word in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignInFailed => "sign-in-failed",
            Self::SignInLimited => "sign-in-limited",
            Self::SignOut => "sign-out",
            Self::TokensLimited => "tokens-limited",
            Self::UserAdded => "user-added",
            Self::UserRemoved => "user-removed",
            Self::TokenIssued => "token-issued",
            Self::FeatureCreated => "feature-created",
            Self::FeatureChanged => "feature-changed",
            Self::FeatureDeleted => "feature-deleted",
            Self::GrantsChanged => "grants-changed",
            Self::SubjectWritten => "subject-written",
            Self::PasswordChanged => "password-changed",
            Self::SessionsEnded => "sessions-ended",
            Self::PrivateRead => "private-read",
            Self::AssetPut => "asset-put",
            Self::LayerPublished => "layer-published",
            Self::LayerHidden => "layer-hidden",
            Self::FactorSet => "second-factor-set",
            Self::FactorRemoved => "second-factor-removed",
            Self::CodeAsked => "code-asked",
            Self::LayerImported => "layer-imported",
            Self::LayerRemoved => "layer-removed",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == text)
    }
}
