//! `POST /v1/plans`: a plan with its zones and documents, as a draft, in one commit.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use planning::{DocumentDraft, PlanDraft, PlanDraftError, ROOM, Register, TABLES, ZoneDraft, drafted};
use spatial_core::layer::{Audience, Change, Layer, Layout, composed};
use spatial_core::message::Message;
use spatial_core::store::Committed;

use super::wire::{PlanSent, PlanWritten};
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, declared, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::edit::{Coordinates, Edit, Manner};
use crate::text::Language;

/// Titles of the tables, in the order of `TABLES`, for a store that has none of them yet.
const TITLES: [&str; 3] = ["plans-title-register", "plans-title-zones", "plans-title-documents"];

/// For who holds `planning.draft` where the plan is.
pub(super) async fn create(
    State(served): State<Arc<Served>>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let sent: PlanSent = received(&served, &asked, body).await?;
    may(&asked, ROOM, super::MAY_DRAFT, sent.commune.as_deref())?;
    let titles = TITLES.map(|title| Language::default().text(title));
    let SubjectTables { layers, are_there } = declared(&served, TABLES, &titles)?;
    let door = layers.first().map(|plans| plans.door.clone()).ok_or(HttpError::NotFound)?;
    let desk = Desk::open(&served, editor, &asked.headers, door)?.awaiting::<Register>()?;
    let sent = Arc::new(sent);
    let mut drawn = changes(&served, &asked, Arc::clone(&sent), &layers).await?;
    let mut tables = layers;
    if !are_there {
        // A plan that is refused makes no register: that there is none says that nothing is known.
        desk.has_files(&tables, &drawn).await?;
        tables = desk.declare(&tables).await?;
        drawn = changes(&served, &asked, sent, &tables).await?;
    }
    desk.carry_out(tables.iter().map(Layout::of).collect(), drawn, created).await
}

/// What writes a plan into these tables, or all that is wrong with it.
async fn changes(
    served: &Served,
    asked: &Inquiry,
    sent: Arc<PlanSent>,
    tables: &[Layer],
) -> Result<Vec<Change>, HttpError> {
    let [plans, zones, documents] = tables else { return Err(HttpError::NotFound) };
    let (coordinates, audience) = (Coordinates::of(&asked.headers, zones)?, asked.audience);
    let tables = [plans, zones, documents].map(Layer::clone);
    // A thousand outlines to check: not on a thread that others' requests wait for.
    let read = move || {
        let [plans, zones, documents] = &tables;
        let draft = draft(&sent, zones, coordinates, audience)?;
        drafted(&draft, [plans, zones, documents]).map_err(|error| unfit(&error))
    };
    served.workers.run(read).await?
}

/// The news of a plan, and where it is.
fn created(committed: &Committed) -> Response {
    let id = committed.inserted.first().map_or(0, |id| id.0);
    let written = PlanWritten { id, revision: committed.revision.0 };
    let mut answer = (StatusCode::CREATED, wire::json(&written, "application/json")).into_response();
    if let Ok(place) = HeaderValue::try_from(format!("{}/{id}", super::PLANS)) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    answer
}

fn draft(sent: &PlanSent, zones: &Layer, coordinates: Coordinates, audience: Audience) -> Result<PlanDraft, HttpError> {
    let drawn = |(number, feature): (usize, &serde_json::Value)| {
        let edit = Edit { layer: zones, audience, coordinates, manner: Manner::New, stored: None };
        zone(edit.change(feature), zones).map_err(|error| within(number, error))
    };
    let text = |sent: &str| composed(sent).into_owned();
    Ok(PlanDraft {
        zones: sent.zones.iter().enumerate().map(drawn).collect::<Result<_, _>>()?,
        documents: sent
            .documents
            .iter()
            .map(|sent| DocumentDraft { name: text(&sent.name), asset: sent.asset.clone() })
            .collect(),
        code: text(&sent.code),
        name: text(&sent.name),
        kind: text(&sent.kind),
        commune: sent.commune.clone(),
        office: text(&sent.office),
    })
}

/// A zone as it was drawn: what it says of its plan and its state is not its author's to say.
fn zone(change: Result<Change, HttpError>, zones: &Layer) -> Result<ZoneDraft, HttpError> {
    let Change::Insert { geometry, values, .. } = change? else {
        return Err(HttpError::Internal { what: "a new zone that is no insert".to_owned() });
    };
    let text = |name: &str| zones.schema.text(&values, name).unwrap_or_default().to_owned();
    let (sign, function) = (text("ky_hieu"), text("chuc_nang"));
    let geometry = geometry.ok_or_else(|| HttpError::Unfit(Message::new("problem-zone-without-shape")))?;
    Ok(ZoneDraft { sign, function, geometry })
}

/// Findings name the zone they are about.
fn within(number: usize, error: HttpError) -> HttpError {
    match error {
        HttpError::Invalid { findings } => {
            let part = format!("zones.{number}");
            HttpError::Invalid { findings: findings.into_iter().map(|finding| finding.within(&part)).collect() }
        }
        error => error,
    }
}

fn unfit(error: &PlanDraftError) -> HttpError {
    let PlanDraftError::Missing { field } = error;
    HttpError::Unfit(Message::new("problem-plan-lacks").with("field", field))
}
