//! The portal: what people find at `/`. Whole before any script runs: a search box that is a plain form, the apps, the layers, the
//! open data. Scripts only make it quicker (`web/src/apps/portal`). Decides nothing about who may see what: it is given a World
//! and an audience.

use spatial_core::layer::{Audience, Kind, Layer};
use spatial_core::message::Message;
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::config::Authority;
use crate::http::paths;
use crate::http::served::site::App;
use crate::http::wire::pages::examples::examples;
use crate::http::wire::pages::frame::{brand, contact, marks};
use crate::http::wire::pages::html::escape;
use crate::http::wire::pages::preview;
use crate::http::wire::pages::words;
use crate::ogc::Link;
use crate::openapi::shared::F;
use crate::text::{Language, clock};

/// The app that searches and shows a map.
pub(crate) const VIEWER: &str = "planning";

/// Everything the portal tells.
pub(crate) struct Portal<'a> {
    pub(crate) world: &'a World,
    pub(crate) audience: Audience,
    pub(crate) language: Language,
    /// Where programs start from.
    pub(crate) links: &'a [Link],
    /// Those with a page.
    pub(crate) apps: &'a [App],
    /// What stands behind the address of some of them.
    pub(crate) openings: &'a [(&'static str, String)],
    /// Whose it is.
    pub(crate) authority: &'a Authority,
    /// The address we are known under.
    pub(crate) base: &'a str,
}

impl Portal<'_> {
    /// The bundle's page with all of it in the reader's language.
    pub(crate) fn within(&self, page: &str) -> String {
        page.replacen("<html lang=\"vi\">", &format!("<html lang=\"{}\">", self.language.tag()), 1)
            .replacen("</head>", &format!("{}{}</head>", self.preview(), marks(self.authority)), 1)
            .replacen("<!-- title -->", &escape(&self.title()), 1)
            .replacen("<!-- about -->", &self.text("portal-lead"), 1)
            .replacen("<!-- portal -->", &self.body(), 1)
    }

    fn title(&self) -> String {
        let ours = self.language.text("portal-title");
        self.authority.name.as_ref().map_or_else(|| ours.clone(), |name| format!("{ours} – {name}"))
    }

    /// What others show of a link to it.
    fn preview(&self) -> String {
        let about = self.language.text("portal-lead");
        let shown = preview::Preview { title: &self.title(), about: &about, path: paths::HOME, picture: None };
        preview::tags(&shown, self.base)
    }

    fn body(&self) -> String {
        let parts = [self.search(), self.apps(), self.layers(), self.open_data()];
        format!("{}<main id=\"main\" class=\"portal\">{}</main>{}", self.bar(), parts.concat(), self.foot())
    }

    fn bar(&self) -> String {
        let languages = Language::ALL.map(|each| {
            let current = if each == self.language { " aria-current=\"true\"" } else { "" };
            let (tag, name) = (each.tag(), escape(&each.text("portal-language")));
            format!("<a href=\"{}?lang={tag}\" lang=\"{tag}\" hreflang=\"{tag}\"{current}>{name}</a>", paths::HOME)
        });
        format!(
            "<a class=\"skip\" href=\"#main\">{}</a><header class=\"bar\">{}<div class=\"bar-tools\"><nav class=\"languages\" aria-label=\"{}\">{}</nav>\
             <theme-switch></theme-switch><sign-in></sign-in></div></header>",
            self.text("portal-skip"),
            brand(self.authority, self.language),
            self.text("portal-languages"),
            languages.concat(),
        )
    }

    /// A form any browser can send; the viewer then searches.
    fn search(&self) -> String {
        format!(
            "<section class=\"hero\"><h1>{}</h1><p class=\"lead\">{}</p><map-search><form class=\"search-plain\" role=\"search\" \
             action=\"{}\"><input type=\"hidden\" name=\"lang\" value=\"{}\"><input name=\"q\" type=\"search\" required \
             maxlength=\"2000\" autocomplete=\"off\" aria-label=\"{}\" placeholder=\"{}\">{}<button class=\"button\">{}</button></form>\
             </map-search><p class=\"examples\">{}</p></section>",
            self.text("portal-heading"),
            self.text("portal-lead"),
            paths::app(VIEWER),
            self.language.tag(),
            self.text("portal-search"),
            self.text("portal-search-hint"),
            self.plain_search(),
            self.text("portal-search-go"),
            self.examples(),
        )
    }

    fn examples(&self) -> String {
        let some = examples(self.world, self.audience, self.language).map(|some| escape(&some));
        [Some(self.text("portal-examples")), some].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Without scripts the viewer would not search: the first button is the one that does.
    fn plain_search(&self) -> String {
        format!(
            "<noscript><button class=\"button\" formaction=\"{}\" name=\"{}\" value=\"html\">{}</button></noscript>",
            paths::SEARCH,
            F.name,
            self.text("portal-search-plain"),
        )
    }

    fn apps(&self) -> String {
        let shown = self.apps.iter().map(|app| {
            let opening = self.openings.iter().find(|(name, _)| *name == app.name);
            format!(
                "<li><a class=\"app-card\" href=\"{}?lang={}{}\"><span class=\"app-mark\" aria-hidden=\"true\"></span>\
                 <span><strong>{}</strong><span class=\"app-about\">{}</span></span></a></li>",
                paths::app(app.name),
                self.language.tag(),
                escape(opening.map_or("", |(_, opening)| opening)),
                self.text(app.title),
                self.text(app.about),
            )
        });
        section(
            "apps",
            &self.text("portal-apps"),
            &format!("<ul class=\"app-cards\">{}</ul>", shown.collect::<String>()),
        )
    }

    fn layers(&self) -> String {
        // The base map is there for the eye: among the layers that somebody may want, its own would be noise.
        let layers = self.world.layers(self.audience);
        let layers: Vec<_> = layers.filter(|layer| layer.layer().kind != Kind::Base).collect();
        if layers.is_empty() {
            return section("layers", &self.text("portal-layers"), &self.nothing_yet());
        }
        let rows: String = layers.iter().map(|layer| self.row(layer)).collect();
        let revision = Message::new("portal-revision").with("revision", self.world.revision().0);
        let heads = ["portal-layer", "portal-kind", "portal-count", "portal-updated", "portal-data"];
        let heads: String = heads.map(|head| format!("<th scope=\"col\">{}</th>", self.text(head))).concat();
        let table = format!(
            "<p class=\"revision\">{}</p><table class=\"layer-table\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
            escape(&self.language.say(&revision)),
        );
        section("layers", &self.text("portal-layers"), &table)
    }

    fn row(&self, snapshot: &LayerSnapshot) -> String {
        let layer = snapshot.layer();
        let title = escape(&words::layer(layer, self.language));
        let cell = |head: &'static str, content: &str| format!("<td data-head=\"{}\">{content}</td>", self.text(head));
        format!(
            "<tr><th scope=\"row\">{title}</th>{}{}{}{}</tr>",
            cell("portal-kind", &self.text(kind(layer.kind))),
            cell("portal-count", &self.language.number(snapshot.len() as f64, 0)),
            cell("portal-updated", &self.updated(layer)),
            cell(
                "portal-data",
                &format!(
                    "<a href=\"{}?f=html&amp;lang={}\">{}<span class=\"aside\"> {title}</span></a>",
                    paths::items(layer.name.as_str()),
                    self.language.tag(),
                    self.text("portal-data-open"),
                )
            ),
        )
    }

    /// The day of the last import, or of the last look at a table of others.
    fn updated(&self, layer: &Layer) -> String {
        let looked = self.world.table(&layer.name).map(|table| clock::text(table.as_of()));
        let moment = looked.as_deref().unwrap_or(&layer.provenance.imported_at);
        clock::day(moment)
            .map_or_else(|| "–".to_owned(), |day| format!("<time datetime=\"{}\">{day}</time>", escape(moment)))
    }

    fn nothing_yet(&self) -> String {
        format!(
            "<div class=\"note\"><p><strong>{}</strong></p><p>{}</p><pre class=\"note-command\">diaban import \
             ranh-thua.geojson --into thanh-pho.gpkg --layer parcels --kind parcel</pre><p>{}</p><pre class=\"note-command\">\
             diaban demo</pre></div>",
            self.text("portal-empty"),
            self.text("portal-empty-remedy"),
            self.text("portal-empty-sample"),
        )
    }

    /// The links every OGC client starts from, for people, too (OGC 17-069r4, `/req/html/content`).
    fn open_data(&self) -> String {
        let links = self.links.iter().filter_map(|link| {
            let words = words_of(link.rel)?;
            Some(format!("<li><a href=\"{}\">{}</a></li>", escape(&link.href), self.text(words)))
        });
        let links: String = links.collect();
        let about = format!("<p>{}</p><ul class=\"open-links\">{links}</ul>", self.text("portal-open-about"));
        section("open", &self.text("portal-open"), &about)
    }

    fn foot(&self) -> String {
        let contact = contact(self.authority, self.language);
        format!("<footer class=\"portal-foot\">{contact}<p>{}</p></footer>", self.text("portal-reference-only"))
    }

    fn text(&self, id: &'static str) -> String {
        escape(&self.language.say(&Message { code: id, params: Vec::new() }))
    }
}

fn section(id: &str, heading: &str, content: &str) -> String {
    format!("<section aria-labelledby=\"{id}-heading\"><h2 id=\"{id}-heading\">{heading}</h2>{content}</section>")
}

/// What a kind of layer is called.
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Parcel => "portal-kind-parcel",
        Kind::Zone => "portal-kind-zone",
        Kind::Line => "portal-kind-line",
        Kind::Ward => "portal-kind-ward",
        Kind::Network => "portal-kind-network",
        Kind::Building => "portal-kind-building",
        Kind::Base => "portal-kind-base",
        Kind::Feature => "portal-kind-feature",
    }
}

/// What a link of the landing page is called.
fn words_of(rel: &str) -> Option<&'static str> {
    Some(match rel {
        "data" => "portal-link-data",
        "service-desc" => "portal-link-api",
        "conformance" => "portal-link-conformance",
        "styles" => "portal-link-styles",
        "self" => "portal-link-self",
        "alternate" => "portal-link-alternate",
        _ => return None,
    })
}
