//! One feature as a page: what it is called, where it lies, what is known of it in groups, and the ways on. Whole without scripts.

use spatial_core::layer::{Audience, Feature, Field, FieldRole, FieldType, Layer};
use spatial_core::message::Message;
use spatial_core::snapshot::World;

use crate::http::paths;
use crate::http::served::site::FeaturePage;
use crate::http::wire::features::geojson::{GeoJsonWriter, type_word};
use crate::http::wire::features::items_html::of;
use crate::http::wire::pages::examples::named;
use crate::http::wire::pages::html::{self, FOOT, escape};
use crate::http::wire::pages::portal::VIEWER;
use crate::http::wire::pages::{preview, small_map, words};
use crate::ogc::query_text;
use crate::openapi::shared::{F, LANG};
use crate::text::Language;

/// Corners of a shape that a page shows; all of them are a link away.
const FIRST_CORNERS: usize = 5;

/// What a page about a feature is made of.
pub(crate) struct ItemPage<'a> {
    pub(crate) world: &'a World,
    pub(crate) layer: &'a Layer,
    pub(crate) feature: &'a Feature,
    pub(crate) audience: Audience,
    pub(crate) language: Language,
    /// The page about features of this kind, if there is one.
    pub(crate) page: Option<&'a FeaturePage>,
    /// The address we are known under.
    pub(crate) base: &'a str,
}

/// Groups of fields, in order, and the ids of their headings.
const GROUPS: [&str; 4] = ["page-group-name", "page-group-size", "page-group-law", "page-group-more"];

impl ItemPage<'_> {
    /// The page.
    pub(crate) fn written(&self) -> Vec<u8> {
        let title = self.title(self.audience);
        let place = self.commune();
        let whole = place.as_ref().map_or_else(|| title.clone(), |place| format!("{title} – {place}"));
        let mut out = html::headed(&whole, self.language, &self.preview());
        out = out.replacen("<h1>", &format!("{}<h1>", self.above()), 1);
        out.push_str(&format!("<p class=\"about\">{}</p>", escape(&words::layer(self.layer, self.language))));
        out.push_str(&html::ways(&self.ways(), self.language));
        out.push_str("<div class=\"item\">");
        let snapshot = self.world.layer(&self.layer.name, self.audience);
        let map =
            snapshot.and_then(|layer| small_map::figure(self.world, layer, self.feature.id.0, &title, self.language));
        out.push_str(&map.unwrap_or_default());
        out.push_str("<div>");
        for (group, heading) in GROUPS.into_iter().enumerate() {
            self.group(group, heading, &mut out);
        }
        out.push_str("</div></div>");
        self.shape(&mut out);
        out.push_str(FOOT);
        out.into_bytes()
    }

    fn title(&self, audience: Audience) -> String {
        let value = |at: usize| of(self.feature.values.get(at));
        words::feature(self.layer, value, self.feature.id.0, (audience, self.language))
    }

    /// The name of its commune, if it has the code of one that is known.
    fn commune(&self) -> Option<String> {
        let value = |at: usize| of(self.feature.values.get(at));
        let code = words::said(self.layer, &value, FieldRole::Commune, Audience::ANONYMOUS)?;
        named(self.world, Audience::ANONYMOUS, &code)
    }

    /// What others show of a link: no more than everybody may see, whoever copies it.
    fn preview(&self) -> String {
        let place = self.commune().map(|place| format!(" – {place}")).unwrap_or_default();
        let title = format!("{}{place}", self.title(Audience::ANONYMOUS));
        let path = paths::item(self.layer.name.as_str(), self.feature.id);
        let picture = self.page.and_then(|page| page.picture_by_number(&self.layer.name, self.feature.id.0));
        preview::described(
            &preview::Preview { title: &title, about: &words::layer(self.layer, self.language), path: &path, picture },
            self.base,
        )
    }

    fn above(&self) -> String {
        let lang = query_text([(F.name, "html"), (LANG.name, self.language.tag())]);
        let name = self.layer.name.as_str();
        let above = [
            (format!("{}{lang}", paths::COLLECTIONS), self.language.text("page-layers")),
            (format!("{}{lang}", paths::items(name)), words::layer(self.layer, self.language)),
        ];
        html::trail(&above, self.language)
    }

    fn ways(&self) -> Vec<(String, String)> {
        let (name, id, lang) = (self.layer.name.as_str(), self.feature.id, self.language.tag());
        let mut ways = Vec::new();
        if let Some(page) = self.page.filter(|_| !self.layer.name.is_quarantine()) {
            ways.push((page.by_number(&self.layer.name, id.0, self.language), self.language.text(page.words)));
        }
        if self.layer.has_shape() {
            let map = format!("{}?lang={lang}#v1/{VIEWER}?s={name}/{id}", paths::app(VIEWER));
            ways.push((map, self.language.text("page-on-the-map")));
        }
        ways.push((format!("{}?f=json", paths::item(name, id)), "GeoJSON".to_owned()));
        ways
    }

    fn group(&self, group: usize, heading: &'static str, out: &mut String) {
        let fields = self.layer.schema.visible(self.audience).map(|at| (at, &self.layer.schema.fields[at]));
        let fields: Vec<(usize, &Field)> = fields.filter(|(_, field)| group_of(field) == group).collect();
        if fields.is_empty() {
            return;
        }
        out.push_str(&format!("<section><h2>{}</h2><dl class=\"facts\">", escape(&self.language.text(heading))));
        for (at, field) in fields {
            let value = words::told(self.layer, field, of(self.feature.values.get(at)), self.language);
            out.push_str(&format!(
                "<div><dt data-field=\"{}\">{}</dt><dd>{}</dd></div>",
                escape(&field.name),
                escape(&words::field(&field.name, self.language)),
                escape(&value)
            ));
        }
        out.push_str("</dl></section>");
    }

    /// What its shape is, how many corners it has, and the first of them in degrees; or why it cannot be told.
    fn shape(&self, out: &mut String) {
        let (text, problem) = GeoJsonWriter::new(self.layer, self.audience).geometry_text(self.feature);
        let heading = escape(&self.language.text("page-geometry"));
        if let Some(problem) = problem {
            let told = escape(&self.language.say(&problem));
            out.push_str(&format!("<section><h2>{heading}</h2><p class=\"warning\">{told}</p></section>"));
        }
        let Some(geometry) = self.feature.geometry.as_ref().filter(|_| text != "null") else { return };
        let count = corners(&text).count();
        let kind = Message::new("page-shape-kind").with("kind", type_word(geometry));
        let shape = Message::new("page-shape").with("kind", self.language.say(&kind)).with("count", count);
        out.push_str(&format!(
            "<section><h2>{heading}</h2><p>{}</p><p class=\"corners\">",
            escape(&self.language.say(&shape))
        ));
        for corner in corners(&text).take(FIRST_CORNERS) {
            out.push_str(&format!("<code>{}</code> ", escape(corner)));
        }
        if count > FIRST_CORNERS {
            let href = format!("{}?f=json", paths::item(self.layer.name.as_str(), self.feature.id));
            out.push_str(&format!("… <a href=\"{href}\">{}</a>", escape(&self.language.text("page-shape-all"))));
        }
        out.push_str("</p></section>");
    }
}

/// Where a field stands: who it is, how large, by which law, and all else.
fn group_of(field: &Field) -> usize {
    use FieldRole::{
        Address, Code, Commune, Decision, DecisionDate, FormerName, Identifier, Mention, Name, Number, Sheet, State,
        ValidFrom, ValidTo,
    };
    match field.meaning.role {
        Some(Commune | Sheet | Number | Identifier | Address | Name | FormerName | Code | Mention) => 0,
        Some(Decision | DecisionDate | State | ValidFrom | ValidTo) => 2,
        _ if field.meaning.unit.is_some() => 1,
        _ if matches!(field.kind, FieldType::Date | FieldType::DateTime) => 2,
        _ => 3,
    }
}

/// The positions of a GeoJSON geometry, as its text has them.
fn corners(geometry: &str) -> impl Iterator<Item = &str> {
    let ends = geometry.split('[').filter_map(|rest| rest.split_once(']').map(|(inside, _)| inside));
    ends.filter(|inside| inside.contains(','))
}
