//! A body that is JSON and not what it should be: which member, and what it has to be, in the reader's words. The reader's own words are
//! English and Rust.

use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use serde_path_to_error::{Path, Segment};
use spatial_core::message::Message;

/// Letters of a name from outside that are repeated.
const LONGEST_SAID: usize = 64;

/// Reads a document into what it should be.
pub(super) fn read<T: DeserializeOwned>(document: Json) -> Result<T, Message> {
    // A list would be read as the members of an object in their order.
    if !document.is_object() {
        return Err(Message::new("problem-body-whole"));
    }
    serde_path_to_error::deserialize(document).map_err(|error| told(&member(error.path()), &error.inner().to_string()))
}

/// A member as findings name it: `zones.0.geometry`.
fn member(path: &Path) -> String {
    let segment = |segment: &Segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(brief(key)),
        Segment::Enum { variant } => Some(brief(variant)),
        Segment::Unknown => None,
    };
    path.iter().filter_map(segment).collect::<Vec<_>>().join(".")
}

/// What serde says begins so; what stands in backticks names members or words.
fn told(member: &str, words: &str) -> Message {
    let named: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    let within = |name: &str| match member {
        "" => brief(name),
        member if member == name || member.ends_with(&format!(".{name}")) => member.to_owned(),
        member => format!("{member}.{}", brief(name)),
    };
    let others = || named.iter().skip(1).copied().collect::<Vec<_>>().join(", ");
    let first = named.first().copied().unwrap_or_default();
    if words.starts_with("missing field") {
        return Message::new("problem-body-missing").with("member", within(first));
    }
    if words.starts_with("unknown field") {
        return Message::new("problem-body-unknown").with("member", within(first)).with("members", others());
    }
    if words.starts_with("unknown variant") {
        return Message::new("problem-body-word").with("member", member).with("words", others());
    }
    let expected = words.rsplit_once(", expected ").map_or("", |(_, expected)| expected);
    Message::new("problem-body-type").with("member", member).with("expected", kind(expected))
}

/// What has to stand there, as a selector of a sentence.
fn kind(expected: &str) -> &'static str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "whole",
        "i8" | "i16" | "i32" | "i64" | "isize" => "integer",
        "f32" | "f64" => "number",
        "a boolean" => "flag",
        "a sequence" => "list",
        words if words.contains("string") || words.contains("str") && !words.contains("struct") => "text",
        words if words.starts_with("struct ") || words.contains("map") => "object",
        _ => "other",
    }
}

fn brief(text: &str) -> String {
    text.chars().take(LONGEST_SAID).collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;
    use crate::text::Language;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Sent {
        answer: String,
        #[serde(default)]
        storeys: Option<u32>,
        #[serde(default)]
        height_m: Option<f64>,
        #[serde(default)]
        publish: bool,
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Part {
        name: String,
    }

    #[test]
    fn what_is_wrong_is_told_by_member_and_in_the_readers_words() {
        let with = |member: &str, value: Json| {
            let mut document = json!({ "answer": "x" });
            document[member] = value;
            document
        };
        for (document, code, member, said) in [
            (json!({}), "problem-body-missing", "answer", "thiếu"),
            (with("storeys", json!(2.5)), "problem-body-type", "storeys", "số nguyên"),
            (with("storeys", json!(-3)), "problem-body-type", "storeys", "số nguyên"),
            (with("storeys", json!("5")), "problem-body-type", "storeys", "số nguyên"),
            (with("height_m", json!("cao")), "problem-body-type", "height_m", "số"),
            (with("publish", json!("yes")), "problem-body-type", "publish", "true"),
            (with("answer", json!(7)), "problem-body-type", "answer", "chữ"),
            (with("parts", json!("a")), "problem-body-type", "parts", "danh sách"),
            (with("parts", json!([{ "name": "a" }, {}])), "problem-body-missing", "parts.1.name", "thiếu"),
            (with("parts", json!([7])), "problem-body-type", "parts.0", "đối tượng"),
            (with("parts", json!([{ "name": "a", "ten": 1 }])), "problem-body-unknown", "parts.0.ten", "name"),
            (with("storys", json!(5)), "problem-body-unknown", "storys", "storeys"),
            (json!([1, 2]), "problem-body-whole", "", "đối tượng"),
            (json!("text"), "problem-body-whole", "", "đối tượng"),
        ] {
            let message = read::<Sent>(document.clone()).expect_err("it is refused");
            assert_eq!(message.code, code, "{document}: {message:?}");
            let named = message.params.iter().find(|(name, _)| *name == "member").map(|(_, member)| member.as_str());
            assert_eq!(named.unwrap_or_default(), member, "{document}");
            let sentence = Language::Vi.say(&message);
            assert!(sentence.contains(said) && sentence.contains(member), "{document}: {sentence}");
            for english in ["invalid", "expected", "missing", "u32", "struct", "floating"] {
                assert!(!sentence.contains(english), "{document}: {sentence}");
            }
        }
        assert!(read::<Sent>(json!({ "answer": "x", "storeys": 5, "parts": [{ "name": "a" }] })).is_ok());
    }
}
