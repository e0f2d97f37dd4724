//! What stands around every plain page: whose it is above, how fresh the data are and how to reach the authority below. Put around a
//! finished page on its way out (`front::watch`), so that who writes a page need not know about any of it.

use axum::body::Bytes;
use axum::http::Uri;
use spatial_core::layer::{Audience, Revision};
use spatial_core::message::Message;
use spatial_core::snapshot::World;

use crate::config::Authority;
use crate::http::paths;
use crate::http::wire::pages::html::escape;
use crate::text::{Language, clock};

/// Sources that are named below a page; the others are named with their layers.
const MOST_SOURCES: usize = 4;
/// Longest address that leads to a page's other languages; a longer one leads home.
const LONGEST_ADDRESS: usize = 4096;

/// A page that has no frame yet.
#[derive(Debug, Clone)]
pub(crate) struct Unframed {
    pub(crate) page: Bytes,
    pub(crate) language: Language,
}

/// What a frame tells.
pub(crate) struct Frame<'a> {
    pub(crate) authority: &'a Authority,
    /// None while the data are loaded.
    pub(crate) world: Option<&'a World>,
    /// The address that was asked.
    pub(crate) uri: &'a Uri,
}

impl Unframed {
    /// The page in its frame.
    pub(crate) fn within(self, frame: &Frame<'_>) -> Vec<u8> {
        let language = self.language;
        // Of people's words none can hold a tag: they are escaped.
        let page = String::from_utf8_lossy(&self.page);
        let Some((head, rest)) = page.split_once("</head><body>") else { return self.page.into() };
        let Some((body, end)) = rest.rsplit_once("</body>") else { return self.page.into() };
        let head = match &frame.authority.name {
            Some(name) => head.replacen("</title>", &format!(" – {}</title>", escape(name)), 1),
            None => head.to_owned(),
        };
        let body = body.replacen("<main", "<main id=\"main\"", 1);
        let (marks, bar, foot) =
            (marks(frame.authority), frame.bar(language), foot(frame.authority, frame.world, language));
        [&head, &marks, SCRIPT, "</head><body class=\"page\">", &bar, &body, &foot, "</body>", end]
            .concat()
            .into_bytes()
    }
}

/// The reader's choice of light or dark, before anything is drawn.
const SCRIPT: &str = "<script src=\"/page.js\"></script>";

impl Frame<'_> {
    fn bar(&self, language: Language) -> String {
        let languages = Language::ALL.map(|each| {
            let current = if each == language { " aria-current=\"true\"" } else { "" };
            let (tag, name) = (each.tag(), escape(&each.text("portal-language")));
            format!(
                "<a href=\"{}\" lang=\"{tag}\" hreflang=\"{tag}\"{current}>{name}</a>",
                escape(&in_language(self.uri, each))
            )
        });
        let text = |id: &'static str| escape(&language.text(id));
        format!(
            "<a class=\"skip\" href=\"#main\">{}</a><header class=\"site-bar\">{}<div class=\"site-tools\">\
             <nav class=\"site-languages\" aria-label=\"{}\">{}</nav>\
             <button id=\"theme\" type=\"button\" hidden data-dark=\"{}\" data-light=\"{}\"></button></div></header>",
            text("portal-skip"),
            brand(self.authority, language),
            text("portal-languages"),
            languages.concat(),
            text("page-theme-dark"),
            text("page-theme-light"),
        )
    }
}

/// Icons, and the authority's colour, for the head of any page of ours.
pub(crate) fn marks(authority: &Authority) -> String {
    let mut out = format!(
        "<link rel=\"apple-touch-icon\" href=\"{}\"><link rel=\"manifest\" href=\"{}\">",
        paths::icon_file("touch.png"),
        paths::MANIFEST
    );
    if authority.accent.is_some() || authority.logo.is_some() || authority.arms.is_some() {
        out.push_str(&format!("<link rel=\"stylesheet\" href=\"{}\">", paths::AUTHORITY_CSS));
    }
    out
}

/// Signs and name of the authority, or ours; leads home.
pub(crate) fn brand(authority: &Authority, language: Language) -> String {
    let signs = [("arms", &authority.arms), ("logo", &authority.logo)];
    let signs = signs.into_iter().filter(|(_, picture)| picture.is_some());
    let signs: String = signs
        .map(|(name, _)| format!("<img class=\"brand-sign\" src=\"{}\" alt=\"\">", paths::authority_file(name)))
        .collect();
    let ours = language.text("portal-brand");
    format!(
        "<div class=\"brand\"><a class=\"brand-name\" href=\"{}?lang={}\">{signs}<span>{}</span></a><p>{}</p></div>",
        paths::HOME,
        language.tag(),
        escape(authority.name.as_deref().unwrap_or(&ours)),
        escape(&language.text("portal-tagline")),
    )
}

/// How fresh the data are and whose, what they are worth, and how the authority is reached.
fn foot(authority: &Authority, world: Option<&World>, language: Language) -> String {
    let mut out = String::from("<footer class=\"site-foot\">");
    if let Some(data) = world.map(Freshness::of) {
        let code = if data.day.is_empty() { "page-foot-revision" } else { "page-foot-data" };
        let told = Message::new(code).with("revision", data.revision).with("day", data.day);
        out.push_str(&format!("<p>{}</p>", escape(&language.say(&told))));
        if !data.sources.is_empty() {
            let told = Message::new("page-foot-sources").with("sources", data.sources.join("; "));
            out.push_str(&format!("<p>{}</p>", escape(&language.say(&told))));
        }
    }
    out.push_str(&contact(authority, language));
    out.push_str(&format!("<p>{}</p></footer>", escape(&language.text("portal-reference-only"))));
    out
}

/// How the authority is reached; nothing if it says nothing.
pub(crate) fn contact(authority: &Authority, language: Language) -> String {
    let link = |scheme: &str, target: &str, shown: &str| {
        format!("<a href=\"{scheme}:{}\">{}</a>", escape(target), escape(shown))
    };
    let dialled =
        |phone: &str| phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect::<String>();
    let parts = [
        authority.name.as_deref().map(|name| format!("<strong>{}</strong>", escape(name))),
        authority.address.as_deref().map(escape),
        authority
            .phone
            .as_deref()
            .map(|phone| format!("{} {}", escape(&language.text("page-phone")), link("tel", &dialled(phone), phone))),
        authority.email.as_deref().map(|email| link("mailto", email, email)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("<p class=\"contact\">{}</p>", parts.join(" · ")) }
}

/// What of the data everybody may see, and how fresh it is.
struct Freshness {
    revision: Revision,
    /// The day of the last import, as people write it; empty if nothing was imported.
    day: String,
    sources: Vec<String>,
}

impl Freshness {
    fn of(world: &World) -> Self {
        let mut sources: Vec<String> = Vec::new();
        let mut imported = String::new();
        for layer in world.layers(Audience::ANONYMOUS).map(|layer| layer.layer()) {
            let (source, at) = (&layer.provenance.attribution, &layer.provenance.imported_at);
            if *at > imported {
                imported.clone_from(at);
            }
            if !source.is_empty() && sources.len() < MOST_SOURCES && !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        Self { revision: world.revision(), day: clock::day(&imported).unwrap_or_default(), sources }
    }
}

/// The same address in another language.
fn in_language(uri: &Uri, language: Language) -> String {
    let query = uri.query().unwrap_or_default();
    if uri.path().len() + query.len() > LONGEST_ADDRESS || uri.path().starts_with("//") {
        return format!("{}?lang={}", paths::HOME, language.tag());
    }
    let others = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let own = format!("lang={}", language.tag());
    let query: Vec<&str> = others.chain([own.as_str()]).collect();
    format!("{}?{}", uri.path(), query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_to_itself_in_the_other_language() {
        for (asked, expected) in [
            ("/collections?f=html", "/collections?f=html&lang=en"),
            ("/collections?lang=vi&f=html", "/collections?f=html&lang=en"),
            ("/", "/?lang=en"),
            ("//elsewhere.example/x", "/?lang=en"),
        ] {
            assert_eq!(in_language(&asked.parse().unwrap(), Language::En), expected);
        }
    }

    #[test]
    fn what_an_authority_calls_itself_cannot_become_markup() {
        let authority = Authority {
            name: Some("</title><script>alert(1)</script>".to_owned()),
            address: Some("\"><img src=x>".to_owned()),
            ..Authority::default()
        };
        let page = Bytes::from_static(
            b"<!doctype html>\n<html lang=\"vi\"><head><title>a</title></head><body><main></main></body></html>",
        );
        let uri = "/x?a=\"<b>".parse().unwrap_or_default();
        let framed =
            Unframed { page, language: Language::Vi }.within(&Frame { authority: &authority, world: None, uri: &uri });
        let framed = String::from_utf8(framed).unwrap();
        assert!(!framed.contains("<script>") && !framed.contains("<img src=x") && !framed.contains("<b>"), "{framed}");
    }
}
