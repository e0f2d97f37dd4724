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

use super::record::{Record, found};
use super::refusal::missing;
use crate::apps::network::codes::{Codes, name};
use crate::apps::network::places::SHUTDOWN_ID;
use crate::apps::network::seen::graph;
use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::request::extract::looker;
use crate::http::served::Served;
use crate::http::served::looks::Looker;
use crate::http::wire;
use crate::http::wire::features::csv::{BOM, cell};
use crate::openapi::Domain;
use crate::text::Language;

/// Sentences that head the columns: in Vietnamese with the English word beside, by which programs find them, too.
const HEADS: [&str; 9] = [
    "network-notices-code",
    "network-notices-meter",
    "network-notices-class",
    "network-notices-name",
    "network-notices-address",
    "network-notices-outage",
    "network-notices-from",
    "network-notices-to",
    "network-notices-revision",
];

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

/// For the authority's own people: it names customers.
pub(super) async fn notices(
    State(served): State<Arc<Served>>,
    Path((network, id)): Path<(String, String)>,
    language: Language,
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
        let customers = Customers { held: &seen, audience: reader.audience, language };
        let text = customers.sheet(&today.found, span, most)?;
        let file = file_name(language, record.text(CODE_FIELD), key);
        Ok::<_, HttpError>((text, file, ids(&today.found)))
    };
    let (text, file, ids) = served.workers.run(told).await??;
    if let Some(connections) = held.world().declared(&CONNECTIONS, reader.audience) {
        let about = || format!("{} customers of shutdown {key}", ids.len());
        served.note_look(&reader.looker, (held.world(), connections.layer()), ids.iter().copied(), about).await;
    }
    let mut answer = wire::typed(text.into_response(), "text/csv; charset=utf-8");
    let file = HeaderValue::try_from(format!("attachment; filename=\"{file}\""));
    answer.headers_mut().extend(file.ok().map(|file| (header::CONTENT_DISPOSITION, file)));
    Ok(answer)
}

/// The job's name in the file's: letters and digits that every system keeps.
fn file_name(language: Language, code: Option<&str>, key: FeatureId) -> String {
    let is_plain =
        |code: &&str| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let job = code.filter(is_plain).map_or_else(|| key.to_string(), str::to_owned);
    format!("{}-{job}.csv", language.text("network-notices-file"))
}

fn ids(found: &Isolation) -> Vec<FeatureId> {
    [found.segment.connections.as_slice(), &found.unintended.connections].concat()
}

/// Those who hang on the network, as far as an audience sees them.
struct Customers<'a> {
    held: &'a Held<Networks>,
    audience: Audience,
    language: Language,
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
        let mut out = BOM.to_owned();
        for (at, head) in HEADS.into_iter().enumerate() {
            out.push_str(if at > 0 { "," } else { "" });
            cell(&mut out, &self.language.text(head));
        }
        out.push_str("\r\n");
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
        cell(out, &line.code);
        for text in &line.rest {
            out.push(',');
            cell(out, text);
        }
        out.push(',');
        let outage = if line.is_unintended { "network-notices-unintended" } else { "network-notices-direct" };
        cell(out, &self.language.text(outage));
        let [from, to] = times;
        let _ = write!(out, ",{from},{to},{}\r\n", self.held.revision().0);
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
    fn a_file_is_named_after_the_job() {
        let name = |code| file_name(Language::Vi, code, FeatureId(7));
        assert_eq!(name(Some("20261130-1")), "ngung-cap-nuoc-20261130-1.csv");
        assert_eq!(name(Some("a\"b")), "ngung-cap-nuoc-7.csv");
        assert_eq!(file_name(Language::En, None, FeatureId(7)), "shutdown-7.csv");
    }

    #[test]
    fn times_are_those_of_vietnam() {
        assert_eq!(there("2026-11-30T01:00:00Z".parse().unwrap()), "2026-11-30T08:00:00+07:00");
    }
}
