//! `GET /v1/plans/{planId}/comments`: what was said on a plan, as far as its reader may see it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use planning::comment::{COMMENTS, RECEIPT_FIELD, is_open};
use planning::{COMMUNE_FIELD, CONSULT_FROM_FIELD, CONSULT_UNTIL_FIELD, MAY_APPRAISE, PLANS, Register, STATE_FIELD};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::models::Held;
use spatial_core::store::private::TokenDigest;

use super::receipt::digest_of;
use super::wire::{CommentEntry, CommentList, ContactTold};
use super::{AnswerClock, OfPlan, holds, may_answer, page as for_everybody};
use crate::apps::planning::places::PLANS as PLANS_PATH;
use crate::apps::planning::register::{PLAN_ID, missing};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::AFTER;
use crate::openapi::Domain;
use crate::openapi::shared::Representation;
use crate::text::clock;

/// A page of comments before contacts are put to them.
struct Page {
    list: CommentList,
    /// The comment behind which the next page begins.
    next: Option<u64>,
    /// Digests of the receipts of those of it whose contact the reader may know.
    receipts: HashMap<u64, TokenDigest>,
}

/// In order of id, page by page: all of them for who holds a power there, published ones for everybody.
pub(in crate::apps::planning) async fn comments(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let id = PLAN_ID.domain.read(&id).ok_or(HttpError::NotFound)?;
    let size = asked.page_size(&served)?;
    let from = asked.parameters.read(&AFTER)?.map_or(0, |FeatureId(after)| after.saturating_add(1));
    let (known, audience) = (held.clone(), asked.audience);
    let clock = AnswerClock { days: served.settings.answer_days, today: clock::today() };
    // A plan has thousands of comments to count: not on a thread that others' requests wait for.
    let page = served.workers.run(move || page(&known, id, (audience, &clock), (from, size))).await?;
    let Page { mut list, next, receipts } = page.ok_or_else(|| missing(id))?;
    note(&served, &held, &asked, &list).await;
    contacts(&served, &asked, &mut list, &receipts).await?;
    let here = format!("{}{PLANS_PATH}/{id}/comments", base_url(&asked.headers, &served.settings));
    list.links.extend(next.map(|id| asked.next_page((&here, "application/json"), AFTER.name, id.to_string())));
    // Who may answer is told more than everybody is.
    if asked.format == Representation::Html && list.counts.is_none() {
        return Ok(wire::negotiated(for_everybody::page(&list, asked.language)));
    }
    Ok(wire::document(&list, "application/json", &asked.language.text("page-plan-comments"), &asked))
}

/// So many comments from an id on; none if the reader does not see the plan.
fn page(
    held: &Held<Register>,
    id: FeatureId,
    (audience, clock): (Audience, &AnswerClock),
    (from, size): (u64, usize),
) -> Option<Page> {
    let plans = held.world().declared(&PLANS, audience)?;
    let plan = plans.find(id)?;
    let of_plan = |name: &str| plan.text(plans.layer().schema.seen(name, audience)?);
    let (commune, days) = (of_plan(COMMUNE_FIELD), [CONSULT_FROM_FIELD, CONSULT_UNTIL_FIELD].map(of_plan));
    let open = is_open(of_plan(STATE_FIELD).unwrap_or_default(), (days[0], days[1]), &clock.today).is_ok();
    let may_appraise = holds(audience, MAY_APPRAISE, commune);
    let comments = held.world().declared(&COMMENTS, audience);
    let members = held.model().members(id);
    let seen = || {
        let ids = members.into_iter().flat_map(|members| members.comments());
        ids.filter_map(|id| comments.and_then(|comments| Some((comments.layer(), comments.find(id)?))))
    };
    let mut rows = seen().filter(|(_, row)| row.id() >= from);
    let (mut entries, mut receipts) = (Vec::new(), HashMap::new());
    for (layer, row) in rows.by_ref().take(size) {
        let hash = layer.schema.seen(RECEIPT_FIELD, audience).and_then(|field| row.text(field));
        receipts.extend(hash.filter(|_| may_appraise).and_then(digest_of).map(|digest| (row.id(), digest)));
        entries.push(CommentEntry::of(layer, &row, audience).due(clock, may_answer(audience, commune)));
    }
    let next = rows.next().and(entries.last()).map(|last| last.id);
    let list = CommentList {
        revision: held.revision().0,
        plan: id.0,
        open,
        from: days[0].map(str::to_owned),
        until: days[1].map(str::to_owned),
        number_matched: seen().count(),
        counts: may_answer(audience, commune).then(|| OfPlan::read(held, id).counts),
        comments: entries,
        links: Vec::new(),
    };
    Some(Page { list, next, receipts })
}

/// What is told beyond what everybody sees is a look.
async fn note(served: &Served, held: &Held<Register>, asked: &Inquiry, list: &CommentList) {
    let Some(layer) = held.world().declared(&COMMENTS, asked.audience).map(|comments| comments.layer()) else { return };
    let shown = list.comments.iter().map(|comment| FeatureId(comment.id));
    served.note_look(&asked.looker, (held.world(), layer), shown, || format!("comments on plan {}", list.plan)).await;
}

/// Puts to comments how their authors can be reached. The look is in the audit log before anything is told.
async fn contacts(
    served: &Served,
    asked: &Inquiry,
    list: &mut CommentList,
    receipts: &HashMap<u64, TokenDigest>,
) -> Result<(), HttpError> {
    if receipts.is_empty() {
        return Ok(());
    }
    let digests: Vec<TokenDigest> = receipts.values().copied().collect();
    let found = served.store.private().contacts(&digests).await;
    let mut found: HashMap<TokenDigest, _> =
        found.map_err(|error| HttpError::Private(Arc::new(error)))?.into_iter().collect();
    for comment in &mut list.comments {
        let contact = receipts.get(&comment.id).and_then(|digest| found.remove(digest));
        comment.contact = contact.map(ContactTold::from);
    }
    let told: Vec<FeatureId> =
        list.comments.iter().filter(|comment| comment.contact.is_some()).map(|comment| FeatureId(comment.id)).collect();
    if let (false, Ok(name)) = (told.is_empty(), spatial_core::layer::LayerName::parse(COMMENTS.layer)) {
        let detail = || format!("{} contacts of comments on plan {}", told.len(), list.plan);
        served.note(&asked.looker, &name, &told, detail).await;
    }
    Ok(())
}
