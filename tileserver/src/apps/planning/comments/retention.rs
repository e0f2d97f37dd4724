//! How long it is kept how authors of comments can be reached: some time after the consultation on their plan, as `[planning] contact_days` says.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use planning::comment::{COMMENTS, RECEIPT_FIELD, is_forgotten};
use planning::{CONSULT_UNTIL_FIELD, PLANS, Register};
use spatial_core::layer::FeatureId;
use spatial_core::models::Held;
use spatial_core::store::private::TokenDigest;

use super::receipt::digest_of;
use crate::http::HttpError;
use crate::http::served::Served;
use crate::text::clock;

/// Often enough for something that is counted in days.
const PERIOD: Duration = Duration::from_secs(3600);
/// Receipts looked for at a time.
const PORTION: usize = 500;

/// At the start and each hour, until the server is told to stop. What cannot be forgotten now is forgotten later.
pub(in crate::apps::planning) fn keep(served: Arc<Served>) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        let mut tick = tokio::time::interval(PERIOD);
        loop {
            tokio::select! {
                _ = tick.tick() => {}
                () = served.closed() => return,
            }
            // Who may not write leaves that to who may.
            if served.settings.is_read_only {
                continue;
            }
            // It waits for the register, which nobody brings up to date any more once the server stops.
            let done = tokio::select! {
                done = forgotten(&served) => done,
                () = served.closed() => return,
            };
            match done {
                Ok(0) => {}
                // How many, and never whom.
                Ok(contacts) => tracing::info!(contacts, "contacts of comments were forgotten: their time is over"),
                Err(error) => tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "contacts of comments could not be forgotten; it is tried again"
                ),
            }
        }
    })
}

/// Forgets contacts whose time is over; returns how many.
async fn forgotten(served: &Arc<Served>) -> Result<usize, HttpError> {
    let held = served.held::<Register>(None).await?;
    let days = served.settings.contact_days;
    let digests = served.workers.run(move || over(&held, &clock::today(), days)).await?;
    let private = served.store.private();
    let failed = |error| HttpError::Private(Arc::new(error));
    let mut count = 0;
    for digests in digests.chunks(PORTION) {
        for (receipt, _) in private.contacts(digests).await.map_err(failed)? {
            private.forget_contact(&receipt).await.map_err(failed)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Receipts of comments on plans whose consultation ended so long ago.
fn over(held: &Held<Register>, today: &str, days: u32) -> Vec<TokenDigest> {
    let world = held.world();
    let (Some(plans), Some(comments)) = (world.whole_declared(&PLANS), world.whole_declared(&COMMENTS)) else {
        return Vec::new();
    };
    let until = plans.layer().schema.position(CONSULT_UNTIL_FIELD);
    let receipt = comments.layer().schema.position(RECEIPT_FIELD);
    let mut found = Vec::new();
    for plan in plans.iter() {
        if !is_forgotten(until.and_then(|at| plan.text(at)), today, days) {
            continue;
        }
        let members = held.model().members(FeatureId(plan.id()));
        let rows = members.into_iter().flat_map(|members| members.comments()).filter_map(|id| comments.find(id));
        found.extend(rows.filter_map(|row| digest_of(row.text(receipt?)?)));
    }
    found
}
