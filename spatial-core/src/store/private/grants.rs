//! Powers of a user as both private stores keep them: words with a space between, in order.

use crate::layer::Grant;

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

    #[test]
    fn powers_are_read_as_they_are_kept() {
        let kept = grants_text(&grants_of("water.close planning.draft@26506 nonsense planning.draft@26506"));
        assert_eq!(kept, "planning.draft@26506 water.close");
        assert_eq!(grants_text(&grants_of(&kept)), kept);
        assert!(grants_of("").is_empty());
    }
}
