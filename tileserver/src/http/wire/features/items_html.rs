//! Features as a plain page, straight from the page of features: the same values, geometries and links as the GeoJSON.

use serde::Serialize;
use serde_json::Value as Json;
use spatial_core::layer::{Audience, Feature, FieldType, Layer, Value};
use spatial_core::message::Message;

use crate::http::paths;
use crate::http::wire::features::geojson::{GeoJsonWriter, type_word};
use crate::http::wire::features::sheet::FeatureSheet;
use crate::http::wire::pages::html;
use crate::text::Language;

/// Vertices of a shape that a page shows.
const FIRST_VERTICES: usize = 5;

/// Writes features of one layer.
#[derive(Debug)]
pub(crate) struct HtmlWriter<'a> {
    layer: &'a Layer,
    audience: Audience,
    language: Language,
    shapes: GeoJsonWriter<'a>,
    out: String,
}

impl<'a> HtmlWriter<'a> {
    /// Begins a page under a title.
    pub(crate) fn new(layer: &'a Layer, audience: Audience, title: &str, language: Language) -> Self {
        let out = html::head(title, language);
        Self { layer, audience, language, shapes: GeoJsonWriter::new(layer, audience), out }
    }

    /// A link to another page about what stands here.
    pub(crate) fn way(&mut self, href: &str, words: &str) {
        self.out.push_str(&format!("<p><a href=\"{}\">{}</a></p>", html::escape(href), html::escape(words)));
    }

    /// Ends the page with what stands behind the features.
    pub(crate) fn end(mut self, document: &impl Serialize) -> Vec<u8> {
        html::labelled(&serde_json::to_value(document).unwrap_or_default(), self.language, &mut self.out);
        self.out.push_str(html::FOOT);
        self.out.into_bytes()
    }

    /// A shape as people read it: what it is, how many vertices, and the first of them; all of them are a link away.
    fn shape(&mut self, text: &str, feature: &Feature, href: &str) {
        let Some(geometry) = feature.geometry.as_ref().filter(|_| text != "null") else { return self.out.push('–') };
        let count = vertices(text).count();
        let shape = Message::new("page-shape").with("kind", type_word(geometry)).with("count", count);
        self.out.push_str(&html::escape(&self.language.say(&shape)));
        for vertex in vertices(text).take(FIRST_VERTICES) {
            self.out.push_str(&format!(" <code>{}</code>", html::escape(vertex)));
        }
        if count > FIRST_VERTICES {
            let (href, all) = (html::escape(href), html::escape(&self.language.text("page-shape-all")));
            self.out.push_str(&format!(" … <a href=\"{href}?f=json\">{all}</a>"));
        }
    }

    fn row(&mut self, name: &str, value: &Json) {
        self.out.push_str(&format!("<tr><th scope=\"row\">{}</th><td>", html::escape(name)));
        html::value(value, 1, &mut self.out);
        self.out.push_str("</td></tr>");
    }
}

impl FeatureSheet for HtmlWriter<'_> {
    fn next(&mut self, feature: &Feature, language: Language) {
        let (layer, id) = (self.layer, feature.id);
        let href = paths::item(layer.name.as_str(), id);
        let label = language.text("page-id");
        self.out.push_str(&format!(
            "<h2><a href=\"{}\">{} {id}</a></h2><table>",
            html::escape(&href),
            html::escape(&label)
        ));
        for at in layer.schema.visible(self.audience) {
            let field = &layer.schema.fields[at];
            self.row(&field.name, &json(feature.values.get(at).unwrap_or(&Value::Null), field.kind));
        }
        let (geometry, problem) = self.shapes.geometry_text(feature);
        let label = html::escape(&language.text("page-geometry"));
        self.out.push_str(&format!("<tr><th scope=\"row\">{label}</th><td>"));
        self.shape(&geometry, feature, &href);
        self.out.push_str("</td></tr>");
        if let Some(problem) = problem {
            self.row(&language.text("page-problem"), &Json::from(language.say(&problem)));
        }
        self.out.push_str("</table>");
    }

    fn len(&self) -> usize {
        self.out.len()
    }

    fn cut(&mut self, len: usize) {
        self.out.truncate(len);
    }
}

/// The positions of a GeoJSON geometry, as its text has them.
fn vertices(geometry: &str) -> impl Iterator<Item = &str> {
    let ends = geometry.split('[').filter_map(|rest| rest.split_once(']').map(|(inside, _)| inside));
    ends.filter(|inside| inside.contains(','))
}

fn json(value: &Value, kind: FieldType) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(is) => (*is).into(),
        Value::Integer(whole) => (*whole).into(),
        Value::Real(real) => (*real).into(),
        Value::Text(text) if kind == FieldType::Json => {
            serde_json::from_str(text).unwrap_or_else(|_| Json::from(&**text))
        }
        Value::Text(text) => Json::from(&**text),
    }
}

#[cfg(test)]
mod tests {
    use geo_types::point;
    use spatial_core::layer::{FeatureId, Revision};

    use super::*;
    use crate::http::wire::tests::layer;

    #[test]
    fn a_page_shows_the_first_vertices_and_leads_to_all() {
        let layer = layer();
        let ring: Vec<(f64, f64)> = (0..1_234).map(|at| (107.0 + f64::from(at) / 1e4, 10.0)).collect();
        let geometry = Some(geo_types::LineString::from(ring).into());
        let feature = Feature { id: FeatureId(7), version: Revision(1), geometry, values: Vec::new() };
        for (language, words) in
            [(Language::Vi, "LineString, 1.234 đỉnh"), (Language::En, "LineString, 1,234 vertices")]
        {
            let mut page = HtmlWriter::new(&layer, Audience::ANONYMOUS, "parcels", language);
            page.next(&feature, language);
            assert!(page.out.contains(words) && page.out.contains("/items/7?f=json\">"), "{}", page.out);
            assert_eq!(page.out.matches("<code>").count(), FIRST_VERTICES, "{}", page.out);
            let page = String::from_utf8(page.end(&serde_json::json!({ "links": [], "numberMatched": 1 }))).unwrap();
            assert!(!page.contains("numberMatched") && !page.contains(">links<"), "{page}");
        }
    }

    #[test]
    fn a_page_names_geometry_and_its_problem_in_the_readers_language() {
        let layer = layer();
        let geometry = Some(point!(x: f64::NAN, y: 0.0).into());
        let feature = Feature { id: FeatureId(1), version: Revision(1), geometry, values: Vec::new() };
        for (language, labels) in [(Language::Vi, ["Hình học", "Vấn đề"]), (Language::En, ["Geometry", "Problem"])]
        {
            let mut page = HtmlWriter::new(&layer, Audience::ANONYMOUS, "parcels", language);
            page.next(&feature, language);
            for label in labels {
                assert!(page.out.contains(&format!("<th scope=\"row\">{label}</th>")), "{}", page.out);
            }
        }
    }
}
