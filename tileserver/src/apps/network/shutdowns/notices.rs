//! `GET …/notices.csv`: whom a job takes water from, a line a customer, for those who tell them.
//!
//! Asked of the network as it is now, had the job turned no valve yet; each line names the commit it is true for.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use network::shutdown::{ShutdownAt, Span};
use network::{ADDRESS_FIELD, CLASS_FIELD, CODE_FIELD, CONNECTIONS, Isolation, METER_FIELD, NAME_FIELD, Networks};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::SHUTDOWN_ID;
use super::record::{Record, found};
use super::refusal::missing;
use crate::apps::network::codes::{Codes, name};
use crate::apps::network::seen::graph;
use crate::apps::planning::sheet::{BOM, csv_text};
use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::request::extract::looker;
use crate::http::served::Served;
use crate::http::served::looks::Looker;
use crate::http::wire;
use crate::openapi::Domain;
use crate::text::Language;

/// The same in every language: programs read it.
const HEAD: &str = "code,meter,class,name,address,outage,from,to,data_revision\r\n";

/// Who asks for a file.
pub(super) struct Reader {
    audience: Audience,
    looker: Looker,
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let audience = parts.extensions.get().map_or(Audience::ANONYMOUS, Identity::audience);
        Ok(Self { audience, looker: looker(&parts.extensions) })
    }
}

/// For the authority's own people: it names customers. Reading the language refuses parameters nobody knows.
pub(super) async fn notices(
    State(served): State<Arc<Served>>,
    Path((network, id)): Path<(String, String)>,
    _: Language,
    reader: Reader,
) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    let key = SHUTDOWN_ID.domain.read(&id).ok_or_else(|| missing(&network, &id))?;
    let row = found(&served, (&held, &network), (key, reader.audience)).await?;
    let (table, row) = row.ok_or_else(|| missing(&network, &id))?;
    if !reader.audience.is_staff() {
        return Err(HttpError::SignInNeeded);
    }
    let graph = graph(&held, &network, reader.audience)?;
    let (most, seen) = (served.most_bytes(), held.clone());
    let told = move || {
        let record = Record { layer: &table, row: &row };
        let today = record.today(Codes { network: &network, graph: &graph }).map_err(HttpError::OutOfTurn)?;
        let at = ShutdownAt { shutdowns: &table, row: &row, valves: &[] };
        let span = at.span(Timestamp::now());
        let customers = Customers { held: &seen, audience: reader.audience };
        let text = customers.sheet(&today.found, span, most)?;
        Ok::<_, HttpError>((text, ids(&today.found)))
    };
    let (text, ids) = served.workers.run(told).await??;
    if let Some(connections) = held.world().declared(&CONNECTIONS, reader.audience) {
        let about = || format!("{} customers of shutdown {key}", ids.len());
        served.note_look(&reader.looker, (held.world(), connections.layer()), ids.iter().copied(), about).await;
    }
    let mut answer = wire::typed(text.into_response(), "text/csv; charset=utf-8");
    let file = HeaderValue::try_from(format!("attachment; filename=\"shutdown-{key}.csv\""));
    answer.headers_mut().extend(file.ok().map(|file| (header::CONTENT_DISPOSITION, file)));
    Ok(answer)
}

fn ids(found: &Isolation) -> Vec<FeatureId> {
    [found.segment.connections.as_slice(), &found.unintended.connections].concat()
}

/// Those who hang on the network, as far as an audience sees them.
struct Customers<'a> {
    held: &'a Held<Networks>,
    audience: Audience,
}

/// A line before it is written; in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    is_unintended: bool,
    code: String,
    id: FeatureId,
    rest: [String; 4],
}

impl Customers<'_> {
    /// Those in what is isolated first, by code.
    fn sheet(&self, found: &Isolation, span: Option<Span>, most: usize) -> Result<String, HttpError> {
        let direct = found.segment.connections.iter().map(|&id| (id, false));
        let all = direct.chain(found.unintended.connections.iter().map(|&id| (id, true)));
        let mut lines: Vec<Line> = all.filter_map(|(id, is_unintended)| self.line(id, is_unintended)).collect();
        lines.sort_unstable();
        let [from, to] = [span.map(|span| span.from), span.and_then(|span| span.to)];
        let times = [from, to].map(|moment| moment.map(there).unwrap_or_default());
        let mut out = format!("{BOM}{HEAD}");
        for line in &lines {
            self.write(&mut out, line, &times);
            if out.len() > most {
                let message = Message::new("problem-shutdown-notices-large").with("most", most >> 20);
                return Err(HttpError::Unfit(message.with("count", lines.len())));
            }
        }
        Ok(out)
    }

    fn line(&self, id: FeatureId, is_unintended: bool) -> Option<Line> {
        let connections = self.held.world().declared(&CONNECTIONS, self.audience)?;
        let row = connections.find(id)?;
        let text = |field| {
            let at = connections.layer().schema.seen(field, self.audience)?;
            row.text(at).map(str::to_owned)
        };
        let rest = [METER_FIELD, CLASS_FIELD, NAME_FIELD, ADDRESS_FIELD].map(|field| text(field).unwrap_or_default());
        Some(Line { is_unintended, code: name(text(CODE_FIELD).as_deref(), id), id, rest })
    }

    fn write(&self, out: &mut String, line: &Line, times: &[String; 2]) {
        csv_text(out, &line.code);
        for cell in &line.rest {
            out.push(',');
            csv_text(out, cell);
        }
        let outage = if line.is_unintended { "unintended" } else { "direct" };
        let [from, to] = times;
        let _ = write!(out, ",{outage},{from},{to},{}\r\n", self.held.revision().0);
    }
}

/// A moment as clocks in Vietnam show it, with its offset.
fn there(moment: Timestamp) -> String {
    moment.to_zoned(TimeZone::fixed(offset(7))).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_vietnam() {
        assert_eq!(there("2026-11-30T01:00:00Z".parse().unwrap()), "2026-11-30T08:00:00+07:00");
    }
}
