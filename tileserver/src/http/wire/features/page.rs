//! A page of features: as many as fit, and what stands behind them.

use spatial_core::layer::FeatureId;
use spatial_core::query::Page;
use spatial_core::snapshot::{Found, World};

use crate::http::request::extract::Inquiry;
use crate::http::wire::features::geojson::{GEOJSON, PageEnd};
use crate::http::wire::features::items_html::HtmlWriter;
use crate::http::wire::features::sheet;
use crate::http::{HttpError, paths};
use crate::ogc::{AFTER, Link, query_text};
use crate::text::clock;

/// A page for people: as many features as fit into the largest answer; the `next` link goes on behind the last.
pub(crate) fn for_people(page: &Page, asked: &Inquiry, base: &str, most_bytes: usize) -> Result<Vec<u8>, HttpError> {
    let name = &page.layer.name;
    let mut document = HtmlWriter::new(&page.layer, asked.audience, asked.language);
    let returned = sheet::fill(&mut document, name, &page.features, most_bytes, asked.language)?;
    let is_cut = returned < page.features.len();
    let last = page.features[..returned].last().map(|feature| feature.id);
    let end = PageEnd {
        links: links(name.as_str(), if is_cut { last } else { page.next }, asked, base),
        matched: page.matched,
        returned: returned as u64,
        time_stamp: clock::now(),
        revision: page.as_of.is_none().then_some(page.revision.0),
        as_of: page.as_of.map(clock::text),
    };
    let is_first = asked.parameters.read(&AFTER)?.is_none();
    Ok(document.end(&end, is_first))
}

/// What stands behind the features of a page for programs.
pub(crate) fn end_of(
    found: &Found,
    world: &World,
    returned: usize,
    next: Option<FeatureId>,
    asked: &Inquiry,
    base: &str,
) -> PageEnd {
    let as_of = world.as_of(&found.layer.name);
    PageEnd {
        links: links(found.layer.name.as_str(), next, asked, base),
        matched: found.matched,
        returned: returned as u64,
        time_stamp: clock::now(),
        revision: as_of.is_none().then_some(world.revision().0),
        as_of: as_of.map(clock::text),
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
