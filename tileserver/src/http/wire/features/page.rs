//! A page of features: as many as fit, and what stands behind them.

use spatial_core::layer::FeatureId;
use spatial_core::query::Page;

use crate::http::request::extract::Inquiry;
use crate::http::wire::features::geojson::{GEOJSON, GeoJsonWriter, PageEnd};
use crate::http::wire::features::items_html::HtmlWriter;
use crate::http::wire::features::sheet;
use crate::http::{HttpError, paths};
use crate::ogc::{AFTER, Link, query_text};
use crate::openapi::shared::Representation;
use crate::text::clock;

/// As many features as fit into the largest answer; the `next` link goes on behind the last.
pub(crate) fn body(page: &Page, asked: &Inquiry, base: &str, most_bytes: usize) -> Result<Vec<u8>, HttpError> {
    let name = &page.layer.name;
    Ok(match asked.format {
        Representation::Json => {
            let mut document = GeoJsonWriter::new(&page.layer, asked.audience);
            document.begin();
            let returned = sheet::fill(&mut document, name, &page.features, most_bytes, asked.language)?;
            document.end(&end(page, returned, asked, base))
        }
        Representation::Html => {
            let mut document = HtmlWriter::new(&page.layer, asked.audience, &page.layer.title, asked.language);
            let returned = sheet::fill(&mut document, name, &page.features, most_bytes, asked.language)?;
            document.end(&end(page, returned, asked, base))
        }
    })
}

/// What stands behind the features.
fn end(page: &Page, returned: usize, asked: &Inquiry, base: &str) -> PageEnd {
    let is_cut = returned < page.features.len();
    let last = page.features[..returned].last().map(|feature| feature.id);
    PageEnd {
        links: links(page.layer.name.as_str(), if is_cut { last } else { page.next }, asked, base),
        matched: page.matched,
        returned: returned as u64,
        time_stamp: clock::now(),
        revision: page.as_of.is_none().then_some(page.revision.0),
        as_of: page.as_of.map(clock::text),
    }
}

fn links(layer: &str, next: Option<FeatureId>, asked: &Inquiry, base: &str) -> Vec<Link> {
    let here = format!("{base}{}", paths::items(layer));
    let with = |name, value: String| format!("{here}{}", query_text(asked.parameters.with(name, value).iter()));
    let mut links = vec![
        Link::new("self", GEOJSON, with("f", "json".to_owned())),
        Link::new("alternate", "text/html", with("f", "html".to_owned())),
        Link::new("collection", "application/json", format!("{base}{}", paths::collection(layer))),
    ];
    links.extend(next.map(|id| asked.next_page((&here, GEOJSON), AFTER.name, id.to_string())));
    links
}
