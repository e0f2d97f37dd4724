//! What it means that something cannot be done with a file.

use spatial_core::message::Message;

use crate::apps::steward::places::IMPORT_ID;
use crate::http::HttpError;
use crate::imports::{MOST_KEPT, Refusal};

pub(super) fn refused(refusal: Refusal, id: &str) -> HttpError {
    let said = |code| Message::new(code).with("import", id.chars().take(IMPORT_ID.domain.longest).collect::<String>());
    match refusal {
        Refusal::Unknown => HttpError::Missing(said("problem-import-not-found")),
        Refusal::UnderWay => HttpError::OutOfTurn(said("problem-import-under-way")),
        Refusal::Done => HttpError::OutOfTurn(said("problem-import-done")),
        Refusal::CheckedAnew => HttpError::OutOfTurn(said("problem-import-checked-anew")),
        Refusal::Publishing => HttpError::OutOfTurn(said("problem-import-publishing")),
        Refusal::Unchecked => HttpError::OutOfTurn(said("problem-import-unchecked")),
        Refusal::Full => HttpError::OutOfTurn(said("problem-import-full").with("most", MOST_KEPT)),
        Refusal::NoRoom => HttpError::TooLarge(said("problem-import-no-room")),
    }
}
