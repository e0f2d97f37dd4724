//! What all parts together say of themselves, as far as documents tell it.

use spatial_core::layer::{Kind, LayerName};

use crate::ogc::{escaped, query_text};
use crate::openapi::Operation;
use crate::openapi::shared::LANG;
use crate::text::Language;

/// What requests are counted under that no part knows.
pub(crate) const UNKNOWN: &str = "unknown";

/// Made once, of the list of parts.
#[derive(Debug, Default)]
pub(crate) struct Site {
    /// Each operation with its path and method, in the order of the parts.
    pub(crate) operations: Vec<(&'static str, &'static str, Operation)>,
    /// The map apps, in the order the portal shows them.
    pub(crate) apps: Vec<App>,
    /// Pages for people about features.
    pub(crate) feature_pages: Vec<FeaturePage>,
    /// Powers that parts ask for.
    pub(crate) powers: Vec<String>,
    /// What requests are counted under, each once.
    pub(crate) labels: Vec<&'static str>,
}

impl Site {
    /// The page about features of a kind, if there is one.
    pub(crate) fn page_of(&self, kind: Kind) -> Option<&FeaturePage> {
        self.feature_pages.iter().find(|page| page.kind == kind)
    }
}

/// A map app there may be a page for: its name, and the sentences about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct App {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
}

/// A page for people about each feature of a kind, under the keys people have for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FeaturePage {
    pub(crate) kind: Kind,
    /// With `{key}` where the key stands: `/thua/{key}`.
    pub(crate) path: &'static str,
    /// What a link to it is called.
    pub(crate) words: &'static str,
    /// Where a picture of what it tells is, for whoever shows a link to it.
    pub(crate) picture: &'static str,
}

impl FeaturePage {
    /// Under a key of its own.
    pub(crate) fn by_key(&self, key: &str, language: Language) -> String {
        let path = self.path.replace("{key}", &escaped(key));
        path + &query_text([(LANG.name, language.tag())])
    }

    /// Under its number in a layer.
    pub(crate) fn by_number(&self, layer: &LayerName, id: u64, language: Language) -> String {
        let path = self.path.replace("{key}", &id.to_string());
        path + &query_text([("layer", layer.as_str()), (LANG.name, language.tag())])
    }

    /// Its picture under its number in a layer, as everybody sees it.
    pub(crate) fn picture_by_number(&self, layer: &LayerName, id: u64) -> Option<String> {
        let path = self.picture.replace("{key}", &id.to_string());
        (!path.is_empty()).then(|| path + &query_text([("layer", layer.as_str())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_under_a_key_or_under_a_number_in_a_layer() {
        let page = FeaturePage {
            kind: Kind::Parcel,
            path: "/thua/{key}",
            words: "page-of-parcel",
            picture: "/thua/{key}/map.png",
        };
        assert_eq!(page.by_key("26506-12-4/5", Language::Vi), "/thua/26506-12-4%2F5?lang=vi");
        let layer = LayerName::parse("parcels").unwrap();
        assert_eq!(page.by_number(&layer, 185, Language::En), "/thua/185?layer=parcels&lang=en");
        assert_eq!(page.picture_by_number(&layer, 185).as_deref(), Some("/thua/185/map.png?layer=parcels"));
    }
}
