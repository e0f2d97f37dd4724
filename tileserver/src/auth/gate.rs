//! The door: whose token is shown, who signs in with which password, who signs out; and the audit log of all of it.

use std::time::Duration;

use metrics::Counter;
use spatial_core::layer::Transaction;
use spatial_core::store::private::{AuditEntry, Deed, PendingAudit, PrivateStore, Token, TokenKind, User, UserName};

use crate::auth::known::{KnownTokens, Stood};
use crate::auth::limit::{Limit, TooMany};
use crate::auth::secret::digest_of;
use crate::auth::sign_in::{SignIns, neighbourhood};
use crate::auth::{AuditLog, AuthError, Clock, Hasher, Identity, Password, Principal, Secret, Trail};

/// A session ends after a long working day.
const SESSION: Duration = Duration::from_secs(12 * 3600);
/// Unknown tokens from one address: so many at once, then one in a while. Nobody guesses 256 bits; what is spared is the store and the log.
const UNKNOWN_TOKENS: (u32, Duration) = (30, Duration::from_secs(2));

/// Everything there is to know about who asks; one for each server.
#[derive(Debug)]
pub(crate) struct Gate {
    private: PrivateStore,
    clock: Clock,
    known: KnownTokens,
    unknown_tokens: Limit,
    sign_ins: SignIns,
    hasher: Hasher,
    audit: AuditLog,
    meters: GateMeters,
}

/// What is counted.
#[derive(Debug, Clone)]
pub(crate) struct GateMeters {
    /// Questions to the private store about tokens.
    pub(crate) tokens_asked: Counter,
    /// Tokens nobody has, and sessions that are over.
    pub(crate) tokens_unknown: Counter,
    /// Sign-ins that succeeded.
    pub(crate) signed_in: Counter,
    /// Sign-ins with a wrong name or password.
    pub(crate) sign_in_failed: Counter,
    /// Requests refused because there were too many tries.
    pub(crate) limited: Counter,
}

/// What a request shows of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown<'a> {
    /// A token in the `Authorization` header; an unknown one is refused.
    Bearer(&'a str),
    /// A session's cookie; an expired session counts as anonymous.
    Session(&'a str),
}

/// A session that has begun.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) secret: Secret,
    pub(crate) principal: Principal,
    /// How long it lasts.
    pub(crate) lasts: Duration,
}

impl Gate {
    /// A gate before a private store.
    pub(crate) fn new(private: PrivateStore, clock: Clock, meters: GateMeters) -> Self {
        Self {
            audit: AuditLog::start(private.clone()),
            private,
            clock,
            known: KnownTokens::new(meters.tokens_asked.clone()),
            unknown_tokens: Limit::new(UNKNOWN_TOKENS.0, UNKNOWN_TOKENS.1),
            sign_ins: SignIns::new(),
            hasher: Hasher::new(),
            meters,
        }
    }

    /// Whom a request comes from.
    pub(crate) async fn identify(&self, shown: Shown<'_>, trail: &Trail) -> Result<Identity, AuthError> {
        let (text, kind) = match shown {
            Shown::Bearer(text) => (text, TokenKind::Bearer),
            Shown::Session(text) => (text, TokenKind::Session),
        };
        let stood = self.bearer(text, trail).await?;
        match stood.bearer {
            Some(bearer) if bearer.kind == kind && bearer.expires > self.clock.now() => {
                let principal = Principal::new(bearer.user.as_str(), bearer.role, &bearer.grants);
                Ok(if stood.is_stale { Identity::as_last_known(principal) } else { Identity::of(principal) })
            }
            _ if kind == TokenKind::Session => Ok(Identity::default()),
            _ => Err(AuthError::TokenUnknown),
        }
    }

    /// Whose token it is; counts those nobody has.
    async fn bearer(&self, text: &str, trail: &Trail) -> Result<Stood, AuthError> {
        let digest = digest_of(text);
        if let Some(digest) = &digest
            && let Some(known) = self.known.of_late(digest, &self.clock).await
        {
            return Ok(known);
        }
        // Counted before the store is asked, so that many at once are no way around it.
        let (from, now) = (neighbourhood(trail.address), self.clock.passed());
        if let Err(refused) = self.unknown_tokens.take(&from, now) {
            return Err(self.limited(refused, Deed::TokensLimited, trail).await);
        }
        let found = match &digest {
            Some(digest) => self.known.asked(digest, &self.clock, &self.private).await.map_err(|error| {
                self.unknown_tokens.give_back(&from);
                AuthError::Store(error)
            })?,
            None => Stood { bearer: None, is_stale: false },
        };
        match &found.bearer {
            Some(_) => self.unknown_tokens.give_back(&from),
            None => self.meters.tokens_unknown.increment(1),
        }
        Ok(found)
    }

    /// Begins a session for whoever knows the password.
    pub(crate) async fn sign_in(&self, name: &str, password: Password, trail: &Trail) -> Result<Opened, AuthError> {
        let name = UserName::parse(name).ok();
        // All that cannot be names count as one.
        let counted = name.as_ref().map_or("", UserName::as_str);
        if let Err(refused) = self.sign_ins.take(counted, trail.address, self.clock.passed()) {
            return Err(self.limited(refused, Deed::SignInLimited, trail).await);
        }
        let found = match &name {
            Some(name) => self.private.user(name).await?,
            None => None,
        };
        let (user, hash) = found.unzip();
        let is_right = self.hasher.matches(password, hash).await.map_err(|_| {
            self.sign_ins.give_back(counted, trail.address);
            AuthError::Crowded
        })?;
        match user {
            Some(user) if is_right => {
                self.sign_ins.give_back(counted, trail.address);
                self.open_session(user, trail).await
            }
            user => {
                self.meters.sign_in_failed.increment(1);
                // A name nobody has may be a password that was typed in the wrong place.
                let subject = user.map(|user| user.name);
                let entry = AuditEntry { subject, ..trail.entry(&self.clock, None, Deed::SignInFailed) };
                self.audit.write(vec![entry]).await;
                Err(AuthError::WrongPassword)
            }
        }
    }

    /// Begins a session for somebody who has shown who they are.
    async fn open_session(&self, user: User, trail: &Trail) -> Result<Opened, AuthError> {
        let secret = Secret::random().map_err(|_| AuthError::NoRandomness)?;
        let created = self.clock.now();
        let principal = Principal::new(user.name.as_str(), user.role, &user.grants);
        let (digest, kind, expires) = (secret.digest(), TokenKind::Session, created + SESSION);
        self.private.add_token(Token { digest, kind, user: user.name, created, expires }).await?;
        self.meters.signed_in.increment(1);
        self.audit.write(vec![trail.entry(&self.clock, Some(&principal), Deed::SignIn)]).await;
        Ok(Opened { secret, principal, lasts: SESSION })
    }

    /// Ends a session; one that is over already is none of a person's.
    pub(crate) async fn sign_out(&self, token: &str, who: &Identity, trail: &Trail) -> Result<(), AuthError> {
        let (Some(digest), Some(who)) = (digest_of(token), who.principal()) else { return Ok(()) };
        self.private.end_token(&digest).await?;
        self.known.forget(&digest, &self.clock).await;
        self.audit.write(vec![trail.entry(&self.clock, Some(who), Deed::SignOut)]).await;
        Ok(())
    }

    /// Writes down what somebody did that is no commit.
    pub(crate) async fn write_down(&self, who: &Principal, deed: Deed, detail: String, trail: &Trail) {
        let entry = trail.entry(&self.clock, Some(who), deed);
        self.audit.write(vec![AuditEntry { detail: Some(detail), ..entry }]).await;
    }

    /// What the audit log is to tell of a transaction: the store writes it down in the same step as the commit.
    pub(crate) fn lines(&self, who: &Principal, transaction: &Transaction, trail: &Trail) -> Vec<PendingAudit> {
        trail.lines(&self.clock, who, transaction)
    }

    /// Writes a series of refusals down once.
    async fn limited(&self, refused: TooMany, deed: Deed, trail: &Trail) -> AuthError {
        self.meters.limited.increment(1);
        if refused.is_first {
            let address = trail.address;
            tracing::warn!(%address, id = trail.request_id, deed = deed.as_str(), "too many attempts: throttled");
            self.audit.write(vec![trail.entry(&self.clock, None, deed)]).await;
        }
        AuthError::TooOften { seconds: refused.again_in.as_secs() + 1 }
    }
}

#[cfg(test)]
mod tests;
