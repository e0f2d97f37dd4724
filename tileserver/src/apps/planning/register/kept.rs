//! Texts that are sent with plans, steps and comments, as they are kept.

use spatial_core::layer::composed;
use spatial_core::message::Message;

use crate::http::HttpError;

/// Numbers of decisions, names of authorities and days are a line; so is all a plan says of itself and of what belongs to it.
pub(in crate::apps::planning) const MOST_LINE: usize = 300;

/// A text as it is kept. Letters that are none (a null, an escape) are refused: not every store takes them.
pub(in crate::apps::planning) fn kept(
    name: &str,
    sent: Option<&str>,
    most: usize,
) -> Result<Option<String>, HttpError> {
    let Some(text) = sent.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let is_strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if text.chars().count() > most || text.chars().any(is_strange) {
        return Err(HttpError::Unfit(Message::new("problem-plan-text").with("field", name).with("most", most)));
    }
    Ok(Some(composed(text).into_owned()))
}
