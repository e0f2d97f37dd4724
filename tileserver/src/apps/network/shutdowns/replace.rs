//! A job takes the place of another one: that one is called off in the same commit, and what was shut for it is the new one's to open again.

use network::REMARK_FIELD;
use network::shutdown::{Occasion, ShutdownAt, ShutdownValve, replaced};
use spatial_core::layer::{Change, Feature, FeatureId, Layer};
use spatial_core::message::Message;

use super::record::{Record, Telling, found};
use super::refusal::{missing, refused};
use super::stored::valves_text;
use crate::http::HttpError;
use crate::http::desk::complete;
use crate::http::served::Served;

/// The job that is called off.
pub(super) struct Replaced {
    table: Layer,
    row: Feature,
}

impl Replaced {
    /// One of the same network, whole.
    pub(super) async fn of(served: &Served, telling: &Telling, id: FeatureId) -> Result<Self, HttpError> {
        let row = found(served, (&telling.held, &telling.network), (id, telling.audience)).await?;
        let (table, row) = row.ok_or_else(|| missing(&telling.network, &id.to_string()))?;
        complete(&[(&network::shutdown::SHUTDOWNS, &table)])?;
        Ok(Self { table, row })
    }

    fn record(&self) -> Record<'_> {
        Record { layer: &self.table, row: &self.row }
    }

    /// Its valves, as it left them so far.
    pub(super) fn valves(&self) -> Vec<ShutdownValve> {
        self.record().valves()
    }

    /// The change that calls it off, with a remark on which job took its place behind those that stand there.
    pub(super) fn change(&self, telling: &Telling, who: &str, code: &str) -> Result<Change, HttpError> {
        let valves = self.valves();
        let at = ShutdownAt { shutdowns: &self.table, row: &self.row, valves: &valves };
        let taken = telling.language.say(&Message::new("network-shutdown-replaced").with("code", code));
        let remark = match self.record().text(REMARK_FIELD) {
            Some(before) if !before.is_empty() => format!("{before}\n{taken}"),
            _ => taken,
        };
        let occasion = Occasion { who, now: telling.now, at: None, remark: Some(&remark) };
        replaced(&at, occasion, valves_text).map_err(|error| refused(&error))
    }
}

/// The valves of a job in the order they are driven to, with what another job did with them before; those that only the other one turned come last.
pub(super) fn crew(codes: impl Iterator<Item = String>, mut before: Vec<ShutdownValve>) -> Vec<ShutdownValve> {
    let mut crew = Vec::new();
    for code in codes {
        let known = before.iter().position(|valve| valve.code == code);
        crew.push(known.map_or_else(|| ShutdownValve::of(code), |at| before.remove(at)));
    }
    crew.extend(before.into_iter().filter(|valve| valve.is_left_closed().is_some()));
    crew
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_job_shut_stays_on_the_list_and_what_it_never_touched_does_not() {
        let shut =
            |code: &str| ShutdownValve { was_closed: Some(false), is_closed: Some(true), ..ShutdownValve::of(code) };
        let before = vec![shut("V1"), ShutdownValve::of("V2"), shut("V3")];
        let crew = crew(["V4", "V1"].map(str::to_owned).into_iter(), before);
        assert_eq!(crew, [ShutdownValve::of("V4"), shut("V1"), shut("V3")]);
    }
}
