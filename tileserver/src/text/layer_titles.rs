//! Titles of layers are data, written in one language. Usual ones are told in the reader's.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Language;

/// Sentences that are titles.
const KNOWN: [&str; 31] = [
    "layer-title-building-lines",
    "layer-title-buildings",
    "layer-title-hydrants",
    "layer-title-lamps",
    "layer-title-light-cabinets",
    "layer-title-light-cables",
    "layer-title-manholes",
    "layer-title-network-associations",
    "layer-title-network-devices",
    "layer-title-network-edges",
    "layer-title-network-nodes",
    "layer-title-network-shutdowns",
    "layer-title-network-subnetworks",
    "layer-title-networks",
    "layer-title-parcels",
    "layer-title-plan-boundaries",
    "layer-title-plan-documents",
    "layer-title-plan-lines",
    "layer-title-plan-projects",
    "layer-title-plan-register",
    "layer-title-plan-restrictions",
    "layer-title-plan-zones",
    "layer-title-power-lines",
    "layer-title-power-switches",
    "layer-title-red-lines",
    "layer-title-sewers",
    "layer-title-streets",
    "layer-title-wards",
    "layer-title-water-meters",
    "layer-title-water-pipes",
    "layer-title-water-valves",
];

/// Titles in another language by the language they are told in and what they are called there; searches ask for each hit.
static TOLD: LazyLock<HashMap<(Language, String), String>> = LazyLock::new(|| {
    let pairs = Language::ALL.into_iter().flat_map(|own| Language::ALL.map(|other| (own, other)));
    let apart = pairs.filter(|(own, other)| own != other);
    apart.flat_map(|(own, other)| KNOWN.map(|id| ((own, other.text(id)), own.text(id)))).collect()
});

impl Language {
    /// The title of a layer as this language has it, if it is a usual one of the other language; else as it was given.
    pub(crate) fn layer_title(self, title: &str) -> String {
        TOLD.get(&(self, title.to_owned())).cloned().unwrap_or_else(|| title.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_titles_are_told_in_the_readers_language_and_others_as_they_are() {
        assert_eq!(Language::En.layer_title("Thửa đất"), "Parcels");
        assert_eq!(Language::Vi.layer_title("Thửa đất"), "Thửa đất");
        assert_eq!(Language::Vi.layer_title("Parcels"), "Thửa đất");
        for given in ["Thửa đất phường 1", "", "Parcels of the north"] {
            assert_eq!(Language::ALL.map(|language| language.layer_title(given)), [given, given]);
        }
    }

    #[test]
    fn no_title_is_said_twice() {
        for language in Language::ALL {
            let mut titles: Vec<String> = KNOWN.map(|id| language.text(id)).into();
            titles.sort();
            titles.dedup();
            assert_eq!(titles.len(), KNOWN.len());
        }
    }
}
