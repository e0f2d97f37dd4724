//! The head of an app's page: its title, the authority's signs, and what others show of a link to it: the parcel a link names, as far as
//! everybody may see it.

use std::sync::Arc;

use axum::extract::Query;
use axum::http::{HeaderMap, Uri, header};
use spatial_core::layer::{Audience, FieldRole};
use spatial_core::snapshot::World;

use crate::http::handlers::parcels::KEY;
use crate::http::paths;
use crate::http::request::extract::language_of;
use crate::http::request::negotiate;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire::pages::examples::named;
use crate::http::wire::pages::frame::marks;
use crate::http::wire::pages::html::escape;
use crate::http::wire::pages::preview::{Preview, described};
use crate::http::wire::pages::words;
use crate::ogc::query_text;
use crate::openapi::Domain;
use crate::search::parcels::bearing;
use crate::search::reading::parcel_key::ParcelTried;
use crate::text::Language;

/// The parameter by which links name a parcel.
const PARCEL: &str = "parcel";

/// The bundle's page with its head.
pub(super) async fn page(served: &Arc<Served>, (app, page): (&str, String), uri: &Uri, asked: &HeaderMap) -> String {
    let accepted = negotiate::line(asked, &header::ACCEPT_LANGUAGE);
    let language = language_of(uri.query(), accepted.as_ref());
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default();
    let key = pairs.into_iter().find(|(name, _)| name == PARCEL).map(|(_, key)| key);
    let named = match key.and_then(|key| KEY.domain.read(&key)) {
        Some(key) => parcel(served, key, language).await,
        None => None,
    };
    let told = served.site.apps.iter().find(|known| known.name == app);
    let general = told.map_or_else(|| language.text("portal-brand"), |told| language.text(told.title));
    let about = told.map_or_else(|| language.text("portal-lead"), |told| language.text(told.about));
    let ours = served.settings.authority.name.clone().unwrap_or_else(|| language.text("portal-brand"));
    let (title, about, path, picture) = match named {
        Some(Named { title, key, picture }) => {
            let path = format!("{}{}", paths::app(app), query_text([(PARCEL, key.as_str())]));
            (title, language.text("page-preview-parcel"), path, picture)
        }
        None => (general.clone(), about, paths::app(app), None),
    };
    let shown = Preview { title: &title, about: &about, path: &path, picture };
    let tags = described(&shown, &base_url(asked, &served.settings));
    let heading = escape(&format!("{title} – {ours}"));
    page.replacen("<title>Địa bàn</title>", &format!("<title>{heading}</title>"), 1).replacen(
        "</head>",
        &format!("{tags}{}</head>", marks(&served.settings.authority)),
        1,
    )
}

/// A parcel a link names.
struct Named {
    title: String,
    key: String,
    picture: Option<String>,
}

/// The one parcel of a key, as everybody may see it; none while the data are loaded.
async fn parcel(served: &Arc<Served>, key: String, language: Language) -> Option<Named> {
    let world = served.world().ok()?;
    let at_work = Arc::clone(served);
    served.workers.run(move || named_parcel(&at_work, &world, key, language)).await.ok()?
}

fn named_parcel(served: &Served, world: &Arc<World>, key: String, language: Language) -> Option<Named> {
    let view = served.search_view(world, Audience::ANONYMOUS).ok()?;
    let found = bearing(&view, &key, ParcelTried::of(&key));
    let [(name, id)] = found.as_slice() else { return None };
    let layer = world.layer(name, Audience::ANONYMOUS)?;
    let row = layer.find(*id)?;
    let value = |at: usize| row.value(at);
    let title = words::feature(layer.layer(), value, id.0, (Audience::ANONYMOUS, language));
    let commune = words::said(layer.layer(), &value, FieldRole::Commune, Audience::ANONYMOUS);
    let commune = commune.map(|code| named(world, Audience::ANONYMOUS, &code).unwrap_or(code));
    let picture = served.site.page_of(layer.layer().kind).and_then(|page| page.picture_by_number(name, id.0));
    let title = commune.map_or_else(|| title.clone(), |commune| format!("{title} – {commune}"));
    Some(Named { title, key, picture })
}
