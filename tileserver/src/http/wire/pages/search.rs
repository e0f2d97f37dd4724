//! What was found, as a page for people: in words, with a way to the page about each thing that has one. Who has no scripts comes to every
//! answer this way. No script at all.

use axum::response::Response;
use serde_json::Value;
use spatial_core::layer::{FeatureId, LayerName, Subject};
use spatial_core::message::Message;

use crate::http::paths;
use crate::http::served::site::{FeaturePage, Site};
use crate::http::wire::pages::html::{self, FOOT, escape};
use crate::http::wire::pages::words;
use crate::http::wire::search::{ResultDocument, SearchDocument};
use crate::http::wire::under::{Group, UnderDocument};
use crate::ogc::query_text;
use crate::openapi::shared::{F, LANG};
use crate::text::Language;

/// Longest text a box of ours sends; the reading of it has a limit of its own.
const LONGEST: usize = 2000;

/// What bears a name, or is meant by it.
pub(crate) fn named(document: &SearchDocument, site: &Site, language: Language) -> Response {
    let SearchDocument { query, readings, results, more, not_searched, .. } = document;
    let asked = query.trim();
    let title = match asked {
        "" => language.text("page-search"),
        _ => language.say(&Message::new("page-search-for").with("query", asked)),
    };
    let mut page = Page::new(&title, language);
    page.form(query);
    if asked.is_empty() {
        return page.end();
    }
    for reading in readings.iter().filter(|reading| reading.r#as != "text") {
        page.line(&Message::new("web-search-read").with("read", &reading.text));
    }
    let (elsewhere, there): (Vec<_>, Vec<_>) = results.iter().partition(|result| result.elsewhere);
    if results.is_empty() {
        page.line(&Message::new("web-search-none"));
        page.line(&Message::new("web-search-none-remedy"));
    }
    page.results(&there, site);
    if !elsewhere.is_empty() {
        page.line(&Message::new("web-search-elsewhere-note"));
        page.results(&elsewhere, site);
    }
    if *more {
        page.line(&Message::new("web-search-more"));
    }
    if !not_searched.is_empty() {
        page.line(&Message::new("web-search-left-out").with("layers", not_searched.join(", ")));
    }
    page.end()
}

/// What lies under a place.
pub(crate) fn under(document: &UnderDocument, site: &Site, language: Language) -> Response {
    let mut page = Page::new(&language.text("page-under"), language);
    if document.groups.is_empty() {
        page.line(&Message::new("page-under-none"));
    }
    for group in &document.groups {
        page.group(group, site);
    }
    page.form("");
    page.end()
}

/// A search box any browser can send.
pub(crate) fn form(query: &str, language: Language) -> String {
    let text = |id: &'static str| escape(&language.text(id));
    let (action, words, go) = (paths::SEARCH, text("web-search"), text("web-no-script-go"));
    let hidden = [(F.name, "html"), (LANG.name, language.tag())]
        .map(|(name, value)| format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"));
    format!(
        "<form action=\"{action}\" role=\"search\">{}<p><label>{words}<br><input name=\"q\" type=\"search\" required maxlength=\"{LONGEST}\" \
         size=\"40\" value=\"{}\"></label> <button>{go}</button></p></form>",
        hidden.concat(),
        escape(query),
    )
}

/// A page that is being written.
struct Page {
    out: String,
    language: Language,
}

impl Page {
    fn new(title: &str, language: Language) -> Self {
        let mut out = html::head(title, language);
        out.push_str("<div class=\"answer\">");
        Self { out, language }
    }

    fn end(mut self) -> Response {
        self.out.push_str("</div>");
        self.out.push_str(FOOT);
        html::answer(self.out.into_bytes(), self.language)
    }

    fn text(&self, id: &'static str) -> String {
        escape(&self.language.text(id))
    }

    fn line(&mut self, message: &Message) {
        self.out.push_str(&format!("<p>{}</p>", escape(&self.language.say(message))));
    }

    /// The way to ask for something else.
    fn form(&mut self, query: &str) {
        self.out.push_str(&form(query, self.language));
    }

    fn results(&mut self, results: &[&ResultDocument], site: &Site) {
        if results.is_empty() {
            return;
        }
        self.out.push_str("<ol class=\"found\">");
        for result in results {
            self.result(result, site);
        }
        self.out.push_str("</ol>");
    }

    fn result(&mut self, result: &ResultDocument, site: &Site) {
        let kind = self.text(kind(result.kind));
        self.out.push_str(&format!("<li><p><strong>{}</strong> ({kind})", escape(&result.title)));
        if !result.detail.is_empty() {
            self.out.push_str(&format!("<br>{}", escape(&result.detail)));
        }
        self.out.push_str("</p>");
        if let Some((kind, layer, id)) = &result.feature {
            let key = result.key.as_deref();
            self.ways(site.page_of(*kind).map(|page| (page, key)), (layer, *id));
        } else if let Some([lon, lat]) = result.at {
            // A place that was given by numbers has nothing of its own: what lies there is asked for.
            let at = format!("{lon},{lat}");
            let asked = query_text([("at", at.as_str()), (F.name, "html"), (LANG.name, self.language.tag())]);
            self.out.push_str("<p class=\"ways\">");
            self.way(&format!("{}{asked}", paths::SEARCH), "page-search-at");
            self.out.push_str("</p>");
        }
        self.out.push_str("</li>");
    }

    /// The page about a feature, by its key if it has one; and its data.
    fn ways(&mut self, page: Option<(&FeaturePage, Option<&str>)>, (layer, id): (&LayerName, u64)) {
        self.out.push_str(if page.is_some() { "<p class=\"ways\">" } else { "<p>" });
        if let Some((page, key)) = page {
            let own = key.map(|key| page.by_key(key, self.language));
            let href = own.unwrap_or_else(|| page.by_number(layer, id, self.language));
            self.way(&href, page.words);
        }
        let asked = query_text([(F.name, "html"), (LANG.name, self.language.tag())]);
        self.way(&format!("{}{asked}", paths::item(layer.as_str(), FeatureId(id))), "page-item");
        self.out.push_str("</p>");
    }

    fn way(&mut self, href: &str, words: &'static str) {
        self.out.push_str(&format!("<a class=\"way\" href=\"{}\">{}</a>", escape(href), self.text(words)));
    }

    /// What is known of a feature, field by field.
    fn facts(&mut self, subject: Option<&Subject>, properties: &Value) {
        self.out.push_str("<dl class=\"facts\">");
        for (name, value) in properties.as_object().into_iter().flatten() {
            let (label, value) =
                (words::field(name, self.language), words::json((subject, name), value, self.language));
            self.out.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(&label), escape(&value)));
        }
        self.out.push_str("</dl>");
    }

    /// The features of a layer at a place: what they say, and the pages about them.
    fn group(&mut self, group: &Group, site: &Site) {
        let (kind, layer) = &group.of;
        let heading = Message::new("page-group").with("title", &group.title).with("count", group.count);
        self.out.push_str(&format!("<h2>{}</h2>", escape(&self.language.say(&heading))));
        for feature in &group.features {
            let id = feature["id"].as_u64().unwrap_or_default();
            self.ways(site.page_of(*kind).map(|page| (page, None)), (layer, id));
            self.facts(group.subject.as_ref(), &feature["properties"]);
        }
        if let Some(next) = &group.next {
            let next = escape(next);
            self.out.push_str(&format!("<p><a class=\"way\" href=\"{next}\">{}</a></p>", self.text("page-next")));
        }
    }
}

/// What a kind of result is called.
fn kind(kind: &str) -> &'static str {
    match kind {
        "parcel" => "web-search-kind-parcel",
        "place" => "web-search-kind-place",
        "street" => "web-search-kind-street",
        "zone" => "web-search-kind-zone",
        "coordinate" => "web-search-kind-coordinate",
        "corners" => "web-search-kind-corners",
        _ => "web-search-kind-feature",
    }
}
