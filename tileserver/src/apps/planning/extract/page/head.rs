//! The head of a page: what it is called, where it is for good, what others show of a link to it.

use crate::http::paths;
use crate::http::wire::pages::html::{escape, trail};
use crate::text::Language;

/// Of one page.
pub(super) struct Head<'a> {
    pub(super) title: String,
    /// The answer in a sentence.
    pub(super) about: String,
    /// The path under which it is the same page for everybody; empty of one that has none.
    pub(super) canonical: String,
    /// The path of a picture of it.
    pub(super) picture: Option<String>,
    /// Media types and paths of the same for programs and printers.
    pub(super) others: Vec<(&'static str, String)>,
    /// The address we are known under.
    pub(super) base: &'a str,
    pub(super) language: Language,
}

impl Head<'_> {
    /// The head, and the body as far as the title.
    pub(super) fn written(&self) -> String {
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{} – {}</title>",
            self.language.tag(),
            escape(&self.title),
            escape(&self.language.text("web-brand")),
        );
        let mut named = |attribute: &str, name: &str, content: &str| {
            out.push_str(&format!("<meta {attribute}=\"{name}\" content=\"{}\">", escape(content)));
        };
        named("name", "description", &self.about);
        named("property", "og:type", "article");
        named("property", "og:title", &self.title);
        named("property", "og:description", &self.about);
        // Who fetches them from elsewhere needs whole addresses.
        if self.base.contains("://") {
            if !self.canonical.is_empty() {
                named("property", "og:url", &format!("{}{}", self.base, self.canonical));
            }
            if let Some(picture) = &self.picture {
                named("property", "og:image", &format!("{}{picture}", self.base));
            }
        }
        if !self.canonical.is_empty() {
            // A path alone gets what stands before it with all others of the page.
            let base = if self.base.contains("://") { self.base } else { "" };
            out.push_str(&format!("<link rel=\"canonical\" href=\"{}{}\">", escape(base), escape(&self.canonical)));
        }
        for (media, path) in &self.others {
            out.push_str(&format!("<link rel=\"alternate\" type=\"{media}\" href=\"{}\">", escape(path)));
        }
        let (css, icon) = (paths::PAGE_CSS, paths::ICON);
        out.push_str(&format!(
            "<link rel=\"icon\" href=\"{icon}\"><link rel=\"stylesheet\" href=\"{css}\"></head><body><main class=\"answer\">{}<h1>{}</h1>",
            trail(&[], self.language),
            escape(&self.title),
        ));
        out
    }
}
