//! `POST /v1/plans`: a plan with its zones, lines, restrictions, projects and documents, as a draft, in one commit.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use planning::{
    Adjustment, CODE_FIELD, FROM_FIELD, ISSUED_FIELD, Level, MAY_DRAFT, MOST_PAGES, MOST_WIDTH, NAME_FIELD,
    PUBLISHED_FIELD, PlanDraft, PlanDraftError, PlanKind, ROOM, Register, TABLES, UNTIL_FIELD, drafted,
};
use serde_json::{Value as Json, json};
use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, Change, FeatureId, Layer, Layout};
use spatial_core::message::Message;
use spatial_core::store::Committed;

use super::drawn::{LONGEST_SAID, line, restriction, shaped, word, zone};
use super::ground::CommuneGround;
use super::kept::{MOST_LINE, kept};
use super::known;
use super::papers::{documents, project};
use crate::apps::planning::wire::{PlanSent, PlanWritten};
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, declared, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::edit::{Coordinates, Edit, Manner};
use crate::text::Language;

/// Titles of the tables, in the order of `TABLES`, for a store that has none of them yet.
const TITLES: [&str; 7] = [
    "plans-title-register",
    "plans-title-boundaries",
    "plans-title-zones",
    "plans-title-documents",
    "plans-title-lines",
    "plans-title-restrictions",
    "plans-title-projects",
];

/// For who holds `planning.draft` where the plan is.
pub(in crate::apps::planning) async fn create(
    State(served): State<Arc<Served>>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let sent: PlanSent = received(&served, &asked, body).await?;
    may(&asked, ROOM, MAY_DRAFT, sent.commune.as_deref())?;
    known::known(&served, asked.audience, &sent)?;
    let titles = TITLES.map(|title| Language::default().text(title));
    let SubjectTables { layers, are_there } = declared(&served, TABLES, &titles)?;
    let door = layers.first().map(|plans| plans.door.clone()).ok_or(HttpError::NotFound)?;
    let desk = Desk::open(&served, editor, &asked.headers, door)?.awaiting::<Register>()?;
    let world = served.world()?;
    let grid = layers.get(2).map_or(Crs::Local, |zones| zones.crs);
    let commune = CommuneGround::of(&served, &world, sent.commune.as_deref(), grid).await?;
    let sent = Arc::new(sent);
    let (mut drawn, outside) = changes(&served, &asked, (Arc::clone(&sent), commune.clone()), &layers).await?;
    if let (Some(commune), Some(outside)) = (&commune, outside) {
        return Err(commune.refusal(&served, (&world, &asked), outside).await?);
    }
    let mut tables = layers;
    if !are_there {
        // A plan that is refused makes no register: that there is none says that nothing is known.
        desk.has_files(&tables, &drawn).await?;
        tables = desk.declare(&tables).await?;
        (drawn, _) = changes(&served, &asked, (sent, None), &tables).await?;
    }
    desk.carry_out(tables.iter().map(Layout::of).collect(), drawn, created).await
}

/// What writes a plan into these tables, or all that is wrong with it; and what of it lies outside its commune.
async fn changes(
    served: &Served,
    asked: &Inquiry,
    (sent, commune): (Arc<PlanSent>, Option<CommuneGround>),
    tables: &[Layer],
) -> Result<(Vec<Change>, Option<Geometry>), HttpError> {
    let [_, _, zones, ..] = tables else { return Err(HttpError::NotFound) };
    let (coordinates, audience) = (Coordinates::of(&asked.headers, zones)?, asked.audience);
    let tables = tables.to_vec();
    // A thousand outlines to check: not on a thread that others' requests wait for.
    let read = move || {
        let draft = draft(&sent, &tables, coordinates, audience)?;
        let changes = drafted(&draft, &tables).map_err(unfit)?;
        let ground = draft.boundary.iter().chain(draft.zones.iter().map(|zone| &zone.geometry));
        Ok((changes, commune.and_then(|commune| commune.outside(ground))))
    };
    served.workers.run(read).await?
}

/// The news of a plan, and where it is.
fn created(committed: &Committed) -> Response {
    let id = committed.inserted.first().map_or(0, |id| id.0);
    let written = PlanWritten { id, revision: committed.revision.0 };
    let mut answer = (StatusCode::CREATED, wire::json(&written, "application/json")).into_response();
    if let Ok(place) = HeaderValue::try_from(format!("{}/{id}", crate::apps::planning::places::PLANS)) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    answer
}

fn draft(
    sent: &PlanSent,
    tables: &[Layer],
    coordinates: Coordinates,
    audience: Audience,
) -> Result<PlanDraft, HttpError> {
    let [_, boundaries, zones, _, lines, restrictions, projects] = tables else { return Err(HttpError::NotFound) };
    let drawn = |layer, feature: &Json| {
        let edit = Edit { layer, audience, coordinates, manner: Manner::New, stored: None };
        edit.change(feature)
    };
    let boundary = |shape: &Json| {
        let feature = json!({ "type": "Feature", "geometry": shape, "properties": {} });
        let shape = shaped(drawn(boundaries, &feature), "problem-zone-without-shape");
        shape.map(|(shape, _)| shape).map_err(|error| within("boundary", error))
    };
    let said = |name: &str, sent: &Option<String>| kept(name, sent.as_deref(), MOST_LINE);
    let text = |name: &str, sent: &str| Ok::<_, HttpError>(kept(name, Some(sent), MOST_LINE)?.unwrap_or_default());
    Ok(PlanDraft {
        boundary: sent.boundary.as_ref().map(boundary).transpose()?,
        boundary_code: None,
        population: None,
        zones: each("zones", &sent.zones, |part, feature| zone(part, drawn(zones, feature), zones))?,
        lines: each("lines", &sent.lines, |part, feature| line(part, drawn(lines, feature), lines))?,
        restrictions: each("restrictions", &sent.restrictions, |part, feature| {
            restriction(part, drawn(restrictions, feature), restrictions)
        })?,
        projects: each("projects", &sent.projects, |part, feature| project(part, drawn(projects, feature), projects))?,
        documents: documents(&sent.documents)?,
        code: text("code", &sent.code)?,
        info_code: None,
        name: text("name", &sent.name)?,
        kind: word("kind", sent.kind.as_deref(), PlanKind::ALL, PlanKind::as_str)?,
        level: word("level", sent.level.as_deref(), Level::ALL, Level::as_str)?,
        adjustment: word("adjustment", sent.adjustment.as_deref(), Adjustment::ALL, Adjustment::as_str)?,
        adjusts: sent.adjusts.map(FeatureId),
        replaces: sent.replaces.map(FeatureId),
        commune: said("commune", &sent.commune)?,
        office: text("office", &sent.office)?,
        issuer: said("issuer", &sent.issuer)?,
        published: sent.published.clone(),
        from: sent.from.clone(),
        until: sent.until.clone(),
        is_exclusive: sent.exclusive,
    })
}

/// Features of one kind as they were sent; what is wrong with one names it.
fn each<T>(
    kind: &str,
    features: &[Json],
    read: impl Fn(&str, &Json) -> Result<T, HttpError>,
) -> Result<Vec<T>, HttpError> {
    let one = |(number, feature): (usize, &Json)| {
        let part = format!("{kind}.{number}");
        read(&part, feature).map_err(|error| within(&part, error))
    };
    features.iter().enumerate().map(one).collect()
}

/// Findings name the part of the plan they are about.
fn within(part: &str, error: HttpError) -> HttpError {
    match error {
        HttpError::Invalid { findings } => {
            HttpError::Invalid { findings: findings.into_iter().map(|finding| finding.within(part)).collect() }
        }
        error => error,
    }
}

fn unfit(error: PlanDraftError) -> HttpError {
    HttpError::Unfit(match error {
        PlanDraftError::Missing { field } => Message::new("problem-plan-lacks").with("field", member(field)),
        PlanDraftError::NoDay { field, text } => {
            let text: String = text.chars().take(LONGEST_SAID).collect();
            Message::new("problem-plan-no-day").with("field", member(field)).with("text", text)
        }
        PlanDraftError::EndsFirst => Message::new("problem-plan-ends-first"),
        PlanDraftError::AdjustsNothing => Message::new("problem-plan-adjusts-nothing"),
        PlanDraftError::NoWidth { field, metres } => Message::new("problem-plan-width")
            .with("field", field)
            .with("metres", metres.to_string())
            .with("most", MOST_WIDTH.0.to_string()),
        PlanDraftError::NoPages { pages } => {
            Message::new("problem-plan-pages").with("pages", pages).with("most", MOST_PAGES)
        }
        PlanDraftError::NoNumber { field, number } => {
            Message::new("problem-plan-number").with("field", field).with("number", number.to_string())
        }
        PlanDraftError::NoTable { table } => {
            return HttpError::Internal { what: format!("the register has no table {table}") };
        }
    })
}

/// What a field of the register is called in what is sent.
fn member(field: &'static str) -> &'static str {
    match field {
        CODE_FIELD => "code",
        NAME_FIELD => "name",
        PUBLISHED_FIELD => "published",
        FROM_FIELD => "from",
        UNTIL_FIELD => "until",
        ISSUED_FIELD => "date",
        // Properties of features bear the names of their fields.
        field => field,
    }
}
