//! A parameter: one value that is read from a request and described in the document.

use serde_json::{Value, json};

use crate::config::Limits;
use crate::openapi::domain::Domain;
use crate::openapi::error::ParameterError;
use crate::text::Language;

/// How often a parameter may be repeated: an address has eight kilobytes.
pub(crate) const MOST_REPEATED: usize = 1000;

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    /// Part of the path; always there.
    Path,
    /// Behind the question mark.
    Query,
    /// The same, as often as one likes.
    RepeatedQuery,
    /// The same, once, and refused without it.
    NeededQuery,
    /// A header that may be left out.
    Header,
    /// A header without which the request is refused.
    NeededHeader,
}

impl Location {
    /// True behind the question mark.
    pub(crate) fn is_query(self) -> bool {
        matches!(self, Self::Query | Self::RepeatedQuery | Self::NeededQuery)
    }
}

/// How it is called, where it stands, and what it may be.
#[derive(Debug)]
pub(crate) struct Parameter<D> {
    pub(crate) name: &'static str,
    location: Location,
    /// Id of the sentence about it.
    about: Option<&'static str>,
    pub(crate) domain: D,
}

impl<D> Parameter<D> {
    /// A part of the path.
    pub(crate) const fn path(name: &'static str, domain: D) -> Self {
        Self { name, location: Location::Path, about: None, domain }
    }

    /// One behind the question mark.
    pub(crate) const fn query(name: &'static str, domain: D) -> Self {
        Self { name, location: Location::Query, about: None, domain }
    }

    /// One behind the question mark that may stand there several times.
    pub(crate) const fn repeated_query(name: &'static str, domain: D) -> Self {
        Self { name, location: Location::RepeatedQuery, about: None, domain }
    }

    /// One behind the question mark that must be there.
    pub(crate) const fn needed_query(name: &'static str, domain: D) -> Self {
        Self { name, location: Location::NeededQuery, about: None, domain }
    }

    /// A header that may be left out.
    pub(crate) const fn header(name: &'static str, domain: D) -> Self {
        Self { name, location: Location::Header, about: None, domain }
    }

    /// A header that must be there.
    pub(crate) const fn needed_header(name: &'static str, domain: D) -> Self {
        Self { name, location: Location::NeededHeader, about: None, domain }
    }
}

impl<D: Copy> Parameter<D> {
    /// The same with a sentence about it.
    pub(crate) const fn about(self, sentence: &'static str) -> Self {
        Self { about: Some(sentence), ..self }
    }
}

impl<D: Domain> Parameter<D> {
    /// The value of a text.
    pub(crate) fn read(&self, text: &str) -> Result<D::Value, ParameterError> {
        self.domain.read(text).ok_or_else(|| self.refused(text))
    }

    /// What is said of a value that is not in the domain.
    pub(crate) fn refused(&self, text: &str) -> ParameterError {
        ParameterError::invalid(self.name, text, self.domain.expected())
    }
}

/// A parameter of whatever domain, as the document needs it.
pub(crate) trait Described: Sync + std::fmt::Debug {
    /// As it stands in a request.
    fn name(&self) -> &'static str;
    /// Where.
    fn location(&self) -> Location;
    /// Id of the sentence about it.
    fn sentence(&self) -> Option<&'static str>;
    /// What it may be, as a schema.
    fn schema(&self, limits: &Limits) -> Value;

    /// A Parameter Object (OpenAPI 3.0.3, §4.7.12).
    fn document(&self, limits: &Limits, language: Language) -> Value {
        let mut out = match self.location() {
            Location::Path => json!({ "in": "path", "required": true }),
            Location::Query => json!({ "in": "query", "style": "form", "explode": false }),
            Location::RepeatedQuery => json!({ "in": "query", "style": "form", "explode": true }),
            Location::NeededQuery => json!({ "in": "query", "required": true, "style": "form", "explode": false }),
            Location::Header => json!({ "in": "header", "required": false }),
            Location::NeededHeader => json!({ "in": "header", "required": true }),
        };
        out["name"] = self.name().into();
        out["schema"] = match self.location() {
            Location::RepeatedQuery => {
                json!({ "type": "array", "maxItems": MOST_REPEATED, "items": self.schema(limits) })
            }
            _ => self.schema(limits),
        };
        if let Some(sentence) = self.sentence() {
            out["description"] = language.text(sentence).into();
        }
        out
    }
}

impl<D: Domain + Sync + std::fmt::Debug> Described for Parameter<D> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn location(&self) -> Location {
        self.location
    }

    fn sentence(&self) -> Option<&'static str> {
        self.about
    }

    fn schema(&self, limits: &Limits) -> Value {
        self.domain.schema(limits)
    }
}
