//! Who is behind a request: nobody we know, or a person with a role.

use std::sync::Arc;

use spatial_core::layer::{Audience, Grant};

use crate::auth::Role;

/// A signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// As in the list of users; goes into commits and the audit log.
    pub name: Arc<str>,
    /// What they may do.
    pub role: Role,
    /// Their powers over subjects, ascending.
    pub grants: Arc<[Grant]>,
    /// With what they ask: any signed-in person is staff, and holds these powers besides.
    pub audience: Audience,
}

/// Whom a request comes from; nobody unless a token or a session said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    principal: Option<Principal>,
    /// Nobody could say whether it still is so.
    is_stale: bool,
}

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignInNeeded,
    /// The role does not go so far.
    #[error("this needs the role {}", .needed.as_str())]
    NotAllowed {
        /// The least role that may.
        needed: Role,
    },
    /// Whether they still may cannot be found out just now.
    #[error("the user list is unavailable")]
    Unconfirmed,
}

impl Principal {
    /// A person with a role and powers.
    pub fn new(name: &str, role: Role, grants: &[Grant]) -> Self {
        let audience = Audience::of(std::iter::once(Grant::Staff).chain(grants.iter().cloned()));
        Self { name: name.into(), role, grants: grants.into(), audience }
    }
}

impl Identity {
    /// A person whose token or session we know.
    pub fn of(principal: Principal) -> Self {
        Self { principal: Some(principal), is_stale: false }
    }

    /// A person whose token we knew before the list of users stopped answering: they go on looking and may not write.
    pub fn as_last_known(principal: Principal) -> Self {
        Self { principal: Some(principal), is_stale: true }
    }

    /// The person, if one is signed in.
    pub fn principal(&self) -> Option<&Principal> {
        self.principal.as_ref()
    }

    /// With what questions are asked.
    pub fn audience(&self) -> Audience {
        self.principal.as_ref().map_or(Audience::ANONYMOUS, |who| who.audience)
    }

    /// The person, if they may change features.
    ///
    /// # Errors
    /// [`Refused`] for nobody, for viewers, and while the list of users does not answer.
    pub fn may_write(&self) -> Result<&Principal, Refused> {
        self.at_least(Role::Editor)
    }

    /// The person, if they look after the server.
    ///
    /// # Errors
    /// [`Refused`] for nobody, and for everybody but administrators.
    pub fn may_operate(&self) -> Result<&Principal, Refused> {
        self.at_least(Role::Admin)
    }

    fn at_least(&self, needed: Role) -> Result<&Principal, Refused> {
        let principal = self.principal.as_ref().ok_or(Refused::SignInNeeded)?;
        match principal.role >= needed {
            true if self.is_stale => Err(Refused::Unconfirmed),
            true => Ok(principal),
            false => Err(Refused::NotAllowed { needed }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(role: Role) -> Identity {
        Identity::of(Principal::new("lan", role, &[]))
    }

    #[test]
    fn nobody_and_viewers_may_not_write() {
        assert_eq!(Identity::default().may_write(), Err(Refused::SignInNeeded));
        assert_eq!(who(Role::Viewer).may_write(), Err(Refused::NotAllowed { needed: Role::Editor }));
        for role in [Role::Editor, Role::Admin] {
            assert_eq!(who(role).may_write().unwrap().role, role);
        }
    }

    #[test]
    fn only_who_is_signed_in_is_staff() {
        assert_eq!(Identity::default().audience(), Audience::ANONYMOUS);
        for role in Role::ALL {
            assert_eq!(who(role).audience(), Audience::STAFF);
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
    }

    #[test]
    fn who_holds_powers_asks_with_them_and_as_staff() {
        let draft = Grant::parse("planning.draft@26506").unwrap();
        let lan = Identity::of(Principal::new("lan", Role::Viewer, std::slice::from_ref(&draft)));
        assert_eq!(lan.audience(), Audience::of([Grant::Staff, draft]));
        assert!(lan.audience().is_staff());
    }
}
