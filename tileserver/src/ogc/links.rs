//! Links between documents.

use schemars::JsonSchema;
use serde::Serialize;

/// A link (RFC 8288) as OGC API documents write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) rel: &'static str,
    #[serde(rename = "type")]
    pub(crate) media_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
}

impl Link {
    pub(crate) fn new(rel: &'static str, media_type: &'static str, href: String) -> Self {
        Self { href, rel, media_type, title: None }
    }

    #[must_use]
    pub(crate) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
}

/// A text as part of a path or query string (RFC 3986: only unreserved characters stay, and `,` and `:`, which are common here).
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// `?a=1&b=2`, or nothing.
pub(crate) fn query_text<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        out.push(if out.is_empty() { '?' } else { '&' });
        out.push_str(&escaped(name));
        out.push('=');
        out.push_str(&escaped(value));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_break_a_link_is_escaped() {
        let text = query_text([("loại", "đất ở & \"vườn\""), ("bbox", "1,2,3,4")]);
        assert_eq!(text, "?lo%E1%BA%A1i=%C4%91%E1%BA%A5t%20%E1%BB%9F%20%26%20%22v%C6%B0%E1%BB%9Dn%22&bbox=1,2,3,4");
    }
}
