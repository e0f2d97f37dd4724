//! `POST /v1/networks/{network}/readings`: readings are taken, each once however often it is sent, those of one sending in one commit.

use std::collections::HashSet;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{
    Moment, NotedReading, Outcome, READING_BOOKS, READINGS, Readings, SentReading, StandingReadings, counted, followed,
    noted_reading, settled,
};
use spatial_core::layer::{Change, Feature, Layer, Layout, Revision};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::store::{Committed, StoreError};

use super::asked::{may_read, meters_of, title};
use super::sent::{Named, ReadingsSent, no_photo};
use super::told::told;
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, complete, declared, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::text::clock;

/// How often a sending is tried while others come in before it: each time one of them was taken, so that so many phones may send at the same
/// moment.
const ATTEMPTS: usize = 32;

/// For who holds `network.read_meters`. What is refused, or asked about, is told for each reading; the others are taken.
pub(super) async fn send(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    may_read(&asked)?;
    let held = served.held::<Readings>(None).await?;
    meters_of(&held, &network, asked.audience)?;
    let sent: ReadingsSent = received(&served, &asked, body).await?;
    let received = clock::now();
    let now = Moment::parse(&received).ok_or_else(|| HttpError::Internal { what: format!("now is {received}") })?;
    let mut items = sent.items(&held, &network, now)?;
    have_photos(&served, &mut items).await?;
    let SubjectTables { mut layers, are_there } =
        declared(&served, &[&READINGS, &READING_BOOKS], &[&READINGS, &READING_BOOKS].map(title))?;
    let door = layers.first().map(|readings| readings.door.clone()).ok_or(HttpError::NotFound)?;
    let who = editor.who.name.to_string();
    let desk = Desk::open(&served, editor, &asked.headers, door)?.awaiting::<Readings>()?;
    if !are_there {
        layers = desk.declare(&layers).await?;
    }
    let [readings, books] = <[Layer; 2]>::try_from(layers).map_err(|_| HttpError::NotFound)?;
    complete(&[(&READINGS, &readings), (&READING_BOOKS, &books)])?;
    Sending { served: &served, desk: &desk, network: &network, readings, books, received, who }
        .carried_out(held, &items, &asked)
        .await
}

/// Refuses readings that name a photograph which is not there: it has to be put first.
async fn have_photos(served: &Served, items: &mut [Named]) -> Result<(), HttpError> {
    let mut there = HashSet::new();
    for named in items {
        let Ok(item) = &named.item else { continue };
        let Some(hash) = item.photo else { continue };
        let text = hash.to_string();
        if !there.contains(&text) && !served.store.has_asset(hash).await.map_err(HttpError::NotWritten)? {
            named.item = Err(no_photo(&text));
            continue;
        }
        there.insert(text);
    }
    Ok(())
}

/// One sending on its way into the store.
struct Sending<'a> {
    served: &'a Served,
    desk: &'a Desk,
    network: &'a str,
    readings: Layer,
    books: Layer,
    received: String,
    who: String,
}

impl Sending<'_> {
    /// Judges and commits, again if another sending came in between, and tells what became of each reading.
    async fn carried_out(
        &self,
        mut held: Held<Readings>,
        items: &[Named],
        asked: &Inquiry,
    ) -> Result<Response, HttpError> {
        let sent: Vec<SentReading> = items.iter().filter_map(|named| Some(named.item.as_ref().ok()?.reading)).collect();
        for _ in 0..ATTEMPTS {
            let found = settled(&sent, &StandingReadings::of(held.model(), held.world()));
            let told = |held: &Held<Readings>, committed: Option<&Committed>| {
                told(held, (self.network, items), (&found.outcomes, committed), asked.language)
            };
            if !found.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Taken(_))) {
                return Ok(told(&held, None));
            }
            let book = self.book(&held).await?;
            let changes = self.changes(items, &found, book.as_ref());
            let layouts = vec![Layout::of(&self.readings), Layout::of(&self.books)];
            // Where there is no book yet, nobody else may have begun one.
            let since = book.is_none().then(|| held.revision());
            match self.desk.commit_since(since, layouts, changes).await {
                Ok(committed) => {
                    let is_shown = self.desk.shows(&committed).await;
                    let mut response = told(&held, Some(&committed));
                    self.desk.tell(&mut response, &committed, is_shown);
                    return Ok(response);
                }
                Err(error) => held = self.held_after(error).await?,
            }
        }
        Err(HttpError::OutOfTurn(Message::new("problem-readings-crowded")))
    }

    /// Model and World with what came in between; the error itself if that is not why.
    async fn held_after(&self, error: StoreError) -> Result<Held<Readings>, HttpError> {
        let at: Option<Revision> = match error {
            StoreError::Conflict { ref layer, actual, .. } if *layer == self.books.name => actual,
            StoreError::Moved { actual, .. } => Some(actual),
            error => return Err(self.desk.refusal(error)),
        };
        self.served.held::<Readings>(at).await
    }

    /// The book of the network, as of the World.
    async fn book(&self, held: &Held<Readings>) -> Result<Option<Feature>, HttpError> {
        let Some(id) = held.model().book(self.network) else { return Ok(None) };
        Ok(held.world().whole_item(&self.served.store, &self.books.name, id).await?)
    }

    /// The readings that are taken first, in their order: their ids are told by it.
    fn changes(&self, items: &[Named], found: &network::Sending, book: Option<&Feature>) -> Vec<Change> {
        let understood = items.iter().filter_map(|named| named.item.as_ref().ok());
        let mut changes: Vec<Change> = understood
            .zip(&found.outcomes)
            .filter_map(|(item, outcome)| {
                let Outcome::Taken(judgement) = outcome else { return None };
                let photo = item.photo.map(|hash| hash.to_string());
                let noted = NotedReading {
                    network: self.network,
                    photo: photo.as_deref(),
                    remark: item.remark.as_deref(),
                    who: &self.who,
                    received: &self.received,
                };
                Some(noted_reading(&self.readings, &item.reading, judgement, &noted))
            })
            .collect();
        let taken = changes.len();
        changes.extend(found.follows.iter().flat_map(|follow| followed(&self.readings, follow)));
        changes.push(counted(&self.books, book, self.network, taken, &self.received));
        changes
    }
}
