//! A map style as other programs take it: it names what is there for who asks, under whole addresses. Colours, filters and fields stay as
//! they are written in `styles/`.

use serde_json::{Map, Value, json};

use crate::http::paths;

/// The source every style draws our layers from; `npm run check` sees to it.
const SOURCE: &str = "diaban";

/// What of a style is served.
pub(crate) struct Shown<'a, F> {
    /// Where the server is reached.
    pub(crate) base: &'a str,
    /// How many layers one source may carry.
    pub(crate) layers_a_tile: usize,
    /// Whether there are tiles of a layer of this name for who asks.
    pub(crate) is_drawn: F,
}

impl<F: Fn(&str) -> bool> Shown<'_, F> {
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
        let mut names = Vec::new();
        if let Some(Value::Array(layers)) = style.get_mut("layers") {
            layers.retain(|layer| source_layer(layer).is_none_or(&self.is_drawn));
            layers.iter_mut().for_each(|layer| self.settle(layer, &mut names));
        }
        style.insert("sources".to_owned(), self.sources(&names).into());
        Ok(style)
    }

    /// Gives a layer of the style its source, and shows what would yield to a layer that is not there.
    fn settle(&self, layer: &mut Value, names: &mut Vec<String>) {
        let Some(name) = source_layer(layer).map(str::to_owned) else { return };
        let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        layer["source"] = source(at / self.layers_a_tile.max(1)).into();
        let rivals = layer["metadata"]["diaban:yields-to"].as_str();
        if rivals.is_some_and(|rivals| !rivals.split(' ').any(&self.is_drawn))
            && layer["layout"]["visibility"] == "none"
        {
            layer["layout"]["visibility"] = "visible".into();
        }
    }

    fn sources(&self, names: &[String]) -> Map<String, Value> {
        let shares = names.chunks(self.layers_a_tile.max(1)).enumerate();
        let tiles = |share: &[String]| format!("{}{}", self.base, paths::tilejson(&share.join(",")));
        shares.map(|(at, share)| (source(at), json!({ "type": "vector", "url": tiles(share) }))).collect()
    }
}

/// `diaban`, `diaban-2`, …
fn source(at: usize) -> String {
    if at == 0 { SOURCE.to_owned() } else { format!("{SOURCE}-{}", at + 1) }
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
            ],
        });
        let shown = Shown { base: "https://here", layers_a_tile, is_drawn: |name: &str| there.contains(&name) };
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
    fn a_style_of_nothing_has_neither_layers_nor_sources() {
        let style = shown(&[], 2);
        assert_eq!((&style["layers"], &style["sources"]), (&json!([]), &json!({})));
    }
}
