//! `/v1/search`: what people look for, in memory.

mod named;
mod under;

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;

/// What a text may mean and what bears such a name; or, with `at`, what lies under a place.
pub(crate) async fn search(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    match asked.parameters.value("at") {
        Some(_) => under::under(&served, &asked).await,
        None => named::named(&served, &asked).await,
    }
}
