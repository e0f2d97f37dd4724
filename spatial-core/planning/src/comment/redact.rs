//! Passages that are taken out of a comment before everybody reads it. Staff take out, and add nothing: what is left are its author's words.

use spatial_core::layer::{Feature, Layer};

use super::table::{ORIGINAL_FIELD, TEXT_FIELD};

/// What stands in the place of a passage.
const GAP: &str = "[…]";

/// A passage that does not stand in a comment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the comment does not say {passage}")]
pub struct NotInText {
    /// The passage.
    pub passage: String,
}

/// The whole of what a comment says, whatever everybody reads of it.
pub fn original<'a>(layer: &Layer, comment: &'a Feature) -> &'a str {
    let text = |field| layer.schema.text(&comment.values, field).filter(|text| !text.is_empty());
    text(ORIGINAL_FIELD).or_else(|| text(TEXT_FIELD)).unwrap_or_default()
}

/// A text without passages, wherever they stand in it.
///
/// # Errors
/// [`NotInText`] of the first passage that stands nowhere in it.
pub fn redacted(text: &str, passages: &[String]) -> Result<String, NotInText> {
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for passage in passages {
        let before = gaps.len();
        gaps.extend(text.match_indices(passage.as_str()).map(|(at, found)| (at, at + found.len())));
        if passage.is_empty() || gaps.len() == before {
            return Err(NotInText { passage: passage.clone() });
        }
    }
    gaps.sort_unstable();
    let (mut left, mut at) = (String::with_capacity(text.len()), 0);
    for (from, to) in gaps {
        // Passages may overlap.
        if from >= at {
            left.push_str(&text[at..from]);
            left.push_str(GAP);
        }
        at = at.max(to);
    }
    left.push_str(&text[at..]);
    Ok(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_taken_out_wherever_they_stand_and_only_if_they_stand_there() {
        let taken = |text: &str, passages: &[&str]| {
            redacted(text, &passages.iter().map(|&passage| passage.to_owned()).collect::<Vec<_>>())
        };
        for (passages, expected) in [
            (&["Nguyễn Văn A"][..], "Ông […], số 0912; gọi […] hoặc 0912"),
            (&["0912"], "Ông Nguyễn Văn A, số […]; gọi Nguyễn Văn A hoặc […]"),
            (&["Văn A, số", "số 0912"], "Ông Nguyễn […]; gọi Nguyễn Văn A hoặc 0912"),
            (&["Văn", "Nguyễn Văn A"], "Ông […], số 0912; gọi […] hoặc 0912"),
            (&[], "Ông Nguyễn Văn A, số 0912; gọi Nguyễn Văn A hoặc 0912"),
        ] {
            let text = "Ông Nguyễn Văn A, số 0912; gọi Nguyễn Văn A hoặc 0912";
            assert_eq!(taken(text, passages).as_deref(), Ok(expected), "{passages:?}");
        }
        for missing in ["Trần", "nguyễn", ""] {
            assert_eq!(taken("Nguyễn", &["Nguyễn", missing]), Err(NotInText { passage: missing.to_owned() }));
        }
    }
}
