//! The interface for programs as a page: what can be asked under which address. All of it is in the document it leads to.

use axum::response::Response;
use serde_json::Value;

use crate::http::paths;
use crate::http::request::extract::Inquiry;
use crate::http::wire;
use crate::http::wire::pages::html::{self, FOOT, escape};

/// Of an OpenAPI document.
pub(crate) fn list(document: &Value, asked: &Inquiry) -> Response {
    let language = asked.language;
    let title = language.text("page-api");
    let mut out = html::head(&title, language);
    out = out.replacen("<h1>", &format!("{}<h1>", html::trail(&[], language)), 1);
    if let Some(about) = document.pointer("/info/description").and_then(Value::as_str) {
        out.push_str(&format!("<p class=\"about\">{}</p>", escape(about)));
    }
    let ways = [
        (format!("{}?f=json", paths::API), "OpenAPI (JSON)".to_owned()),
        (format!("{}?f=html&lang={}", paths::COLLECTIONS, language.tag()), language.text("page-layers")),
        (format!("{}?f=html&lang={}", paths::CONFORMANCE, language.tag()), language.text("page-conformance")),
    ];
    out.push_str(&html::ways(&ways, language));
    let heads = ["page-method", "page-address", "page-purpose"].map(|head| escape(&language.text(head)));
    let rows: String = operations(document)
        .map(|(path, method, summary)| {
            format!(
                "<tr><td><code>{}</code></td><th scope=\"row\"><code>{}</code></th><td data-head=\"{}\">{}</td></tr>",
                escape(&method.to_uppercase()),
                escape(path),
                heads[2],
                escape(summary)
            )
        })
        .collect();
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    out.push_str(&format!(
        "<table class=\"rows items operations\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{FOOT}"
    ));
    wire::negotiated(html::answer(out.into_bytes(), language))
}

/// Paths, methods and what they are for.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &str)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.filter(|(_, operation)| operation.get("responses").is_some()).map(move |(method, operation)| {
            (path.as_str(), method.as_str(), operation["summary"].as_str().unwrap_or_default())
        })
    })
}
