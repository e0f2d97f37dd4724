//! Which rows of a layer who sees: by the state they are in, by area, by the days they are valid.

use std::borrow::Cow;

use crate::layer::{Areas, Audience, Clearance, Value};

/// What a layer says of its rows. What it does not name hides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct RowPolicy {
    /// The field that holds a row's state, and who sees which; rows of other states, or of none, are for staff.
    pub state: Option<States>,
    /// The field that holds the code of a row's area: a grant for one area reaches the rows of that area.
    pub area: Option<String>,
    /// The fields of type date between which a row is valid: from the first day on, before the second; null is unbounded.
    pub valid: Option<Validity>,
}

/// Who sees the rows of which state.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct States {
    /// The field.
    pub field: String,
    /// State and what must be held to see it. A state that stands several times is seen by who holds any of what is named.
    pub seen: Vec<(String, Clearance)>,
}

/// The days a row is valid, half open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Validity {
    /// The field of the first day.
    pub from: String,
    /// The field of the first day on which it no longer is.
    pub to: String,
}

/// What one audience sees of a layer's rows. Audiences that see the same rows have equal ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sight {
    /// Where the layer itself is seen.
    layer: Areas,
    /// Per state; none if the layer's rows have no states.
    states: Option<Vec<(String, Areas)>>,
    /// Rows of other states.
    others: Areas,
    /// Rows valid on this day only (ISO 8601), if the layer tells.
    pub day: Option<String>,
}

impl RowPolicy {
    /// As a store keeps it: a line each, `state=trang_thai`, `seen=published:anonymous`, `area=ma_xa`, `valid_from=tu`, `valid_to=den`.
    pub fn to_text(&self) -> String {
        let mut lines = Vec::new();
        if let Some(states) = &self.state {
            lines.push(format!("state={}", states.field));
            lines.extend(states.seen.iter().map(|(state, clearance)| format!("seen={state}:{clearance}")));
        }
        lines.extend(self.area.iter().map(|field| format!("area={field}")));
        if let Some(valid) = &self.valid {
            lines.extend([format!("valid_from={}", valid.from), format!("valid_to={}", valid.to)]);
        }
        lines.join("\n")
    }

    /// Reads that; `None` if a line is not understood, for then nobody knows who may see what.
    pub fn parse(text: &str) -> Option<Self> {
        let mut policy = Self::default();
        for line in text.lines() {
            let (key, value) = line.split_once('=')?;
            let text = value.to_owned();
            match (key, &mut policy) {
                ("state", Self { state, .. }) => *state = Some(States { field: text, seen: Vec::new() }),
                ("seen", Self { state: Some(states), .. }) => {
                    let (state, clearance) = value.rsplit_once(':')?;
                    states.seen.push((state.to_owned(), Clearance::parse(clearance)?));
                }
                ("area", Self { area, .. }) => *area = Some(text),
                ("valid_from", Self { valid, .. }) => *valid = Some(Validity { from: text, to: String::new() }),
                ("valid_to", Self { valid: Some(valid), .. }) => valid.to = text,
                _ => return None,
            }
        }
        let is_whole = policy.valid.as_ref().is_none_or(|valid| !valid.to.is_empty());
        is_whole.then_some(policy)
    }

    /// The fields it speaks of.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let state = self.state.iter().map(|states| states.field.as_str());
        let valid = self.valid.iter().flat_map(|valid| [valid.from.as_str(), valid.to.as_str()]);
        state.chain(self.area.as_deref()).chain(valid)
    }

    /// What an audience sees of the rows of a layer that needs `layer` to be seen at all; on a day, or whenever they are valid.
    pub fn sight(&self, layer: &Clearance, audience: Audience, day: Option<&str>) -> Sight {
        // Without an area field nobody knows which rows lie in an area: only who holds a power everywhere sees them.
        let areas = |clearance: &Clearance| match audience.areas(clearance) {
            Areas::Some(_) if self.area.is_none() => Areas::None,
            areas => areas,
        };
        Sight {
            layer: areas(layer),
            states: self.state.as_ref().map(|states| states.areas(areas)),
            others: areas(&Clearance::Staff),
            day: day.filter(|_| self.valid.is_some()).map(str::to_owned),
        }
    }
}

impl States {
    /// Each state once, with where it is seen.
    fn areas(&self, areas: impl Fn(&Clearance) -> Areas) -> Vec<(String, Areas)> {
        let mut all: Vec<(String, Areas)> = Vec::with_capacity(self.seen.len());
        for (state, needed) in &self.seen {
            let held = areas(needed);
            match all.iter_mut().find(|(known, _)| known == state) {
                Some((_, known)) => *known = std::mem::replace(known, Areas::None).or(held),
                None => all.push((state.clone(), held)),
            }
        }
        all
    }
}

impl Sight {
    /// True if no row is hidden.
    pub fn is_everything(&self) -> bool {
        let states = self
            .states
            .as_ref()
            .is_none_or(|states| self.others == Areas::All && states.iter().all(|(_, areas)| *areas == Areas::All));
        self.layer == Areas::All && states && self.day.is_none()
    }

    /// True if every row is hidden whatever it holds.
    pub fn is_nothing(&self) -> bool {
        let states = self
            .states
            .as_ref()
            .is_some_and(|states| self.others == Areas::None && states.iter().all(|(_, areas)| *areas == Areas::None));
        self.layer == Areas::None || states
    }

    /// True if a row of this state in this area is seen, its days aside.
    pub fn sees(&self, state: Option<&str>, area: Option<&str>) -> bool {
        let by_state = self.states.as_ref().is_none_or(|states| {
            let known = states.iter().find(|(known, _)| Some(known.as_str()) == state);
            known.map_or(&self.others, |(_, areas)| areas).has(area)
        });
        by_state && self.layer.has(area)
    }

    /// True if a row of these days is valid on the day asked for. Days are compared as ISO 8601 writes them.
    pub fn is_valid(&self, from: Option<&str>, to: Option<&str>) -> bool {
        let Some(day) = self.day.as_deref() else { return true };
        from.is_none_or(|from| from <= day) && to.is_none_or(|to| day < to)
    }
}

/// A value of a state or area field as policies and grants spell it; none without a value.
pub fn policy_word(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::Text(text) => Some(Cow::Borrowed(text)),
        Value::Boolean(yes) => Some(Cow::Borrowed(if *yes { "true" } else { "false" })),
        Value::Integer(number) => Some(Cow::Owned(number.to_string())),
        Value::Real(number) => Some(Cow::Owned(number.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Grant;

    fn policy() -> RowPolicy {
        RowPolicy::parse(
            "state=trang_thai\nseen=draft:planning.draft\nseen=published:anonymous\narea=ma_xa\nvalid_from=tu\nvalid_to=den",
        )
        .unwrap()
    }

    fn audience(grants: &str) -> Audience {
        Audience::of(grants.split_whitespace().map(|text| Grant::parse(text).unwrap()))
    }

    #[test]
    fn a_policy_is_read_as_it_is_written() {
        assert_eq!(RowPolicy::parse(&policy().to_text()), Some(policy()));
        assert_eq!(RowPolicy::parse(""), Some(RowPolicy::default()));
        for bad in ["state", "seen=a:staff", "state=x\nseen=a:nobody", "valid_from=a", "else=1"] {
            assert_eq!(RowPolicy::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_state_is_seen_by_who_holds_its_clearance_where_they_hold_it() {
        let sees = |grants, state, area| policy().sight(&Clearance::Open, audience(grants), None).sees(state, area);
        assert!(sees("", Some("published"), None));
        assert!(!sees("", Some("draft"), Some("26506")) && !sees("", None, None) && !sees("", Some("struck"), None));
        assert!(sees("staff", None, None) && sees("staff", Some("struck"), None));
        assert!(!sees("staff", Some("draft"), Some("26506")));
        assert!(sees("planning.draft@26506", Some("draft"), Some("26506")));
        assert!(!sees("planning.draft@26506", Some("draft"), Some("26509")));
        assert!(!sees("planning.draft@26506", Some("draft"), None));
        assert!(sees("planning.draft", Some("draft"), None));
    }

    #[test]
    fn a_state_that_stands_twice_is_seen_by_who_holds_either_where_they_hold_it() {
        let policy =
            RowPolicy::parse("state=s\nseen=kept:planning.draft\nseen=kept:planning.check\narea=ma_xa").unwrap();
        assert_eq!(RowPolicy::parse(&policy.to_text()), Some(policy.clone()));
        let sight = |grants| policy.sight(&Clearance::Open, audience(grants), None);
        for (grants, seen) in [
            ("planning.draft", [true, true, true]),
            ("planning.check", [true, true, true]),
            ("planning.check@1", [true, false, false]),
            ("planning.draft@1 planning.check@2", [true, true, false]),
            ("planning.draft@2 planning.check", [true, true, true]),
            ("staff water.close", [false, false, false]),
        ] {
            let sees = [Some("1"), Some("2"), None].map(|area| sight(grants).sees(Some("kept"), area));
            assert_eq!(sees, seen, "{grants}");
        }
        assert_eq!(sight("planning.draft@1 planning.check@2"), sight("planning.draft@2 planning.check@1"));
    }

    #[test]
    fn who_sees_the_same_rows_has_the_same_sight() {
        let sight = |grants| policy().sight(&Clearance::Open, audience(grants), None);
        assert_eq!(sight(""), sight("water.close"));
        assert_ne!(sight(""), sight("staff"));
        assert!(sight("staff planning.draft").is_everything() && !sight("staff").is_everything());
        assert!(policy().sight(&Clearance::Staff, Audience::ANONYMOUS, None).is_nothing());
    }

    #[test]
    fn a_row_is_valid_from_its_first_day_to_the_day_before_its_last() {
        let sight = policy().sight(&Clearance::Open, Audience::ANONYMOUS, Some("2026-11-28"));
        for (from, to, valid) in [
            (None, None, true),
            (Some("2026-11-28"), None, true),
            (Some("2026-11-29"), None, false),
            (None, Some("2026-11-28"), false),
            (Some("2020-01-01"), Some("2026-11-29"), true),
        ] {
            assert_eq!(sight.is_valid(from, to), valid, "{from:?} {to:?}");
        }
        let undated = RowPolicy { valid: None, ..policy() };
        assert_eq!(undated.sight(&Clearance::Open, Audience::ANONYMOUS, Some("2026-11-28")).day, None);
    }
}
