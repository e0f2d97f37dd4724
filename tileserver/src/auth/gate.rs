//! The door: whose token is shown, who signs in with which password, who signs out; and the audit log of all of it.

use std::time::Duration;

use metrics::Counter;
use spatial_core::layer::{FeatureId, LayerName, Transaction};
use spatial_core::store::private::{
    AuditEntry, Deed, NewUser, PendingAudit, PrivateStore, Role, Token, TokenDigest, TokenKind, User, UserName,
};
use tokio::sync::Semaphore;

use crate::auth::known::{KnownTokens, Stood};
use crate::auth::limit::{Limit, TooMany};
use crate::auth::secret::digest_of;
use crate::auth::sign_in::{SignIns, Standing, Try, neighbourhood};
use crate::auth::{
    AuditLog, AuthError, Clock, Code, Hasher, Identity, Password, Principal, SecondFactor, Secret, Trail,
};

/// A session ends after a long working day.
const SESSION: Duration = Duration::from_secs(12 * 3600);
/// Unknown tokens from one address: so many at once, then one in a while. Nobody guesses 256 bits; what is spared is the log.
const UNKNOWN_TOKENS: (u32, Duration) = (30, Duration::from_secs(2));
/// Tokens from addresses that sent too many unknown ones are looked for a few at a time: theirs may be a good one, for a whole office may
/// share the address, and the store is not kept busy by the others.
const DOUBTFUL_TOKENS: usize = 4;

/// What anybody hands in without an account, from one address: so much at once, then one in a while. A village hall may have one address; who
/// has a dozen things to say says them in an evening.
const HANDED_IN: (u32, Duration) = (10, Duration::from_secs(60));

/// Of tiles with fields that are not for everybody, one line of the audit log tells for so long: a map asks for hundreds in a minute.
const LOOKS: Duration = Duration::from_secs(600);

/// Everything there is to know about who asks; one for each server.
#[derive(Debug)]
pub(crate) struct Gate {
    private: PrivateStore,
    clock: Clock,
    known: KnownTokens,
    unknown_tokens: Limit,
    doubtful: Semaphore,
    sign_ins: SignIns,
    looks: Limit,
    handed_in: Limit,
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
    /// Sign-ins with a wrong name, password or code.
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

/// What somebody looked at.
#[derive(Debug)]
pub(crate) struct Look<'a> {
    pub(crate) layer: &'a LayerName,
    /// None for several.
    pub(crate) feature: Option<FeatureId>,
    /// How many, and what was asked.
    pub(crate) detail: String,
}

/// A person to take in.
#[derive(Clone)]
pub(crate) struct NewPerson<'a> {
    pub(crate) name: UserName,
    pub(crate) role: Role,
    /// As it was typed for them.
    pub(crate) password: &'a str,
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
            doubtful: Semaphore::new(DOUBTFUL_TOKENS),
            sign_ins: SignIns::new(),
            looks: Limit::new(1, LOOKS),
            handed_in: Limit::new(HANDED_IN.0, HANDED_IN.1),
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
        let stood = match self.bearer(text, trail).await {
            // Whoever's session is over goes on as anybody, whatever others at the address do.
            Err(AuthError::TooOften { .. }) if kind == TokenKind::Session => return Ok(Identity::default()),
            stood => stood?,
        };
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
        let too_many = self.unknown_tokens.take(&from, now).err();
        let found = match &digest {
            Some(digest) => self.looked_for(digest, too_many.is_some()).await,
            None => Ok(Stood { bearer: None, is_stale: false }),
        };
        let is_good = !matches!(&found, Ok(Stood { bearer: None, .. }));
        if is_good && too_many.is_none() {
            self.unknown_tokens.give_back(&from);
        }
        match too_many.filter(|_| !is_good) {
            Some(refused) => Err(self.limited(refused, Deed::TokensLimited, trail).await),
            None => {
                self.meters.tokens_unknown.increment(u64::from(!is_good));
                found
            }
        }
    }

    /// What the store says of a token, in its turn if it is a doubtful one.
    async fn looked_for(&self, digest: &TokenDigest, is_doubtful: bool) -> Result<Stood, AuthError> {
        let _turn = if is_doubtful { self.doubtful.acquire().await.ok() } else { None };
        self.known.asked(digest, &self.clock, &self.private).await.map_err(AuthError::Store)
    }

    /// Begins a session for whoever knows the password and, if they have a second factor, its code.
    pub(crate) async fn sign_in(
        &self,
        name: &str,
        password: Password,
        code: Option<Code>,
        trail: &Trail,
    ) -> Result<Opened, AuthError> {
        let name = UserName::parse(name).ok();
        // All that cannot be names count as one.
        let counted = name.as_ref().map_or("", UserName::as_str);
        let attempt = self.attempt(counted, trail).await?;
        let found = match &name {
            Some(name) => self.private.user(name).await?,
            None => None,
        };
        let (user, hash) = found.unzip();
        let standing = self.sign_ins.standing(counted, trail.address);
        let is_right = self.hasher.matches(password, hash, standing == Standing::AtHome).await.map_err(|_| {
            self.sign_ins.give_back(&attempt);
            AuthError::Crowded
        })?;
        match user {
            Some(user) if is_right => {
                self.check_code(&user, code, &attempt, trail).await?;
                self.sign_ins.give_back(&attempt);
                self.sign_ins.welcome(counted, trail.address);
                self.open_session(user, trail).await
            }
            user => {
                // A name nobody has may be a password that was typed in the wrong place.
                self.failed(user.map(|user| user.name), None, trail).await;
                Err(AuthError::WrongPassword)
            }
        }
    }

    /// Counts a try of somebody's password, unless there were too many.
    async fn attempt(&self, name: &str, trail: &Trail) -> Result<Try, AuthError> {
        let counted = self.sign_ins.take(name, trail.address, self.clock.passed());
        self.allowed(counted, trail).await
    }

    /// What was counted of a sign-in, unless there were too many.
    async fn allowed<T>(&self, counted: Result<T, TooMany>, trail: &Trail) -> Result<T, AuthError> {
        match counted {
            Ok(counted) => Ok(counted),
            Err(refused) => Err(self.limited(refused, Deed::SignInLimited, trail).await),
        }
    }

    /// Passes who has no second factor, and who has one with a code that was not used yet. A missing code costs no try: it is asked for
    /// after the password. A wrong one counts as a wrong password does.
    async fn check_code(&self, user: &User, code: Option<Code>, attempt: &Try, trail: &Trail) -> Result<(), AuthError> {
        let secret = if user.has_factor { self.private.factor(&user.name).await? } else { None };
        let Some(secret) = secret else { return Ok(()) };
        let Some(code) = code else {
            self.sign_ins.give_back(attempt);
            self.code_asked(user, trail).await;
            return Err(AuthError::CodeNeeded);
        };
        let name = user.name.as_str();
        self.allowed(self.sign_ins.take_code(name, self.clock.passed()), trail).await?;
        if let Some(step) = SecondFactor::of(secret).step_of(code, self.clock.now())
            && self.private.use_code(&user.name, &secret, step).await?
        {
            self.sign_ins.give_code_back(name);
            return Ok(());
        }
        self.failed(Some(user.name.clone()), Some("code".to_owned()), trail).await;
        Err(AuthError::WrongCode)
    }

    /// Writes down, once in a while for each person, that somebody knows their password: it may be somebody else.
    async fn code_asked(&self, user: &User, trail: &Trail) {
        if self.looks.take(&(user.name.as_str(), Deed::CodeAsked.as_str()), self.clock.passed()).is_ok() {
            let entry = trail.entry(&self.clock, None, Deed::CodeAsked);
            self.audit.write(vec![AuditEntry { subject: Some(user.name.clone()), ..entry }]).await;
        }
    }

    /// Counts and writes down that somebody could not show who they are.
    async fn failed(&self, subject: Option<UserName>, detail: Option<String>, trail: &Trail) {
        self.meters.sign_in_failed.increment(1);
        let entry = trail.entry(&self.clock, None, Deed::SignInFailed);
        self.audit.write(vec![AuditEntry { subject, detail, ..entry }]).await;
    }

    /// Gives somebody who knows their password another one. All their sessions end, and one begins. They are signed in: no code is asked for.
    pub(crate) async fn change_password(
        &self,
        who: &Principal,
        old: Password,
        new: &str,
        trail: &Trail,
    ) -> Result<Opened, AuthError> {
        let name = UserName::parse(&who.name)?;
        let new = Password::chosen(new, &name).map_err(AuthError::Refused)?;
        let attempt = self.attempt(name.as_str(), trail).await?;
        let (user, hash) = self.private.user(&name).await?.ok_or(AuthError::WrongPassword)?;
        let is_right = self.hasher.matches(old, Some(hash), true).await.map_err(|_| {
            self.sign_ins.give_back(&attempt);
            AuthError::Crowded
        })?;
        if !is_right {
            self.failed(Some(name), None, trail).await;
            return Err(AuthError::WrongPassword);
        }
        self.sign_ins.give_back(&attempt);
        let hash = self.hasher.hash(new).await.map_err(|_| AuthError::Crowded)?.map_err(AuthError::Refused)?;
        let line = trail.entry(&self.clock, Some(who), Deed::PasswordChanged);
        self.private.set_password(&name, hash, AuditEntry { subject: Some(name.clone()), ..line }).await?;
        self.open_session(user, trail).await
    }

    /// Takes a person in with a password that somebody chose for them.
    pub(crate) async fn take_in(&self, by: &Principal, person: NewPerson<'_>, trail: &Trail) -> Result<(), AuthError> {
        let NewPerson { name, role, password } = person;
        let password = Password::chosen(password, &name).map_err(AuthError::Refused)?;
        let hash = self.hasher.hash(password).await.map_err(|_| AuthError::Crowded)?.map_err(AuthError::Refused)?;
        let new = NewUser { name: name.clone(), hash, role, grants: Vec::new(), created: self.clock.now() };
        self.private.add_user(new).await?;
        let line = trail.entry(&self.clock, Some(by), Deed::UserAdded);
        self.audit.write(vec![AuditEntry { subject: Some(name), ..line }]).await;
        Ok(())
    }

    /// Writes down that somebody read fields which are not for everybody.
    pub(crate) async fn looked(&self, who: &Principal, at: Look<'_>, trail: &Trail) {
        let entry = trail.entry(&self.clock, Some(who), Deed::PrivateRead);
        let (layer, feature) = (Some(at.layer.clone()), at.feature);
        self.audit.write(vec![AuditEntry { layer, feature, detail: Some(at.detail), ..entry }]).await;
    }

    /// True once in a while for each person and layer: for looks that come by the hundred, as tiles do.
    pub(crate) fn is_first_look(&self, who: &Principal, layer: &LayerName) -> bool {
        self.looks.take(&(&*who.name, layer.as_str()), self.clock.passed()).is_ok()
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
    pub(crate) fn lines(&self, who: Option<&Principal>, transaction: &Transaction, trail: &Trail) -> Vec<PendingAudit> {
        trail.lines(&self.clock, who, transaction)
    }

    /// A line of the audit log about something else somebody does.
    pub(crate) fn line(&self, who: Option<&Principal>, deed: Deed, trail: &Trail) -> AuditEntry {
        trail.entry(&self.clock, who, deed)
    }

    /// Counts that somebody hands something in without an account, unless there was too much from their address.
    pub(crate) fn hand_in(&self, trail: &Trail) -> Result<(), AuthError> {
        let counted = self.handed_in.take(&neighbourhood(trail.address), self.clock.passed());
        counted.map_err(|refused| {
            self.meters.limited.increment(1);
            AuthError::TooOften { seconds: refused.again_in.as_secs() + 1 }
        })
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
