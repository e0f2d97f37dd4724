//! What rows are called in a file: by their codes, or by their ids where these would not do.

use network::CODE_FIELD;
use rustc_hash::{FxHashMap, FxHashSet};
use spatial_core::layer::{Feature, FeatureId, Layer};

use crate::network::stored::Row;

/// Longest id that EPANET takes, in bytes.
const LONGEST: usize = 31;

/// Names by id.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_id: FxHashMap<FeatureId, String>,
    taken: FxHashSet<String>,
    /// How many rows are called by their id, because their code is empty, stands twice, or is none EPANET takes.
    pub(super) renamed: usize,
}

impl Names {
    /// The codes of rows as they are; the id of the row of one that has none: `#17`.
    pub(super) fn plain(layer: &Layer, rows: &[Feature]) -> Self {
        let name = |feature: &Feature| {
            let code = Row::of(layer, feature).text(CODE_FIELD).filter(|code| !code.is_empty());
            (feature.id, code.map_or_else(|| by_id(feature.id), str::to_owned))
        };
        Self { by_id: rows.iter().map(name).collect(), ..Self::default() }
    }

    /// Names that EPANET takes.
    pub(super) fn epanet(layer: &Layer, rows: &[Feature]) -> Self {
        let mut names = Self::default();
        for feature in rows {
            let code = Row::of(layer, feature).text(CODE_FIELD).unwrap_or_default();
            let name = if is_fit(code) && !names.taken.contains(code) {
                code.to_owned()
            } else {
                names.renamed += 1;
                by_id(feature.id)
            };
            names.taken.insert(name.clone());
            names.by_id.insert(feature.id, name);
        }
        names
    }

    pub(super) fn of(&self, id: FeatureId) -> Option<&str> {
        self.by_id.get(&id).map(String::as_str)
    }
}

fn by_id(id: FeatureId) -> String {
    format!("#{}", id.0)
}

/// True for an id EPANET reads back: what its files held before, whatever its length, and no separator of words.
fn is_fit(code: &str) -> bool {
    let is_plain = |letter: char| !letter.is_control() && !matches!(letter, ';' | '"' | '[' | ']');
    !code.is_empty() && code.trim() == code && code.chars().all(is_plain)
}

/// A name with every letter that EPANET takes for a separator, or does not take, as `_`; `V` if nothing is left of it.
pub(super) fn fit(name: &str) -> String {
    let is_unfit =
        |letter: char| letter.is_whitespace() || letter.is_control() || matches!(letter, ';' | '"' | '[' | ']');
    let fit: String = name.trim().chars().map(|letter| if is_unfit(letter) { '_' } else { letter }).collect();
    if fit.is_empty() { "V".to_owned() } else { fit }
}

/// A name for something new that no other has: as wished, or that with a number, and no longer than EPANET takes.
pub(super) fn fresh(wished: &str, taken: &mut FxHashSet<String>) -> String {
    let numbered = (2_u64..).map(|number| format!("~{number}"));
    for ending in std::iter::once(String::new()).chain(numbered) {
        let room = LONGEST.saturating_sub(ending.len());
        let end = (0..=room.min(wished.len())).rev().find(|end| wished.is_char_boundary(*end)).unwrap_or_default();
        let name = format!("{}{ending}", &wished[..end]);
        if !name.is_empty() && taken.insert(name.clone()) {
            return name;
        }
    }
    unreachable!("there is always a next number")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_is_one_nobody_has_and_short_enough() {
        let mut taken: FxHashSet<String> = ["V1".to_owned()].into_iter().collect();
        assert_eq!([fresh("V1", &mut taken), fresh("V1", &mut taken), fresh("V2", &mut taken)], ["V1~2", "V1~3", "V2"]);
        let long = "ạ".repeat(20);
        let (one, other) = (fresh(&long, &mut taken), fresh(&long, &mut taken));
        assert!(one.len() <= LONGEST && other.len() <= LONGEST && one != other, "{one} {other}");
    }
}
