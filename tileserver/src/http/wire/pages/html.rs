//! Any document as a plain page: objects become tables, links become links, everything is escaped. No script at all.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

use crate::http::paths;
use crate::http::wire::LINKED;
use crate::http::wire::pages::frame::Unframed;
use crate::http::wire::pages::guard::guard;
use crate::text::Language;

/// Deeper nesting (coordinates, mostly) is shown as JSON text.
const DEEPEST: usize = 5;

/// What every page ends with.
pub(crate) const FOOT: &str = "</main></body></html>\n";

/// The page.
pub(crate) fn page(document: &impl Serialize, title: &str, language: Language) -> Response {
    let mut out = head(title, language);
    labelled(&serde_json::to_value(document).unwrap_or_default(), language, &mut out);
    out.push_str(FOOT);
    answer(out.into_bytes(), language)
}

/// What every page begins with.
pub(crate) fn head(title: &str, language: Language) -> String {
    headed(title, language, "")
}

/// The same, with more in its head.
pub(crate) fn headed(title: &str, language: Language, more: &str) -> String {
    let (style, icon, title) = (paths::PAGE_CSS, paths::ICON, escape(title));
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"{icon}\"><title>{title} – {}</title>{more}\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body><main><h1>{title}</h1>",
        language.tag(),
        escape(&language.text("portal-brand")),
    )
}

/// The way back: pages above this one, the first first, each with its address and name.
pub(crate) fn trail(above: &[(String, String)], language: Language) -> String {
    let home = (format!("{}?lang={}", paths::HOME, language.tag()), language.text("page-home"));
    let steps: String = std::iter::once(&home)
        .chain(above)
        .map(|(href, name)| format!("<li><a href=\"{}\">{}</a></li>", escape(href), escape(name)))
        .collect();
    format!("<nav class=\"trail\" aria-label=\"{}\"><ol>{steps}</ol></nav>", escape(&language.text("page-trail")))
}

/// Where to go on from here: addresses and names, the one wanted most first.
pub(crate) fn ways(ways: &[(String, String)], language: Language) -> String {
    let links: String = ways
        .iter()
        .map(|(href, name)| format!("<a class=\"way\" href=\"{}\">{}</a>", escape(href), escape(name)))
        .collect();
    format!("<nav class=\"ways\" aria-label=\"{}\">{links}</nav>", escape(&language.text("page-ways")))
}

/// A finished page with its headers; its frame is put around it on the way out.
pub(crate) fn answer(page: Vec<u8>, language: Language) -> Response {
    let page = Bytes::from(page);
    let mut response = Body::from(page.clone()).into_response();
    response.extensions_mut().insert(Unframed { page, language });
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(header::CACHE_CONTROL, LINKED);
    guard(headers);
    response
}

/// A document of ours as markup, the names of its members in the reader's language.
fn labelled(document: &Value, language: Language, out: &mut String) {
    written(document, 0, language, out);
}

/// The members of our documents that people read, and the ids of their words.
const MEMBERS: &[(&str, &str)] = &[
    ("title", "page-title"),
    ("description", "page-description"),
    ("id", "page-id"),
    ("kind", "page-kind"),
    ("links", "page-links"),
    ("collections", "page-layers"),
    ("extent", "page-extent"),
    ("spatial", "page-spatial"),
    ("bbox", "page-bbox"),
    ("crs", "page-crs"),
    ("storageCrs", "page-storage-crs"),
    ("itemType", "page-item-type"),
    ("attribution", "page-attribution"),
    ("conformsTo", "page-conforms"),
    ("numberMatched", "page-number-matched"),
    ("numberReturned", "page-number-returned"),
    ("timeStamp", "page-time"),
];

fn label(name: &str, language: Language) -> String {
    let known = MEMBERS.iter().find(|(member, _)| *member == name);
    known.map_or_else(|| name.to_owned(), |(_, id)| language.text(id))
}

fn written(value: &Value, depth: usize, language: Language, out: &mut String) {
    match value {
        Value::Object(members) if is_link(value) => {
            let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default();
            let label = if text("title").is_empty() { text("rel") } else { text("title") };
            out.push_str(&format!("<a href=\"{}\">{}</a>", escape(&safe(text("href"))), escape(label)));
        }
        Value::Object(members) if depth < DEEPEST => {
            out.push_str("<table>");
            for (name, member) in members {
                out.push_str(&format!("<tr><th scope=\"row\">{}</th><td>", escape(&label(name, language))));
                written(member, depth + 1, language, out);
                out.push_str("</td></tr>");
            }
            out.push_str("</table>");
        }
        Value::Array(items) if depth < DEEPEST && items.iter().any(|item| item.is_object() || item.is_string()) => {
            out.push_str("<ul>");
            for item in items {
                out.push_str("<li>");
                written(item, depth + 1, language, out);
                out.push_str("</li>");
            }
            out.push_str("</ul>");
        }
        Value::String(text) if text.starts_with("http://") || text.starts_with("https://") => {
            out.push_str(&format!("<a href=\"{0}\">{0}</a>", escape(text)));
        }
        Value::String(text) => out.push_str(&escape(text)),
        Value::Null => out.push('–'),
        other => out.push_str(&format!("<code>{}</code>", escape(&other.to_string()))),
    }
}

fn is_link(value: &Value) -> bool {
    value.get("href").is_some_and(Value::is_string) && value.get("rel").is_some_and(Value::is_string)
}

/// Our links are absolute or start with a slash; anything else leads nowhere.
fn safe(href: &str) -> String {
    let is_safe = href.starts_with('/') || href.starts_with("http://") || href.starts_with("https://");
    if is_safe { href.to_owned() } else { "#".to_owned() }
}

/// A text that cannot become markup.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_data_becomes_markup() {
        let mut out = String::new();
        let data = serde_json::json!({
            "<b>": "<script>alert(1)</script>",
            "link": { "href": "javascript:alert(1)", "rel": "self\"><img>" },
        });
        labelled(&data, Language::Vi, &mut out);
        assert!(!out.contains("<script") && !out.contains("<img") && !out.contains("javascript:"), "{out}");
    }
}
