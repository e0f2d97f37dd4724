//! What of a plan to change after a refusal: the sentences of refusals name options of the command line.

/// The member of a plan that would help, and the id of the sentence about it.
pub(super) fn remedy(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "import-crs-missing"
        | "import-crs-unknown"
        | "import-crs-contradicted"
        | "import-crs-differs"
        | "import-axes-swapped"
        | "import-degrees-in-metres"
        | "import-metres-in-degrees" => ("crs", "desk-remedy-crs"),
        "import-layer-choice" | "import-layer-not-in-file" => ("source_layer", "desk-remedy-source-layer"),
        "import-encoding-doubtful" | "import-encoding-unknown" => ("encoding", "desk-remedy-encoding"),
        "layer-exists" | "layer-not-found" => ("mode", "desk-remedy-mode"),
        "import-key-missing" | "import-key-twice" | "key-ambiguous" => ("key", "desk-remedy-key"),
        "import-field-is-public" | "import-private-field-missing" => ("private_fields", "desk-remedy-private-fields"),
        "import-layer-is-public" => ("unpublished", "desk-remedy-unpublished"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn remedies_are_for_refusals_there_are_and_have_sentences() {
        let codes: Vec<&str> = importers::codes().chain(spatial_core::store::CODES.iter().copied()).collect();
        let remedied: Vec<_> = codes.iter().filter_map(|code| remedy(code)).collect();
        assert!(remedied.len() >= 15, "{remedied:?}");
        for (member, sentence) in remedied {
            for language in Language::ALL {
                assert_ne!(language.text(sentence), sentence, "{member}");
            }
        }
    }
}
