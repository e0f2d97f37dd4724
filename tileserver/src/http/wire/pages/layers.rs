//! The layers as a page, and one of them: what it is, how much there is of it, its fields, and the ways to its features.

use axum::response::Response;
use spatial_core::layer::{Audience, Layer};
use spatial_core::message::Message;
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::http::paths;
use crate::http::request::extract::Inquiry;
use crate::http::wire;
use crate::http::wire::collections::{bounds, geometry_word};
use crate::http::wire::pages::html::{self, FOOT, escape};
use crate::http::wire::pages::portal::{VIEWER, kind};
use crate::http::wire::pages::{preview, words};
use crate::ogc::query_text;
use crate::openapi::shared::{F, LANG};
use crate::text::{Language, clock};

/// A zoom at which a district fills the window, and how many zooms a doubling of the width is: the web's tiles.
const WHOLE_EARTH: f64 = 360.0;

/// All layers an audience sees.
pub(crate) fn list(world: &World, asked: &Inquiry) -> Response {
    let language = asked.language;
    let title = language.text("page-layers");
    let mut out = html::head(&title, language);
    out = out.replacen("<h1>", &format!("{}<h1>", html::trail(&[], language)), 1);
    let layers: Vec<&LayerSnapshot> = world.layers(asked.audience).map(|layer| &**layer).collect();
    let told = Message::new("page-layers-count").with("count", layers.len());
    out.push_str(&format!("<p class=\"about\">{}</p>", escape(&language.say(&told))));
    out.push_str(&html::ways(&[(format!("{}?f=json", paths::COLLECTIONS), "JSON".to_owned())], language));
    let heads = ["page-layer", "page-kind", "page-count", "page-updated", "page-data"];
    let heads: String = heads.map(|head| format!("<th scope=\"col\">{}</th>", escape(&language.text(head)))).concat();
    let rows: String = layers.iter().map(|layer| row(world, layer, language)).collect();
    out.push_str(&format!(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table class=\"rows items\"><thead><tr>{heads}</tr></thead>\
         <tbody>{rows}</tbody></table></div>{FOOT}",
        escape(&title)
    ));
    wire::negotiated(html::answer(out.into_bytes(), language))
}

fn row(world: &World, snapshot: &LayerSnapshot, language: Language) -> String {
    let layer = snapshot.layer();
    let lang = escape(&query_text([(F.name, "html"), (LANG.name, language.tag())]));
    let (name, title) = (layer.name.as_str(), escape(&words::layer(layer, language)));
    let cell = |head: &'static str, class: &str, content: &str| {
        format!("<td{class} data-head=\"{}\">{content}</td>", escape(&language.text(head)))
    };
    format!(
        "<tr><th scope=\"row\"><a href=\"{}{lang}\">{title}</a></th>{}{}{}{}</tr>",
        paths::collection(name),
        cell("page-kind", "", &escape(&language.text(kind(layer.kind)))),
        cell("page-count", " class=\"number\"", &language.number(amount(snapshot), 0)),
        cell("page-updated", "", &escape(&updated(world, layer).unwrap_or_else(|| "–".to_owned()))),
        cell(
            "page-data",
            "",
            &format!(
                "<a href=\"{}{lang}\">{}<span class=\"aside\"> {title}</span></a>",
                paths::items(name),
                escape(&language.text("page-table"))
            )
        ),
    )
}

#[expect(clippy::cast_precision_loss, reason = "no layer has 2⁵³ features")]
fn amount(snapshot: &LayerSnapshot) -> f64 {
    snapshot.len() as f64
}

/// The day of the last import, or of the last look at a table of others.
fn updated(world: &World, layer: &Layer) -> Option<String> {
    let looked = world.table(&layer.name).map(|table| clock::text(table.as_of()));
    clock::day(looked.as_deref().unwrap_or(&layer.provenance.imported_at))
}

/// One layer.
pub(crate) fn one(world: &World, snapshot: &LayerSnapshot, asked: &Inquiry, base: &str) -> Response {
    let (layer, language) = (snapshot.layer(), asked.language);
    let title = words::layer(layer, language);
    let path = paths::collection(layer.name.as_str());
    let count = language.say(&Message::new("page-matched").with("matched", snapshot.len()));
    let shown = preview::Preview { title: &title, about: &count, path: &path, picture: None };
    // Of a layer that is not for everybody a link tells nothing.
    let tags = if layer.is_seen_by(Audience::ANONYMOUS) { preview::described(&shown, base) } else { String::new() };
    let mut out = html::headed(&title, language, &tags);
    let lang = query_text([(F.name, "html"), (LANG.name, language.tag())]);
    let above = [(format!("{}{lang}", paths::COLLECTIONS), language.text("page-layers"))];
    out = out.replacen("<h1>", &format!("{}<h1>", html::trail(&above, language)), 1);
    out.push_str(&html::ways(&ways(snapshot, language), language));
    facts(world, snapshot, language, &mut out);
    fields(layer, asked.audience, language, &mut out);
    out.push_str(FOOT);
    wire::negotiated(html::answer(out.into_bytes(), language))
}

fn ways(snapshot: &LayerSnapshot, language: Language) -> Vec<(String, String)> {
    let (name, lang) = (snapshot.layer().name.as_str(), language.tag());
    let mut ways = vec![(format!("{}?f=html&lang={lang}", paths::items(name)), language.text("page-table"))];
    if let Some([west, south, east, north]) = bounds(snapshot) {
        let across = (east - west).max(north - south).max(0.002);
        let zoom = (WHOLE_EARTH / across).log2();
        let [lat, lon] = [f64::midpoint(south, north), f64::midpoint(west, east)];
        let map = format!("{}?lang={lang}#v1/{VIEWER}?at={zoom:.1}/{lat:.5}/{lon:.5}", paths::app(VIEWER));
        ways.push((map, language.text("page-on-the-map")));
    }
    ways.push((format!("{}?f=json", paths::items(name)), "GeoJSON".to_owned()));
    if snapshot.layer().has_shape() {
        ways.push((paths::tilejson(name), "TileJSON".to_owned()));
    }
    ways
}

fn facts(world: &World, snapshot: &LayerSnapshot, language: Language, out: &mut String) {
    let layer = snapshot.layer();
    let geometry = Message::new("page-geometry-kind").with("kind", geometry_word(layer.schema.geometry));
    let degrees = |value: &f64| language.number(*value, 5);
    let extent = bounds(snapshot).map(|bounds| bounds.iter().map(degrees).collect::<Vec<_>>().join("; "));
    let facts = [
        ("page-kind", Some(language.text(kind(layer.kind)))),
        ("page-count", Some(language.number(amount(snapshot), 0))),
        ("page-geometry", Some(language.say(&geometry))),
        ("page-updated", updated(world, layer)),
        ("page-attribution", Some(layer.provenance.attribution.clone()).filter(|text| !text.is_empty())),
        ("page-storage-crs", Some(layer.crs.to_string())),
        ("page-bbox", extent),
        ("page-name-of-layer", Some(layer.name.to_string())),
    ];
    out.push_str("<dl class=\"facts\">");
    for (id, value) in facts {
        if let Some(value) = value {
            out.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(&language.text(id)), escape(&value)));
        }
    }
    out.push_str("</dl>");
}

fn fields(layer: &Layer, audience: Audience, language: Language, out: &mut String) {
    let heads = ["page-field", "page-name-of-field", "page-value-kind"];
    let heads: String = heads.map(|head| format!("<th scope=\"col\">{}</th>", escape(&language.text(head)))).concat();
    let rows = layer.schema.visible(audience).map(|at| {
        let field = &layer.schema.fields[at];
        format!(
            "<tr><th scope=\"row\">{}</th><td data-head=\"{}\"><code>{}</code></td><td data-head=\"{}\">{}</td></tr>",
            escape(&words::field(&field.name, language)),
            escape(&language.text("page-name-of-field")),
            escape(&field.name),
            escape(&language.text("page-value-kind")),
            escape(&words::field_kind(field, language)),
        )
    });
    let rows: String = rows.collect();
    if !rows.is_empty() {
        let heading = escape(&language.text("page-fields"));
        out.push_str(&format!(
            "<h2>{heading}</h2><table class=\"rows items\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        ));
    }
}
