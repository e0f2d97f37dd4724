//! Powers of a user as both private stores keep them: words with a space between, in order; and how they change.

use super::UserName;
use crate::layer::Grant;
use crate::store::StoreError;

/// Most powers of one user: a power named for each commune of a province (Ho Chi Minh City has 168), and some that hold everywhere.
/// Who needs more is given the power without a commune. They are read with every token.
pub const MOST_GRANTS: usize = 256;

/// Powers a user is to hold from now on, and others no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantChange {
    /// Whose.
    pub user: UserName,
    /// To hold; held already is fine.
    pub given: Vec<Grant>,
    /// To hold no more; not held is a mistake, for then perhaps something else was meant.
    pub taken: Vec<Grant>,
}

impl GrantChange {
    /// What is held after it.
    pub(in crate::store) fn applied(&self, mut held: Vec<Grant>) -> Result<Vec<Grant>, StoreError> {
        for taken in &self.taken {
            let at = held.iter().position(|grant| grant == taken);
            let at = at.ok_or_else(|| StoreError::GrantNotHeld { name: self.user.clone(), grant: taken.clone() })?;
            held.remove(at);
        }
        held.extend(self.given.iter().cloned());
        held.sort_unstable();
        held.dedup();
        few_enough(&self.user, &held)?;
        Ok(held)
    }

    /// In the audit log: `+planning.draft@26506 -water.close`.
    pub(in crate::store) fn told(&self) -> String {
        let given = self.given.iter().map(|grant| format!("+{grant}"));
        given.chain(self.taken.iter().map(|grant| format!("-{grant}"))).collect::<Vec<_>>().join(" ")
    }
}

/// Refuses more powers than a user may hold.
pub(in crate::store) fn few_enough(name: &UserName, grants: &[Grant]) -> Result<(), StoreError> {
    match grants.len() > MOST_GRANTS {
        true => Err(StoreError::TooManyGrants { name: name.clone(), most: MOST_GRANTS }),
        false => Ok(()),
    }
}

/// As they are kept.
pub(in crate::store) fn grants_text(grants: &[Grant]) -> String {
    let mut grants = grants.to_vec();
    grants.sort_unstable();
    grants.dedup();
    let words: Vec<String> = grants.iter().map(Grant::to_string).collect();
    words.join(" ")
}

/// As they were kept. A word this program does not know is no power.
pub(in crate::store) fn grants_of(text: &str) -> Vec<Grant> {
    let mut grants: Vec<Grant> = text.split_whitespace().filter_map(Grant::parse).collect();
    grants.sort_unstable();
    grants
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(given: &str, taken: &str) -> GrantChange {
        GrantChange { user: UserName::parse("lan").unwrap(), given: grants_of(given), taken: grants_of(taken) }
    }

    #[test]
    fn powers_are_read_as_they_are_kept() {
        let kept = grants_text(&grants_of("water.close planning.draft@26506 nonsense planning.draft@26506"));
        assert_eq!(kept, "planning.draft@26506 water.close");
        assert_eq!(grants_text(&grants_of(&kept)), kept);
        assert!(grants_of("").is_empty());
    }

    #[test]
    fn a_change_gives_and_takes_and_says_so() {
        let moved = change("planning.draft@26509", "planning.draft@26506");
        let after = moved.applied(grants_of("planning.draft@26506 water.close")).unwrap();
        assert_eq!(grants_text(&after), "planning.draft@26509 water.close");
        assert_eq!(moved.told(), "+planning.draft@26509 -planning.draft@26506");
        // A power in one commune is not the power everywhere.
        let refused = change("", "planning.draft").applied(grants_of("planning.draft@26506"));
        assert!(matches!(refused, Err(StoreError::GrantNotHeld { .. })), "{refused:?}");
    }

    #[test]
    fn nobody_holds_more_powers_than_there_are_communes() {
        let many = |count: usize| (0..count).map(|at| format!("planning.draft@{at}")).collect::<Vec<_>>().join(" ");
        assert_eq!(change(&many(MOST_GRANTS), "").applied(Vec::new()).unwrap().len(), MOST_GRANTS);
        let refused = change("water.close", "").applied(grants_of(&many(MOST_GRANTS)));
        assert!(matches!(refused, Err(StoreError::TooManyGrants { most: MOST_GRANTS, .. })), "{refused:?}");
    }
}
