//! Pages of lists: how many entries stand on one, and where the rest is.

use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::ogc::{DEFAULT_LIMIT, LIMIT, Link, query_text};
use crate::openapi::shared::Representation;

impl Inquiry {
    /// As many entries as were asked for, if the settings allow so many on a page.
    pub(crate) fn page_size(&self, served: &Served) -> Result<usize, HttpError> {
        let asked = self.parameters.read(&LIMIT)?.unwrap_or(DEFAULT_LIMIT);
        Ok(usize::try_from(asked.min(served.settings.limits.page_features)).unwrap_or(usize::MAX))
    }

    /// The page behind this one at an address, of a media type unless it is HTML: the same question, going on from elsewhere.
    pub(crate) fn next_page(&self, (here, media_type): (&str, &'static str), name: &str, value: String) -> Link {
        let media_type = if self.format == Representation::Html { "text/html" } else { media_type };
        let href = format!("{here}{}", query_text(self.parameters.with(name, value).iter()));
        Link::new("next", media_type, href).titled(self.language.text("page-next"))
    }
}
