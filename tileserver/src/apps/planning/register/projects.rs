//! `GET /v1/plans/{planId}/projects`: the projects a plan lists, as far as its reader may see them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use planning::{
    AREA_FIELD, INVESTOR_FIELD, LAND_USE_FIELD, NAME_FIELD, PARCELS_FIELD, PLACE_FIELD, PLANS, PROJECT_COMMUNE_FIELD,
    PROJECTS, Register, SIGN_FIELD, SOURCE_FIELD, STATE_FIELD, YEAR_FIELD,
};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::layer::{Audience, FeatureId, Layer};
use spatial_core::models::Held;
use spatial_core::snapshot::{FeatureRef, ValueRef};

use super::plan_id::{PLAN_ID, missing};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::{AFTER, Link};
use crate::openapi::Domain;

/// Where it is.
pub(in crate::apps::planning) const PLAN_PROJECTS: &str = "/v1/plans/{planId}/projects";

/// `GET /v1/plans/{planId}/projects`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::apps::planning) struct ProjectList {
    /// The commit it is true for.
    revision: u64,
    plan: u64,
    /// Where the plan stands.
    state: Option<String>,
    /// How many the reader may see.
    number_matched: usize,
    projects: Vec<ProjectEntry>,
    /// The next page, if there is one.
    links: Vec<Link>,
}

/// One project.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::apps::planning) struct ProjectEntry {
    id: u64,
    /// Its sign in the list.
    sign: Option<String>,
    name: Option<String>,
    /// Code of the land use it is for.
    land_use: Option<String>,
    /// How large it is, as the list says.
    #[serde(rename = "area_m2")]
    area: Option<f64>,
    /// Code of the commune it lies in.
    commune: Option<String>,
    /// Where, in words.
    place: Option<String>,
    /// Keys of the parcels it names.
    parcels: Vec<String>,
    /// The year in which it is carried out.
    year: Option<i64>,
    /// Which public body carries it out: `state`, `public_unit`, `state_enterprise`; of others nothing is kept.
    investor: Option<String>,
    /// What the list rests on.
    source: Option<String>,
    /// Whether it has a shape: then it is in the layer `plan_projects`.
    has_shape: bool,
}

/// In order of id, page by page.
pub(in crate::apps::planning) async fn projects(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let id = PLAN_ID.domain.read(&id).ok_or(HttpError::NotFound)?;
    let size = asked.page_size(&served)?;
    let from = asked.parameters.read(&AFTER)?.map_or(0, |FeatureId(after)| after.saturating_add(1));
    let (known, audience) = (held.clone(), asked.audience);
    // A list has thousands of projects to count: not on a thread that others' requests wait for.
    let found = served.workers.run(move || page(&known, id, audience, (from, size))).await?;
    let (mut list, next) = found.ok_or_else(|| missing(id))?;
    if let Some(layer) = held.world().declared(&PROJECTS, audience).map(|projects| projects.layer()) {
        let shown = list.projects.iter().map(|project| FeatureId(project.id));
        let detail = || format!("{} projects of plan {id}", list.projects.len());
        served.note_look(&asked.looker, (held.world(), layer), shown, detail).await;
    }
    let path = PLAN_PROJECTS.replace("{planId}", &id.to_string());
    let here = format!("{}{path}", base_url(&asked.headers, &served.settings));
    list.links.extend(next.map(|id| asked.next_page((&here, "application/json"), AFTER.name, id.to_string())));
    Ok(wire::document(&list, "application/json", &asked.language.text("page-plan-projects"), &asked))
}

/// So many projects from an id on, and the last one's id if others follow; none if the reader does not see the plan.
fn page(
    held: &Held<Register>,
    id: FeatureId,
    audience: Audience,
    (from, size): (u64, usize),
) -> Option<(ProjectList, Option<u64>)> {
    let plans = held.world().declared(&PLANS, audience)?;
    let plan = plans.find(id)?;
    let projects = held.world().declared(&PROJECTS, audience);
    let seen = || {
        let ids = held.model().members(id).into_iter().flat_map(|members| members.projects());
        ids.filter_map(|id| projects.and_then(|projects| Some((projects.layer(), projects.find(id)?))))
    };
    let mut rows = seen().filter(|(_, row)| row.id() >= from);
    let page = rows.by_ref().take(size);
    let entries: Vec<ProjectEntry> = page.map(|(layer, row)| ProjectEntry::of(layer, &row, audience)).collect();
    let next = rows.next().and(entries.last()).map(|last| last.id);
    let list = ProjectList {
        revision: held.revision().0,
        plan: id.0,
        state: plans.layer().schema.seen(STATE_FIELD, audience).and_then(|at| plan.text(at)).map(str::to_owned),
        number_matched: seen().count(),
        projects: entries,
        links: Vec::new(),
    };
    Some((list, next))
}

impl ProjectEntry {
    /// A row of the table, with the fields an audience may see.
    fn of(layer: &Layer, row: &FeatureRef<'_>, audience: Audience) -> Self {
        let seen = |name: &str| layer.schema.seen(name, audience);
        let text = |name: &str| row.text(seen(name)?).filter(|text| !text.is_empty()).map(str::to_owned);
        let parcels = text(PARCELS_FIELD).unwrap_or_default();
        let keys = parcels.split([';', ',', '\n']).map(str::trim).filter(|key| !key.is_empty());
        Self {
            id: row.id(),
            sign: text(SIGN_FIELD),
            name: text(NAME_FIELD),
            land_use: text(LAND_USE_FIELD),
            area: seen(AREA_FIELD).and_then(|at| match row.value(at) {
                ValueRef::Real(area) => Some(area),
                _ => None,
            }),
            commune: text(PROJECT_COMMUNE_FIELD),
            place: text(PLACE_FIELD),
            parcels: keys.map(str::to_owned).collect(),
            year: seen(YEAR_FIELD).and_then(|at| match row.value(at) {
                ValueRef::Integer(year) => Some(year),
                _ => None,
            }),
            investor: text(INVESTOR_FIELD),
            source: text(SOURCE_FIELD),
            has_shape: row.legal().is_some(),
        }
    }
}
