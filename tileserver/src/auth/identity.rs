//! Who is behind a request: nobody we know, or a person with a role.

use std::sync::Arc;

use spatial_core::layer::Audience;

use crate::auth::Role;

/// A signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// As in the list of users; goes into commits and the audit log.
    pub name: Arc<str>,
    /// What they may do.
    pub role: Role,
}

/// Whom a request comes from; nobody unless a token or a session said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity(Option<Principal>);

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
}

impl Identity {
    /// A person whose token or session we know.
    pub fn of(principal: Principal) -> Self {
        Self(Some(principal))
    }

    /// The person, if one is signed in.
    pub fn principal(&self) -> Option<&Principal> {
        self.0.as_ref()
    }

    /// In which role questions are asked: any signed-in person is staff.
    pub fn audience(&self) -> Audience {
        if self.0.is_some() { Audience::Staff } else { Audience::Anonymous }
    }

    /// The person, if they may change features.
    ///
    /// # Errors
    /// [`Refused`] for nobody and for viewers.
    pub fn may_write(&self) -> Result<&Principal, Refused> {
        self.at_least(Role::Editor)
    }

    fn at_least(&self, needed: Role) -> Result<&Principal, Refused> {
        let principal = self.0.as_ref().ok_or(Refused::SignInNeeded)?;
        if principal.role >= needed { Ok(principal) } else { Err(Refused::NotAllowed { needed }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(role: Role) -> Identity {
        Identity::of(Principal { name: "lan".into(), role })
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
        assert_eq!(Identity::default().audience(), Audience::Anonymous);
        for role in Role::ALL {
            assert_eq!(who(role).audience(), Audience::Staff);
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
    }
}
