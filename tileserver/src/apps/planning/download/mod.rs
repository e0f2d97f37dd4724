//! `GET /v1/plans/{planId}/download`: a plan with all its zones in one file, so that nobody has to gather it bit by bit. It is written
//! while it is sent, a portion at a time, of one commit from the first to the last.

mod csv;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use planning::{PLAN_FIELD, PLANS, ZONES};
use spatial_core::layer::{Audience, Feature, FeatureId, LayerName, Value};
use spatial_core::query::{MAX_PAGE, Query};
use spatial_core::snapshot::{Found, World};

use crate::apps::planning::asked::Asked;
use crate::apps::planning::register::{PLAN_ID, missing};
use crate::apps::planning::wire::PlanEntry;
use crate::http::HttpError;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::features::geojson::{GEOJSON, GeoJsonWriter};
use crate::http::wire::features::schema::Features;
use crate::http::wire::features::sheet::FeatureSheet;
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Described, Domain, OneOf, Operation, Parameter, of, text};
use crate::text::Language;

/// Zones of a portion, and about how many bytes of them as text, as in pages of items.
const PORTION: usize = 200;
const PORTION_BYTES: usize = 1 << 20;
/// Who takes longer is cut off, as with pages of items.
const LONGEST: Duration = Duration::from_secs(900);
const CSV: &str = "text/csv; charset=utf-8";

/// What the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PlanForm {
    GeoJson,
    Csv,
}

static FORM: Parameter<OneOf<PlanForm>> = Parameter::query(
    "f",
    OneOf {
        words: &[("geojson", PlanForm::GeoJson), ("csv", PlanForm::Csv)],
        expected: "problem-expected-download-format",
    },
)
.about("api-parameter-download-f");

static PARAMETERS: &[&dyn Described] = &[&PLAN_ID, &FORM, &LANG];

const ANSWER: Answer =
    Answer::new(200, "api-answer-download", &[("application/geo+json", of::<Features>), ("text/csv", text)]);

/// The operation.
pub(super) const OPERATION: Operation = Operation::new("api-plan-download", ANSWER).takes(PARAMETERS).refuses(&[404]);

/// A plan that the reader sees, with the zones they see.
pub(super) async fn download(
    State(served): State<Arc<Served>>,
    Path(plan): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Asked,
) -> Result<Response, HttpError> {
    let form = asked.parameters.read(&FORM)?.unwrap_or(PlanForm::GeoJson);
    let world = served.world()?;
    let id = PLAN_ID.domain.read(&plan).ok_or(HttpError::NotFound)?;
    let plans = world.declared(&PLANS, asked.audience).ok_or_else(|| missing(id))?;
    let row = plans.find(id).ok_or_else(|| missing(id))?;
    let entry = PlanEntry::of(plans.layer(), &row, asked.audience);
    let _turn = served.turn(peer).await?;
    served
        .note_look(&asked.looker, (&world, plans.layer()), [id].into_iter(), || "download of a plan".to_owned())
        .await;
    let zones = world.declared(&ZONES, asked.audience).map(|zones| zones.layer().name.clone());
    let begun = begun(form, &entry, &world, asked.audience, asked.language);
    let file = Unfinished {
        until: Instant::now() + LONGEST,
        audience: asked.audience,
        language: asked.language,
        page: None,
        at: 0,
        after: None,
        is_first: true,
        is_done: false,
        served,
        world,
        zones,
        plan: id,
        form,
        asked: Arc::new(asked),
        peer,
    };
    // What goes wrong with the first portion is told as such.
    let (first, file) = file.more().await?;
    let begun = Bytes::from([begun.as_slice(), &first].concat());
    let body = match file.is_done {
        true => Body::from(begun),
        false => {
            let head = stream::once(async { Ok::<_, HttpError>(begun) });
            Body::from_stream(stream::StreamExt::chain(head, stream::try_unfold(file, Unfinished::next)))
        }
    };
    Ok(answer(body, form, id))
}

fn answer(body: Body, form: PlanForm, plan: FeatureId) -> Response {
    let (media, ending) = match form {
        PlanForm::GeoJson => (GEOJSON, "geojson"),
        PlanForm::Csv => (CSV, "csv"),
    };
    let mut response = wire::typed(body.into_response(), media);
    let name = HeaderValue::try_from(format!("attachment; filename=\"plan-{plan}.{ending}\""));
    response.headers_mut().extend(name.ok().map(|name| (header::CONTENT_DISPOSITION, name)));
    response
}

/// What stands before the first zone: the plan, whose data these are, and what they are good for.
fn begun(form: PlanForm, plan: &PlanEntry, world: &World, audience: Audience, language: Language) -> Vec<u8> {
    let zones = world.declared(&ZONES, audience).map(|zones| zones.layer());
    match form {
        PlanForm::Csv => zones.map(|zones| csv::head(zones, audience)).unwrap_or_default().into_bytes(),
        PlanForm::GeoJson => {
            let attribution = zones.map(|zones| zones.provenance.attribution.clone()).unwrap_or_default();
            let head = serde_json::json!({
                "type": "FeatureCollection",
                "plan": plan,
                "attribution": attribution,
                "terms": language.text("download-terms"),
                "data_revision": world.revision().0,
            });
            let mut text = head.to_string();
            text.pop();
            text.push_str(r#","features":["#);
            text.into_bytes()
        }
    }
}

/// A file that is being sent.
struct Unfinished {
    served: Arc<Served>,
    world: Arc<World>,
    /// The layer of zones, if the reader sees one.
    zones: Option<LayerName>,
    plan: FeatureId,
    form: PlanForm,
    audience: Audience,
    language: Language,
    asked: Arc<Asked>,
    peer: Peer,
    /// Zones that were found, and how many of them were written.
    page: Option<Arc<Found>>,
    at: usize,
    after: Option<FeatureId>,
    is_first: bool,
    is_done: bool,
    until: Instant,
}

impl Unfinished {
    /// The next portion, in its client's turn: one that waits for its reader has none.
    async fn next(self) -> Result<Option<(Bytes, Self)>, HttpError> {
        if self.is_done {
            return Ok(None);
        }
        let _turn = self.served.turns.go_on(self.peer.client).await;
        let (plan, until) = (self.plan, self.until);
        match self.more().await {
            Ok(_) if Instant::now() > until => Err(HttpError::TimedOut { seconds: LONGEST.as_secs() }),
            Ok((portion, file)) => Ok(Some((portion.into(), file))),
            Err(error) => {
                // The status has been sent: the client sees a connection that breaks, and the log says why.
                tracing::error!(%plan, error = &error as &dyn std::error::Error, "a download broke off");
                Err(error)
            }
        }
    }

    /// The next portion, once there is a processor for it; the last one ends the file.
    async fn more(mut self) -> Result<(Vec<u8>, Self), HttpError> {
        let bulk = Arc::clone(&self.served.bulk);
        let _bulk = bulk.acquire().await.ok();
        let Some(found) = self.found().await? else {
            self.is_done = true;
            return Ok((self.end(), self));
        };
        let places = self.at..found.len().min(self.at + PORTION);
        let read = self.world.read_found(&self.served.store, &found, places, PORTION_BYTES).await?;
        self.at += read.ids;
        let workers = Arc::clone(&self.served.workers);
        if self.at >= found.len() || read.ids == 0 {
            self.after = found.next_after(found.len());
            self.page = None;
            self.is_done = self.after.is_none();
        }
        workers
            .run(move || {
                let mut bytes = self.written(&found, &read.features);
                if self.is_done {
                    bytes.extend(self.end());
                }
                (bytes, self)
            })
            .await
    }

    /// The zones that are being written, a page of them after another; none if there are no more.
    async fn found(&mut self) -> Result<Option<Arc<Found>>, HttpError> {
        if let Some(page) = &self.page {
            return Ok(Some(Arc::clone(page)));
        }
        let Some(layer) = self.zones.clone() else { return Ok(None) };
        let plan = i64::try_from(self.plan.0).unwrap_or(i64::MAX);
        let query = Query {
            layer,
            audience: self.audience,
            within: None,
            equals: vec![(PLAN_FIELD.to_owned(), Value::Integer(plan))],
            after: self.after,
            limit: MAX_PAGE,
            most_bytes: usize::MAX,
        };
        let found = Arc::new(self.world.find(&self.served.store, &query).await?);
        if found.is_empty() {
            return Ok(None);
        }
        let zones = (&*self.world, &found.layer);
        self.served.note_look(&self.asked.looker, zones, found.ids(), || "download of a plan".to_owned()).await;
        self.page = Some(Arc::clone(&found));
        self.at = 0;
        Ok(Some(found))
    }

    fn written(&mut self, found: &Found, features: &[Feature]) -> Vec<u8> {
        match self.form {
            PlanForm::Csv => csv::lines(&found.layer, features, self.audience).into_bytes(),
            PlanForm::GeoJson => {
                let mut document = GeoJsonWriter::new(&found.layer, self.audience);
                if !std::mem::replace(&mut self.is_first, false) {
                    document.goes_on();
                }
                features.iter().for_each(|feature| document.next(feature, self.language));
                document.into_bytes()
            }
        }
    }

    fn end(&self) -> Vec<u8> {
        match self.form {
            PlanForm::Csv => Vec::new(),
            PlanForm::GeoJson => b"]}".to_vec(),
        }
    }
}
