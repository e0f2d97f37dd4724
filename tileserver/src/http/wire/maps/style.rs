//! A map style as other programs take it: it names what is there for who asks, under whole addresses. Colours, filters and fields mean
//! what is written in `styles/`.

use serde_json::{Map, Value, json};
use spatial_core::layer::Kind;

use crate::http::paths;
use crate::http::wire::maps::plain;

/// The source every style draws our layers from; `npm run check` sees to it.
const SOURCE: &str = "diaban";
/// And the base map from: its tiles stay as they are while people edit.
const GROUND: &str = "diaban-base";

/// What of a style is served.
pub(crate) struct Shown<'a, F, V> {
    /// Where the server is reached.
    pub(crate) base: &'a str,
    /// How many layers one source may carry.
    pub(crate) layers_a_tile: usize,
    /// What a layer of this name is, if there are tiles of it for who asks.
    pub(crate) kind_of: F,
    /// What values a field of a layer has, as everybody sees it.
    pub(crate) values_of: V,
}

impl<F: Fn(&str) -> Option<Kind>, V: Fn(&str, &str) -> Vec<String>> Shown<'_, F, V> {
    /// The style without what nobody could draw, from as few sources as carry its layers.
    ///
    /// # Errors
    ///
    /// If what is written is no style in JSON.
    pub(crate) fn of(&self, written: &[u8]) -> serde_json::Result<Map<String, Value>> {
        let mut style: Map<String, Value> = serde_json::from_slice(written)?;
        for key in ["sprite", "glyphs"] {
            if let Some(Value::String(address)) = style.get_mut(key) {
                address.insert_str(0, self.base);
            }
        }
        let mut names = Names::default();
        if let Some(Value::Array(layers)) = style.get_mut("layers") {
            layers.retain(|layer| source_layer(layer).is_none_or(|name| self.is_drawn(name)));
            layers.iter_mut().for_each(|layer| self.settle(layer, &mut names));
        }
        let sources = self.sources(SOURCE, &names.subjects).chain(self.sources(GROUND, &names.ground));
        style.insert("sources".to_owned(), sources.collect::<Map<String, Value>>().into());
        Ok(style)
    }

    fn is_drawn(&self, name: &str) -> bool {
        (self.kind_of)(name).is_some()
    }

    /// Gives a layer of the style its source, and shows what would yield to a layer that is not there.
    fn settle(&self, layer: &mut Value, names: &mut Names) {
        let Some(name) = source_layer(layer).map(str::to_owned) else { return };
        plain::settle(layer, |field| (self.values_of)(&name, field));
        let (first, names) = match (self.kind_of)(&name) {
            Some(Kind::Base) => (GROUND, &mut names.ground),
            _ => (SOURCE, &mut names.subjects),
        };
        let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        layer["source"] = source(first, at / self.layers_a_tile.max(1)).into();
        let rivals = layer["metadata"]["diaban:yields-to"].as_str();
        if rivals.is_some_and(|rivals| !rivals.split(' ').any(|name| self.is_drawn(name)))
            && layer["layout"]["visibility"] == "none"
        {
            layer["layout"]["visibility"] = "visible".into();
        }
    }

    fn sources<'n>(&'n self, first: &'n str, names: &'n [String]) -> impl Iterator<Item = (String, Value)> + 'n {
        let shares = names.chunks(self.layers_a_tile.max(1)).enumerate();
        let tiles = |share: &[String]| format!("{}{}", self.base, paths::tilejson(&share.join(",")));
        shares.map(move |(at, share)| (source(first, at), json!({ "type": "vector", "url": tiles(share) })))
    }
}

/// The names of the layers that are drawn, in the order of the style, each once.
#[derive(Default)]
struct Names {
    subjects: Vec<String>,
    ground: Vec<String>,
}

/// `diaban`, `diaban-2`, …
fn source(first: &str, at: usize) -> String {
    if at == 0 { first.to_owned() } else { format!("{first}-{}", at + 1) }
}

fn source_layer(layer: &Value) -> Option<&str> {
    layer.get("source-layer")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(there: &[&str], layers_a_tile: usize) -> Value {
        let written = json!({
            "version": 8, "sprite": "/styles/planning/sprite", "glyphs": "/fonts/{fontstack}/{range}.pbf",
            "sources": { "diaban": { "type": "vector", "url": "/xyz/all.json" } },
            "layers": [
                { "id": "zones", "source": "diaban", "source-layer": "zones", "layout": { "visibility": "none" },
                  "metadata": { "diaban:yields-to": "parcels" } },
                { "id": "parcels", "source": "diaban", "source-layer": "parcels" },
                { "id": "wards", "source": "diaban", "source-layer": "wards" },
                { "id": "zone-names", "source": "diaban", "source-layer": "zones" },
                { "id": "sea", "source": "diaban", "source-layer": "base_areas" },
            ],
        });
        let kind = |name: &str| if name.starts_with("base_") { Kind::Base } else { Kind::Feature };
        let kind_of = |name: &str| there.contains(&name).then(|| kind(name));
        let shown = Shown { base: "https://here", layers_a_tile, kind_of, values_of: |_: &str, _: &str| Vec::new() };
        shown.of(written.to_string().as_bytes()).unwrap().into()
    }

    #[test]
    fn a_style_draws_what_is_there() {
        let style = shown(&["wards", "zones"], 8);
        let ids: Vec<&Value> = style["layers"].as_array().unwrap().iter().map(|layer| &layer["id"]).collect();
        assert_eq!(ids, ["zones", "wards", "zone-names"]);
        let sources = json!({ "diaban": { "type": "vector", "url": "https://here/xyz/zones,wards.json" } });
        assert_eq!(style["sources"], sources);
        assert_eq!(style["glyphs"], "https://here/fonts/{fontstack}/{range}.pbf");
        assert_eq!(style["layers"][0]["layout"]["visibility"], "visible", "there is nothing it yields to");
        assert_eq!(shown(&["zones", "parcels"], 8)["layers"][0]["layout"]["visibility"], "none");
    }

    #[test]
    fn more_layers_than_a_tile_carries_come_from_several_sources() {
        let style = shown(&["zones", "parcels", "wards"], 2);
        assert_eq!(style["sources"]["diaban"]["url"], "https://here/xyz/zones,parcels.json");
        assert_eq!(style["sources"]["diaban-2"]["url"], "https://here/xyz/wards.json");
        let sources: Vec<&Value> = style["layers"].as_array().unwrap().iter().map(|layer| &layer["source"]).collect();
        assert_eq!(sources, ["diaban", "diaban", "diaban-2", "diaban"]);
    }

    #[test]
    fn the_base_map_has_a_source_of_its_own() {
        let style = shown(&["zones", "base_areas", "wards"], 2);
        let urls = ["zones,wards", "base_areas"].map(|names| format!("https://here/xyz/{names}.json"));
        assert_eq!(style["sources"]["diaban"]["url"], urls[0]);
        assert_eq!(style["sources"]["diaban-base"]["url"], urls[1]);
    }

    #[test]
    fn a_style_of_nothing_has_neither_layers_nor_sources() {
        let style = shown(&[], 2);
        assert_eq!((&style["layers"], &style["sources"]), (&json!([]), &json!({})));
    }
}
