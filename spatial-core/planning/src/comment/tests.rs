//! Comments from the day they come to the day everybody reads them, without a store.

use geo_types::Point;
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{Audience, Grant, Revision};

use super::*;

fn layer() -> Layer {
    COMMENTS.layer(Crs::Epsg(9218), Operation(String::new()), COMMENTS.layer).unwrap()
}

fn draft() -> CommentDraft {
    CommentDraft {
        plan: FeatureId(7),
        commune: Some("26506".to_owned()),
        text: "Đường này đi qua nhà tôi".to_owned(),
        kind: Some(CommentKind::Object),
        place: Some(Point::new(600_000.0, 1_140_000.0).into()),
        received: "2026-12-02".to_owned(),
        receipt: "ab".repeat(32),
    }
}

fn stored(change: Change) -> Feature {
    let (geometry, values) = match change {
        Change::Insert { geometry, values, .. } | Change::Update { geometry, values, .. } => (geometry, values),
        other => panic!("{other:?}"),
    };
    Feature { id: FeatureId(3), version: Revision(1), geometry, values }
}

fn answer(state: CommentState) -> AnswerDraft<'static> {
    AnswerDraft { text: "Đã ghi nhận", day: "2026-12-05", state, shown: None }
}

#[test]
fn a_comment_is_taken_while_its_plan_is_consulted_on_from_the_first_day_to_the_last() {
    let days = (Some("2026-12-01"), Some("2026-12-31"));
    let open = |today: &str| is_open("consultation", days, today);
    assert_eq!((open("2026-12-01"), open("2026-12-31")), (Ok(()), Ok(())));
    assert_eq!(open("2026-11-30"), Err(NotOpen::NotYet { from: "2026-12-01".to_owned() }));
    assert_eq!(open("2027-01-01"), Err(NotOpen::Over { until: "2026-12-31".to_owned() }));
    assert_eq!(is_open("consultation", (None, None), "2026-12-01"), Ok(()), "a register without these days");
    for state in PlanState::ALL.into_iter().filter(|state| *state != PlanState::Consultation) {
        let refused = is_open(state.as_str(), days, "2026-12-02");
        assert_eq!(refused, Err(NotOpen::NotConsulted { state: state.as_str().to_owned() }));
    }
}

#[test]
fn what_came_is_seen_by_who_holds_a_power_there_and_by_everybody_once_it_is_published() {
    let layer = layer();
    let holder = |grant: &str| Audience::of([Grant::Staff, Grant::parse(grant).unwrap()]);
    let seen = |comment: &Feature, audience| layer.shows(audience, &comment.values);
    let came = stored(handed_in(&layer, &draft()));
    assert!(seen(&came, holder("planning.draft@26506")) && seen(&came, holder("planning.appraise")));
    assert!(!seen(&came, holder("planning.draft@26507")) && !seen(&came, Audience::STAFF));
    assert!(!seen(&came, Audience::ANONYMOUS));
    for state in CommentState::ALL.iter().copied() {
        let comment = stored(answered(&layer, &came, answer(state), "consultation"));
        assert_eq!(seen(&comment, Audience::ANONYMOUS), state == CommentState::Published, "{state:?}");
        assert_eq!(comment.geometry, came.geometry, "its place stays");
        assert_eq!(layer.schema.text(&comment.values, TEXT_FIELD), Some("Đường này đi qua nhà tôi"));
    }
    let early = stored(answered(&layer, &came, answer(CommentState::Published), "appraisal"));
    assert!(!seen(&early, Audience::ANONYMOUS), "nobody sees its plan");
}

#[test]
fn what_is_taken_out_stays_with_staff_until_the_whole_is_shown_again() {
    let layer = layer();
    let came = stored(handed_in(&layer, &draft()));
    let said = |comment: &Feature, field: &str| layer.schema.text(&comment.values, field).map(str::to_owned);
    let shown = |comment: &Feature, shown| {
        let answer = AnswerDraft { shown, ..answer(CommentState::Published) };
        stored(answered(&layer, comment, answer, "consultation"))
    };
    let whole = "Đường này đi qua nhà tôi";
    let cut = shown(&came, Some("Đường này đi qua […]"));
    assert_eq!(said(&cut, TEXT_FIELD).as_deref(), Some("Đường này đi qua […]"));
    assert_eq!((said(&cut, ORIGINAL_FIELD).as_deref(), original(&layer, &cut)), (Some(whole), whole));
    assert!(layer.schema.seen(ORIGINAL_FIELD, Audience::ANONYMOUS).is_none());
    let kept = shown(&cut, None);
    assert_eq!((said(&kept, TEXT_FIELD), original(&layer, &kept)), (said(&cut, TEXT_FIELD), whole));
    let again = shown(&kept, Some(whole));
    assert_eq!((said(&again, TEXT_FIELD).as_deref(), said(&again, ORIGINAL_FIELD)), (Some(whole), None));
}

#[test]
fn a_receipt_is_no_public_matter() {
    assert!(layer().schema.seen(RECEIPT_FIELD, Audience::ANONYMOUS).is_none());
}

#[test]
fn published_comments_go_where_their_plan_goes() {
    let layer = layer();
    let said = |state| match following(&layer, vec![FeatureId(9), FeatureId(3)], state) {
        Some(Change::Assign { ids, value, .. }) => {
            assert_eq!(ids, [FeatureId(3), FeatureId(9)]);
            value
        }
        other => panic!("{other:?}"),
    };
    for state in [PlanState::Draft, PlanState::Appraisal, PlanState::Approved] {
        assert_eq!(said(state), Value::text(STAFF), "{state:?}");
    }
    for state in [PlanState::Consultation, PlanState::Published, PlanState::Annulled] {
        assert_eq!(said(state), Value::text(PUBLIC), "{state:?}");
    }
    assert_eq!(following(&layer, Vec::new(), PlanState::Draft), None);
}

#[test]
fn a_plan_is_appraised_once_every_comment_has_its_answer() {
    assert_eq!(is_settled(Step::Appraise, 2), Err(Unanswered { count: 2 }));
    assert_eq!((is_settled(Step::Appraise, 0), is_settled(Step::Return, 2)), (Ok(()), Ok(())));
}
