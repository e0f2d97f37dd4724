//! The landing page for programs, conformance, and the list of styles.

use serde::Serialize;

use crate::http::paths;
use crate::ogc::{CONFORMANCE, Link};

/// `/` for programs.
#[derive(Debug, Serialize)]
pub(crate) struct Landing {
    title: &'static str,
    pub(crate) description: String,
    pub(crate) links: Vec<Link>,
}

/// `/conformance`.
#[derive(Debug, Serialize)]
pub(crate) struct Conformance {
    #[serde(rename = "conformsTo")]
    conforms_to: [&'static str; 4],
}

/// `/styles`.
#[derive(Debug, Serialize)]
pub(crate) struct Styles {
    pub(crate) styles: Vec<Style>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub(crate) struct Style {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) links: Vec<Link>,
}

impl Landing {
    /// The links every OGC client starts from.
    pub(crate) fn new(base: &str, description: String) -> Self {
        let to = |rel, media_type, path: &str| Link::new(rel, media_type, format!("{base}{path}"));
        Self {
            title: "diaban",
            description,
            links: vec![
                to("self", "application/json", "/?f=json"),
                to("alternate", "text/html", "/?f=html"),
                to("service-desc", "application/vnd.oai.openapi+json;version=3.0", paths::API),
                to("conformance", "application/json", paths::CONFORMANCE),
                to("data", "application/json", paths::COLLECTIONS),
                to("styles", "application/json", paths::STYLES),
            ],
        }
    }
}

impl Conformance {
    pub(crate) fn new() -> Self {
        Self { conforms_to: CONFORMANCE }
    }
}

impl Style {
    pub(crate) fn new(id: String, base: &str) -> Self {
        let link = Link::new("stylesheet", "application/vnd.mapbox.style+json", format!("{base}{}", paths::style(&id)));
        Self { title: id.clone(), links: vec![link], id }
    }
}
