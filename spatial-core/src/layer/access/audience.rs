//! Who asks: a set of grants, not a person. In every question and every cache key.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use crate::layer::{Area, Clearance, Grant};

/// A set of grants. Interned: copied and compared like a number, whatever it holds. Numbers are those of this process and are never
/// stored.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Audience(u32);

/// Where somebody holds what is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Areas {
    /// Nowhere.
    None,
    /// In these, ascending and distinct.
    Some(Arc<[Area]>),
    /// Everywhere.
    All,
}

/// Sets of grants come from a list of users; no authority has so many that differ. One more would see what anybody sees.
const MOST_SETS: usize = 65_536;

#[derive(Debug)]
struct Interned {
    sets: Vec<Arc<[Grant]>>,
    numbers: HashMap<Arc<[Grant]>, u32>,
}

static INTERNED: LazyLock<RwLock<Interned>> = LazyLock::new(|| {
    let sets: Vec<Arc<[Grant]>> = vec![Arc::new([]), Arc::new([Grant::Staff])];
    let numbers = sets.iter().cloned().zip(0..).collect();
    RwLock::new(Interned { sets, numbers })
});

impl Audience {
    /// Anyone: sees the allow-list of published layers.
    pub const ANONYMOUS: Self = Self(0);
    /// The authority's own people, without a power over any subject.
    pub const STAFF: Self = Self(1);

    /// The set of these grants. Past 65,536 different sets it is that of nobody.
    pub fn of(grants: impl IntoIterator<Item = Grant>) -> Self {
        let mut set: Vec<Grant> = grants.into_iter().collect();
        set.sort_unstable();
        set.dedup();
        // Asked with every request of a person, and almost always known.
        if let Some(&number) = INTERNED.read().unwrap_or_else(PoisonError::into_inner).numbers.get(set.as_slice()) {
            return Self(number);
        }
        let mut interned = INTERNED.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(&number) = interned.numbers.get(set.as_slice()) {
            return Self(number);
        }
        let Some(number) = u32::try_from(interned.sets.len()).ok().filter(|_| interned.sets.len() < MOST_SETS) else {
            tracing::error!("more than {MOST_SETS} different sets of grants; this one counts as none");
            return Self::ANONYMOUS;
        };
        let set: Arc<[Grant]> = set.into();
        interned.sets.push(Arc::clone(&set));
        interned.numbers.insert(set, number);
        Self(number)
    }

    /// What is held, ascending.
    pub fn grants(self) -> Arc<[Grant]> {
        let interned = INTERNED.read().unwrap_or_else(PoisonError::into_inner);
        interned.sets.get(self.0 as usize).cloned().unwrap_or_default()
    }

    /// True if it is the authority's own people who ask.
    pub fn is_staff(self) -> bool {
        self.clears(&Clearance::Staff)
    }

    /// True if what is asked for is held everywhere.
    pub fn clears(self, needed: &Clearance) -> bool {
        match needed {
            Clearance::Open => true,
            Clearance::Staff if self <= Self::STAFF => self == Self::STAFF,
            _ => self.areas(needed) == Areas::All,
        }
    }

    /// Where what is asked for is held.
    pub fn areas(self, needed: &Clearance) -> Areas {
        let held = self.grants();
        match needed {
            Clearance::Open => Areas::All,
            Clearance::Staff if held.contains(&Grant::Staff) => Areas::All,
            Clearance::Staff => Areas::None,
            Clearance::Grant { subject, power } => Areas::of(held.iter().filter_map(|grant| match grant {
                Grant::Subject { subject: s, power: p, area } if s == subject && p == power => Some(area.as_ref()),
                _ => None,
            })),
        }
    }
}

impl Areas {
    /// Gathers them; `None` stands for everywhere.
    fn of<'a>(areas: impl Iterator<Item = Option<&'a Area>>) -> Self {
        let mut some = Vec::new();
        for area in areas {
            let Some(area) = area else { return Self::All };
            some.push(area.clone());
        }
        // A set of grants ascends, and so do the areas of one power.
        if some.is_empty() { Self::None } else { Self::Some(some.into()) }
    }

    /// Where one or the other is held.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (Self::None, some) | (some, Self::None) => some,
            (Self::Some(one), Self::Some(other)) => {
                let mut all: Vec<Area> = one.iter().chain(&*other).cloned().collect();
                all.sort_unstable();
                all.dedup();
                Self::Some(all.into())
            }
        }
    }

    /// True if a row of this area belongs to them; one without an area belongs to everywhere only.
    pub fn has(&self, area: Option<&str>) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Some(some) => area.is_some_and(|area| some.iter().any(|known| known.as_str() == area)),
        }
    }
}

impl fmt::Debug for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self.grants().iter().map(Grant::to_string).collect();
        write!(f, "Audience({})", if words.is_empty() { "anonymous".to_owned() } else { words.join(" ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(text: &str) -> Grant {
        Grant::parse(text).unwrap()
    }

    #[test]
    fn the_same_grants_are_the_same_audience_in_any_order() {
        let one = Audience::of([grant("planning.draft"), Grant::Staff, grant("planning.draft")]);
        assert_eq!(one, Audience::of([Grant::Staff, grant("planning.draft")]));
        assert_eq!(Audience::of([]), Audience::ANONYMOUS);
        assert_eq!(Audience::of([Grant::Staff]), Audience::STAFF);
        assert!(one.is_staff() && !Audience::of([grant("planning.draft")]).is_staff());
    }

    #[test]
    fn a_power_in_two_communes_is_none_in_a_third() {
        let draft = Clearance::parse("planning.draft").unwrap();
        let lan = Audience::of([grant("planning.draft@26506"), grant("planning.draft@26509"), grant("water.close")]);
        assert!(!lan.clears(&draft));
        let areas = lan.areas(&draft);
        assert!(areas.has(Some("26506")) && areas.has(Some("26509")));
        assert!(!areas.has(Some("26512")) && !areas.has(None));
        let all = Audience::of([grant("planning.draft@26506"), grant("planning.draft")]);
        assert!(all.clears(&draft) && all.areas(&draft).has(None));
    }

    #[test]
    fn staff_holds_no_power_it_was_not_given() {
        let draft = Clearance::parse("planning.draft").unwrap();
        assert_eq!(Audience::STAFF.areas(&draft), Areas::None);
        assert!(Audience::STAFF.clears(&Clearance::Staff) && !Audience::ANONYMOUS.clears(&Clearance::Staff));
        assert!(Audience::ANONYMOUS.clears(&Clearance::Open));
    }
}
