//! What a phone is told that keeps us among its apps (W3C Web Application Manifest). Addresses are read from where it lies, so that they hold
//! below a public path, too.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::Authority;
use crate::text::Language;

/// The document.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Manifest {
    name: String,
    short_name: String,
    description: String,
    lang: &'static str,
    start_url: &'static str,
    scope: &'static str,
    display: &'static str,
    background_color: &'static str,
    theme_color: String,
    icons: [Icon; 3],
}

/// A sign of ours.
#[derive(Debug, Serialize, JsonSchema)]
struct Icon {
    src: &'static str,
    sizes: &'static str,
    r#type: &'static str,
}

impl Manifest {
    /// Of the start page, in the name of an authority if it has one.
    pub(crate) fn of(authority: &Authority, language: Language) -> Self {
        let ours = language.text("portal-brand");
        let named = authority.name.as_ref().map(|name| format!("{ours} – {name}"));
        let icon = |src, sizes, r#type| Icon { src, sizes, r#type };
        Self {
            name: named.unwrap_or_else(|| language.text("portal-title")),
            short_name: ours,
            description: language.text("portal-lead"),
            lang: language.tag(),
            start_url: "./",
            scope: "./",
            display: "standalone",
            background_color: "#f4f2ec",
            theme_color: authority.accent.map_or_else(|| "#00595b".to_owned(), |accent| accent.css()),
            icons: [
                icon("icons/192.png", "192x192", "image/png"),
                icon("icons/512.png", "512x512", "image/png"),
                icon("favicon.svg", "any", "image/svg+xml"),
            ],
        }
    }
}
