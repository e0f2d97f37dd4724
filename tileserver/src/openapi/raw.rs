//! Query parameters as they stand in an address: raw pairs, each name once unless it may be repeated. What nobody knows is an error that names it (OGC 17-069r4,
//! requirements 28 and 29).

use crate::openapi::domain::Domain;
use crate::openapi::error::ParameterError;
use crate::openapi::parameter::{Described, Location, MOST_REPEATED, Parameter};

/// Decoded pairs of a query string, each name once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    pairs: Vec<(String, String)>,
}

impl Parameters {
    /// Refuses repeated names: which of two boxes was meant, nobody can know.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Result<Self, ParameterError> {
        Self::with_repeated(pairs, &[])
    }

    /// The same but of those among the known that may be repeated.
    pub(crate) fn with_repeated(
        pairs: Vec<(String, String)>,
        known: &[&dyn Described],
    ) -> Result<Self, ParameterError> {
        let may_repeat =
            |name: &str| known.iter().any(|one| one.location() == Location::RepeatedQuery && one.name() == name);
        for (at, (name, _)) in pairs.iter().enumerate() {
            let before = pairs[..at].iter().filter(|(earlier, _)| earlier == name).count();
            if before >= MOST_REPEATED || (before > 0 && !may_repeat(name)) {
                return Err(ParameterError::Twice { name: name.clone() });
            }
        }
        Ok(Self { pairs })
    }

    /// All that was given for a parameter that may be repeated, read.
    pub(crate) fn all<D: Domain>(&self, parameter: &Parameter<D>) -> Result<Vec<D::Value>, ParameterError> {
        let given = self.pairs.iter().filter(|(name, _)| name == parameter.name);
        given.map(|(_, text)| parameter.read(text)).collect()
    }

    /// What was given for a parameter, read; `None` without it.
    pub(crate) fn read<D: Domain>(&self, parameter: &Parameter<D>) -> Result<Option<D::Value>, ParameterError> {
        self.value(parameter.name).map(|text| parameter.read(text)).transpose()
    }

    /// The text given under a name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Those that are none of these query parameters.
    pub(crate) fn others<'a>(&'a self, known: &'a [&dyn Described]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let is_known = |name| known.iter().any(|one| one.location().is_query() && one.name() == name);
        self.iter().filter(move |(name, _)| !is_known(*name))
    }

    /// Refuses all but these.
    pub(crate) fn only(&self, known: &[&dyn Described]) -> Result<(), ParameterError> {
        self.beside(known).map_or(Ok(()), |name| Err(ParameterError::unknown(&name)))
    }

    /// The first that is given and none of these.
    pub(crate) fn beside(&self, known: &[&dyn Described]) -> Option<String> {
        self.others(known).next().map(|(name, _)| name.to_owned())
    }

    /// The same question with one parameter changed.
    pub(crate) fn with(&self, name: &str, value: String) -> Self {
        let mut pairs = self.pairs.clone();
        pairs.retain(|(known, _)| known != name);
        pairs.push((name.to_owned(), value));
        Self { pairs }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
