//! A lasting link read back (from paper, from a signed file), and whether its answer is still the answer.

use std::sync::Arc;

use axum::extract::Query;
use axum::http::Uri;
use serde_json::Value as Json;

use super::{Address, PARCEL_PAGE};
use crate::apps::planning::extract::answered::{Answered, Found};
use crate::apps::planning::extract::day::{AS_OF, REVISION};
use crate::apps::planning::extract::form::{Asked, Form, LAYER};
use crate::http::HttpError;
use crate::http::handlers::parcels::KEY;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::openapi::{Domain, Parameters};

/// Where parcels' pages are, as it stands in an address.
const BEFORE_KEY: &str = "/thua/";

/// The question a lasting link asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::apps::planning) struct Lasting {
    address: Address,
    pub(in crate::apps::planning) day: String,
    pub(in crate::apps::planning) revision: u32,
}

/// How its answer stands to what is so now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::apps::planning) enum Since {
    /// The same would be said today of that day.
    Same,
    /// Something else would.
    Changed,
    /// The commit is no longer kept, so that nobody can tell.
    Forgotten,
    /// The key leads to no parcel any more.
    Gone,
}

impl Since {
    pub(in crate::apps::planning) fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Forgotten => "forgotten",
            Self::Gone => "gone",
        }
    }
}

impl Lasting {
    /// Reads one, with the address of the server that stands before it; `None` of any other address.
    pub(in crate::apps::planning) fn read(link: &str) -> Option<(&str, Self)> {
        let (base, rest) = link.split_once(BEFORE_KEY)?;
        let (key, query) = rest.split_once('?')?;
        // The key, read as the rest of the query is.
        let uri: Uri = format!("/?key={key}&{query}").parse().ok()?;
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).ok()?;
        let parameters = Parameters::new(pairs).ok()?;
        let key = parameters.value(KEY.name).filter(|key| !key.is_empty())?;
        let key = KEY.domain.read(key)?;
        let layer = parameters.read(&LAYER).ok()?;
        let (day, revision) = (parameters.read(&AS_OF).ok()??, parameters.read(&REVISION).ok()??);
        Some((base, Self { address: Address { key, layer }, day, revision }))
    }

    /// The parcel's key.
    pub(in crate::apps::planning) fn key(&self) -> &str {
        &self.address.key
    }

    /// The layer, if the key alone does not lead to the parcel.
    pub(in crate::apps::planning) fn layer(&self) -> Option<&str> {
        self.address.layer.as_deref()
    }

    /// The path of the page that says what the link said.
    pub(in crate::apps::planning) fn then(&self) -> String {
        let revision = self.revision.to_string();
        self.address.at(PARCEL_PAGE, &[("as_of", &self.day), ("revision", &revision)])
    }

    /// The path of the page that says what is so today.
    pub(in crate::apps::planning) fn now(&self) -> String {
        self.address.at(PARCEL_PAGE, &[])
    }

    /// Asks both, as whoever asks may see them.
    pub(in crate::apps::planning) async fn since(
        &self,
        served: &Arc<Served>,
        (who, peer): (&Inquiry, Peer),
    ) -> Result<Since, HttpError> {
        let then = match Found::of(served, self.key(), &self.asked(who, true)?, peer).await {
            Err(HttpError::Missing(_)) => return Ok(Since::Forgotten),
            Err(HttpError::ParcelNotFound { .. }) => return Ok(Since::Gone),
            then => then?,
        };
        let now = match Found::of(served, self.key(), &self.asked(who, false)?, peer).await {
            Err(HttpError::ParcelNotFound { .. }) => return Ok(Since::Gone),
            now => now?,
        };
        let is_same = said(&then.answered).is_some_and(|then| said(&now.answered) == Some(then));
        Ok(if is_same { Since::Same } else { Since::Changed })
    }

    fn asked(&self, who: &Inquiry, is_then: bool) -> Result<Asked, HttpError> {
        let mut pairs = vec![(AS_OF.name, self.day.clone())];
        pairs.extend(self.address.layer.clone().map(|layer| (LAYER.name, layer)));
        pairs.extend(is_then.then(|| (REVISION.name, self.revision.to_string())));
        let pairs = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let inquiry = Inquiry {
            parameters: Parameters::new(pairs)?,
            format: who.format,
            language: who.language,
            headers: who.headers.clone(),
            audience: who.audience,
            looker: who.looker.clone(),
        };
        Ok(Asked { form: Form::Json, inquiry })
    }
}

/// What is said of parcels, but for the commit it is of and the warnings that tell of it.
fn said(answered: &[Answered]) -> Option<Vec<Json>> {
    let one = |one: &Answered| {
        let mut told = serde_json::to_value(&one.told).ok()?;
        let members = told.as_object_mut()?;
        members.remove("data_revision");
        members.remove("warnings");
        Some(told)
    };
    answered.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lasting_link_is_read_back_as_it_was_written() {
        for (key, layer) in [("26506-12-45", None), ("LÔ/A1?\"+&=%", Some("lots"))] {
            let address = Address { key: key.to_owned(), layer: layer.map(str::to_owned) };
            let lasting = Lasting { address, day: "2026-03-02".to_owned(), revision: 8412 };
            let link = format!("https://bando.vn/gis{}", lasting.then());
            assert_eq!(Lasting::read(&link), Some(("https://bando.vn/gis", lasting.clone())), "{link}");
            assert!(!lasting.now().contains("revision"), "{}", lasting.now());
        }
    }

    #[test]
    fn what_is_no_lasting_link_is_none() {
        for other in [
            "",
            "/thua/1",
            "/thua/1?as_of=2026-03-02",
            "/thua/1?as_of=today&revision=1",
            "/thua/1?as_of=2026-03-02&revision=-1",
            "/thua/1?as_of=2026-03-02&revision=1&revision=2",
            "/thua/?as_of=2026-03-02&revision=1",
            "/thua/1?as_of=2026-03-02&revision=1\n",
            "https://bando.vn/plan/1?as_of=2026-03-02&revision=1",
        ] {
            assert_eq!(Lasting::read(other), None, "{other}");
        }
    }
}
