//! What is sent to say something on a plan or to answer it, and what is told of it.

use planning::comment::{
    ANSWER_FIELD, ANSWERED_FIELD, CommentKind, CommentState, MOST_LETTERS, ORIGINAL_FIELD, RECEIVED_FIELD, TEXT_FIELD,
};
use planning::{KIND_FIELD, STATE_FIELD};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spatial_core::crs::from_drawing;
use spatial_core::layer::{Audience, Layer};
use spatial_core::message::Message;
use spatial_core::snapshot::FeatureRef;
use spatial_core::store::private::Contact;

use super::AnswerClock;
use crate::apps::planning::register::kept;
use crate::http::HttpError;
use crate::ogc::Link;

/// Passages that are taken out of one comment; who takes out more rejects it.
const MOST_PASSAGES: usize = 50;

/// A name, a number or an address is a line.
const MOST_LINE: usize = 200;

/// `POST /v1/plans/{planId}/comments`: what somebody says.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::apps::planning) struct CommentSent {
    /// At most 4,000 letters.
    text: String,
    /// `agree`, `object`, `propose`, `mistake`, `question`.
    #[serde(default)]
    kind: Option<String>,
    /// The place it is about.
    #[serde(default)]
    pub(super) place: Option<PlaceSent>,
    /// How its author can be reached; never public.
    #[serde(default)]
    contact: Option<ContactSent>,
}

/// A place in degrees (WGS 84).
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceSent {
    pub(super) lon: f64,
    pub(super) lat: f64,
}

/// How somebody can be reached: in parts, or as one line.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum ContactSent {
    /// Whatever says it.
    Line(String),
    /// Name, telephone, address.
    Parts(ContactParts),
}

/// How somebody can be reached.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ContactParts {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    email: Option<String>,
}

impl std::fmt::Debug for ContactSent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactSent(…)")
    }
}

impl CommentSent {
    /// What is said, as it is kept.
    pub(super) fn text(&self) -> Result<String, HttpError> {
        let text = kept("text", Some(&self.text), MOST_LETTERS)?;
        text.ok_or_else(|| HttpError::Unfit(Message::new("problem-comment-empty").with("member", "text")))
    }

    /// What kind of comment it is.
    pub(super) fn kind(&self) -> Result<Option<CommentKind>, HttpError> {
        let Some(sent) = self.kind.as_deref() else { return Ok(None) };
        CommentKind::parse(sent).map(Some).ok_or_else(|| {
            let words = CommentKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
            HttpError::Unfit(Message::new("problem-comment-kind").with("words", words))
        })
    }

    /// How its author can be reached; none if nothing is said of it.
    pub(super) fn contact(&self) -> Result<Option<Contact>, HttpError> {
        let line = |name, text: Option<&str>| kept(name, text, MOST_LINE);
        let contact = match &self.contact {
            None => return Ok(None),
            Some(ContactSent::Line(text)) => {
                // As one line it may be any of the three, and staff read it.
                Contact { name: line("contact", Some(text))?, ..Contact::default() }
            }
            Some(ContactSent::Parts(ContactParts { name, phone, email })) => Contact {
                name: line("contact.name", name.as_deref())?,
                phone: line("contact.phone", phone.as_deref())?,
                email: line("contact.email", email.as_deref())?,
            },
        };
        Ok(Some(contact).filter(|contact| *contact != Contact::default()))
    }
}

/// The news that a comment was taken in.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning) struct CommentTaken {
    /// Its number and a secret: with it the answer is asked for at `/v1/comments/{receipt}`. It is shown once.
    pub(super) receipt: String,
    pub(super) plan: u64,
    /// The day it came.
    pub(super) received: String,
}

/// `POST /v1/plans/{planId}/comments/{commentId}/answer`: an answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::apps::planning) struct AnswerSent {
    /// At most 4,000 letters.
    answer: String,
    /// Whether everybody may read comment and answer.
    #[serde(default)]
    publish: bool,
    /// Whether the comment is rejected: the answer says why.
    #[serde(default)]
    reject: bool,
    /// Passages of the comment that nobody but staff and its author is to read, letter by letter: `[…]` stands in their place. None: as it
    /// was; an empty list: the whole text again.
    #[serde(default)]
    redact: Option<Vec<String>>,
}

impl AnswerSent {
    /// The answer as it is kept.
    pub(super) fn text(&self) -> Result<String, HttpError> {
        let text = kept("answer", Some(&self.answer), MOST_LETTERS)?;
        text.ok_or_else(|| HttpError::Unfit(Message::new("problem-comment-empty").with("member", "answer")))
    }

    /// What is taken out of the comment, if anything is said of it.
    pub(super) fn passages(&self) -> Result<Option<Vec<String>>, HttpError> {
        let Some(sent) = &self.redact else { return Ok(None) };
        if sent.len() > MOST_PASSAGES {
            let message = Message::new("problem-comment-passages").with("most", MOST_PASSAGES);
            return Err(HttpError::Unfit(message));
        }
        let passage = |text: &String| {
            let kept = kept("redact", Some(text), MOST_LETTERS)?;
            kept.ok_or_else(|| HttpError::Unfit(Message::new("problem-comment-empty").with("member", "redact")))
        };
        sent.iter().map(passage).collect::<Result<_, _>>().map(Some)
    }

    /// Where the comment stands then.
    pub(super) fn state(&self) -> Result<CommentState, HttpError> {
        match (self.publish, self.reject) {
            (true, true) => Err(HttpError::Unfit(Message::new("problem-comment-both"))),
            (true, false) => Ok(CommentState::Published),
            (false, true) => Ok(CommentState::Rejected),
            (false, false) => Ok(CommentState::Answered),
        }
    }
}

/// The news that a comment was answered.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning) struct AnswerWritten {
    pub(super) id: u64,
    pub(super) plan: u64,
    pub(super) state: &'static str,
    pub(super) revision: u64,
}

/// `GET /v1/comments/{receipt}`: what came of a comment.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning) struct CommentStatus {
    plan: Option<u64>,
    /// `received`, `answered`, `published`, `rejected`.
    state: Option<String>,
    /// What was said.
    text: Option<String>,
    /// The day it came.
    received: Option<String>,
    /// The day by which it must be answered; none once it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// What it was answered.
    answer: Option<String>,
    /// The day of the answer.
    answered: Option<String>,
}

impl CommentStatus {
    /// For who has the receipt: all but what is for staff, and the whole of what they said.
    pub(super) fn of(layer: &Layer, row: &FeatureRef<'_>, clock: &AnswerClock) -> Self {
        let seen = |name: &str| layer.schema.seen(name, Audience::ANONYMOUS);
        let text = |name: &str| row.text(seen(name)?).map(str::to_owned);
        let original =
            layer.schema.position(ORIGINAL_FIELD).and_then(|at| row.text(at)).filter(|text| !text.is_empty());
        Self {
            plan: seen(planning::PLAN_FIELD).and_then(|at| row.reference(at)).map(|id| id.0),
            state: text(STATE_FIELD),
            text: original.map(str::to_owned).or_else(|| text(TEXT_FIELD)),
            due: clock.of(text(STATE_FIELD).as_deref(), text(RECEIVED_FIELD).as_deref()).map(|(due, _)| due),
            received: text(RECEIVED_FIELD),
            answer: text(ANSWER_FIELD),
            answered: text(ANSWERED_FIELD),
        }
    }
}

/// `GET /v1/plans/{planId}/comments`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::apps::planning) struct CommentList {
    /// The commit it is true for.
    pub(super) revision: u64,
    pub(super) plan: u64,
    /// Whether something can be said on the plan today.
    pub(super) open: bool,
    /// The first day on which something could be said.
    pub(super) from: Option<String>,
    /// The last.
    pub(super) until: Option<String>,
    /// How many the reader may see.
    pub(super) number_matched: usize,
    /// How many stand where, for who may answer them: what remains to be done before the plan is appraised, and what the report of the
    /// consultation says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) counts: Option<CommentCounts>,
    /// In the order in which they came.
    pub(super) comments: Vec<CommentEntry>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// How many comments stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::apps::planning) struct CommentCounts {
    pub(super) received: usize,
    pub(super) answered: usize,
    pub(super) published: usize,
    pub(super) rejected: usize,
}

/// One comment.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning) struct CommentEntry {
    pub(super) id: u64,
    pub(super) text: Option<String>,
    /// The whole text, for staff, if passages were taken out of the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<String>,
    /// `agree`, `object`, `propose`, `mistake`, `question`.
    kind: Option<String>,
    /// `received`, `answered`, `published`, `rejected`.
    state: Option<String>,
    /// The place it is about, in degrees: longitude, latitude.
    place: Option<[f64; 2]>,
    /// The day it came.
    pub(super) received: Option<String>,
    /// What it was answered.
    pub(super) answer: Option<String>,
    /// The day of the answer.
    answered: Option<String>,
    /// The day by which it must be answered, for who may answer it; none once it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// True if that day is over.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    overdue: bool,
    /// How its author can be reached, for who holds `planning.appraise` there; every look is in the audit log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contact: Option<ContactTold>,
}

/// How somebody can be reached.
#[derive(Serialize, JsonSchema)]
pub(super) struct ContactTold {
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

impl std::fmt::Debug for ContactTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactTold(…)")
    }
}

impl From<Contact> for ContactTold {
    fn from(Contact { name, phone, email }: Contact) -> Self {
        Self { name, phone, email }
    }
}

impl CommentEntry {
    /// A row of the table, with the fields an audience may see.
    pub(super) fn of(layer: &Layer, row: &FeatureRef<'_>, audience: Audience) -> Self {
        let text = |name: &str| row.text(layer.schema.seen(name, audience)?).map(str::to_owned);
        // To a centimetre: nobody pointed more exactly.
        let place = |point: [u32; 2]| {
            let (lon, lat) = from_drawing(point);
            [lon, lat].map(|degrees| (degrees * 1e7).round() / 1e7)
        };
        Self {
            id: row.id(),
            text: text(TEXT_FIELD),
            original: text(ORIGINAL_FIELD).filter(|text| !text.is_empty()),
            kind: text(KIND_FIELD),
            state: text(STATE_FIELD),
            place: row.points().first().copied().map(place),
            received: text(RECEIVED_FIELD),
            answer: text(ANSWER_FIELD),
            answered: text(ANSWERED_FIELD),
            due: None,
            overdue: false,
            contact: None,
        }
    }

    /// The same with the day by which it must be answered, for who may answer it.
    pub(super) fn due(self, clock: &AnswerClock, may_answer: bool) -> Self {
        let due = clock.of(self.state.as_deref(), self.received.as_deref()).filter(|_| may_answer);
        let overdue = due.as_ref().is_some_and(|(_, is_overdue)| *is_overdue);
        Self { due: due.map(|(due, _)| due), overdue, ..self }
    }
}
