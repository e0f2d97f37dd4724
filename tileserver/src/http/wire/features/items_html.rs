//! Features as a table for people, straight from the page of features: the same values and links as the GeoJSON, written as people here write
//! them.

use spatial_core::layer::{Audience, Feature, FieldType, Layer, Value};
use spatial_core::message::Message;
use spatial_core::snapshot::ValueRef;

use crate::http::paths;
use crate::http::wire::features::geojson::{GeoJsonWriter, PageEnd};
use crate::http::wire::features::sheet::FeatureSheet;
use crate::http::wire::pages::html::{self, escape};
use crate::http::wire::pages::words;
use crate::ogc::{Link, query_text};
use crate::openapi::shared::{F, LANG};
use crate::text::Language;

/// Writes features of one layer.
#[derive(Debug)]
pub(crate) struct HtmlWriter<'a> {
    layer: &'a Layer,
    audience: Audience,
    language: Language,
    shapes: GeoJsonWriter<'a>,
    /// The rows; what stands above them is known when they are.
    rows: String,
}

impl<'a> HtmlWriter<'a> {
    /// Begins a page.
    pub(crate) fn new(layer: &'a Layer, audience: Audience, language: Language) -> Self {
        Self { layer, audience, language, shapes: GeoJsonWriter::new(layer, audience), rows: String::new() }
    }

    /// The whole page, with what stands behind the features. `is_first` of a page no other goes before.
    pub(crate) fn end(self, end: &PageEnd, is_first: bool) -> Vec<u8> {
        let (language, layer) = (self.language, self.layer);
        let title = words::layer(layer, language);
        let mut out = html::head(&title, language);
        out = out.replacen("<h1>", &format!("{}<h1>", above_items(layer, language)), 1);
        let counts = Message::new("page-items-of").with("returned", end.returned).with("matched", end.matched);
        out.push_str(&format!("<p class=\"about\">{}</p>", escape(&language.say(&counts))));
        self.ways(&end.links, is_first, &mut out);
        if end.returned == 0 {
            out.push_str(&format!("<p>{}</p>", escape(&language.text("page-items-none"))));
        } else {
            out.push_str(&self.table(&title));
            self.ways(&end.links, is_first, &mut out);
        }
        out.push_str(html::FOOT);
        out.into_bytes()
    }

    fn table(&self, title: &str) -> String {
        let mut heads = format!("<th scope=\"col\">{}</th>", escape(&self.language.text("page-feature")));
        for at in self.layer.schema.visible(self.audience) {
            let field = &self.layer.schema.fields[at];
            let class = if is_number(field.kind) { " class=\"number\"" } else { "" };
            heads.push_str(&format!(
                "<th scope=\"col\"{class}>{}</th>",
                escape(&words::field(&field.name, self.language))
            ));
        }
        format!(
            "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table class=\"rows items\">\
             <thead><tr>{heads}</tr></thead><tbody>{}</tbody></table></div>",
            escape(title),
            self.rows,
        )
    }

    /// On, back to the beginning, and the same for programs.
    fn ways(&self, links: &[Link], is_first: bool, out: &mut String) {
        let here = paths::items(self.layer.name.as_str());
        let mut ways = Vec::new();
        if let Some(next) = links.iter().find(|link| link.rel == "next") {
            ways.push((next.href.clone(), self.language.text("page-next")));
        }
        if !is_first {
            let first = query_text([(F.name, "html"), (LANG.name, self.language.tag())]);
            ways.push((format!("{here}{first}"), self.language.text("page-first")));
        }
        if let Some(own) = links.iter().find(|link| link.rel == "self") {
            ways.push((own.href.clone(), "GeoJSON".to_owned()));
        }
        out.push_str(&html::ways(&ways, self.language));
    }
}

impl FeatureSheet for HtmlWriter<'_> {
    fn next(&mut self, feature: &Feature, language: Language) {
        let layer = self.layer;
        let value = |at: usize| feature.values.get(at).map_or(ValueRef::Null, ValueRef::from);
        let called = words::feature(layer, value, feature.id.0, (self.audience, language));
        let href = paths::item(layer.name.as_str(), feature.id);
        let asked = query_text([(F.name, "html"), (LANG.name, language.tag())]);
        self.rows.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"{href}{}\">{}</a></th>",
            escape(&asked),
            escape(&called)
        ));
        for at in layer.schema.visible(self.audience) {
            let field = &layer.schema.fields[at];
            let class = if is_number(field.kind) { " class=\"number\"" } else { "" };
            let (head, value) = (words::field(&field.name, language), words::told(layer, field, value(at), language));
            self.rows.push_str(&format!("<td{class} data-head=\"{}\">{}</td>", escape(&head), escape(&value)));
        }
        if let (_, Some(problem)) = self.shapes.geometry_text(feature) {
            let label = escape(&language.text("page-problem"));
            self.rows.push_str(&format!("<td data-head=\"{label}\">{}</td>", escape(&language.say(&problem))));
        }
        self.rows.push_str("</tr>");
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn cut(&mut self, len: usize) {
        self.rows.truncate(len);
    }
}

fn is_number(kind: FieldType) -> bool {
    matches!(kind, FieldType::Integer | FieldType::Real)
}

/// The way back from the features of a layer.
fn above_items(layer: &Layer, language: Language) -> String {
    let lang = query_text([(F.name, "html"), (LANG.name, language.tag())]);
    let above = [
        (format!("{}{lang}", paths::COLLECTIONS), language.text("page-layers")),
        (format!("{}{lang}", paths::collection(layer.name.as_str())), language.text("page-about-layer")),
    ];
    html::trail(&above, language)
}

/// A value as text, for what reads values and no borrowed ones.
pub(super) fn of(value: Option<&Value>) -> ValueRef<'_> {
    value.map_or(ValueRef::Null, ValueRef::from)
}

#[cfg(test)]
mod tests {
    use spatial_core::layer::{FeatureId, Revision};

    use super::*;
    use crate::http::wire::tests::layer;

    fn page(audience: Audience, values: Vec<Value>) -> String {
        let layer = layer();
        let feature = Feature { id: FeatureId(7), version: Revision(1), geometry: None, values };
        let mut page = HtmlWriter::new(&layer, audience, Language::Vi);
        page.next(&feature, Language::Vi);
        let end = PageEnd {
            links: vec![Link::new("next", "text/html", "http://here/items?after=7".to_owned())],
            matched: 1_234,
            returned: 1,
            time_stamp: String::new(),
            revision: Some(1),
            as_of: None,
        };
        String::from_utf8(page.end(&end, false)).unwrap()
    }

    #[test]
    fn a_table_leads_to_each_feature_and_on() {
        let page = page(Audience::ANONYMOUS, vec![Value::text("ODT"), Value::text("Nguyễn Văn A")]);
        assert!(page.contains("/collections/parcels/items/7?f=html&amp;lang=vi\">"), "{page}");
        assert!(page.contains(">ODT</td>") && page.contains("1.234") && page.contains("after=7"), "{page}");
        assert!(!page.contains("Nguyễn") && !page.contains("numberMatched"), "{page}");
    }

    #[test]
    fn what_stands_in_the_data_stays_text() {
        let hostile = "</td><script>alert(1)</script>\"><img src=x onerror=alert(1)>";
        let page = page(Audience::STAFF, vec![Value::text(hostile), Value::text(hostile)]);
        assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    }
}
