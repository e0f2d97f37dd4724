//! Single words of a line: what all commands read alike.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;
use importers::Encoding;
use spatial_core::message::{Message, Say};
use spatial_core::store::{PostgisAddress, StoreAddress};

/// A text encoding by its name.
pub(in crate::cli) fn encoding(name: &str) -> Result<Encoding, Message> {
    Encoding::parse(name).ok_or_else(|| Message::new("usage-encoding").with("name", name))
}

/// A store by its address.
pub(in crate::cli) fn store(text: &str) -> Result<StoreAddress, Message> {
    if PostgisAddress::is_meant(text) {
        return PostgisAddress::parse(text).map(StoreAddress::Postgis).map_err(|error| error.message());
    }
    let path = PathBuf::from(text);
    let is_gpkg = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gpkg"));
    if is_gpkg { Ok(StoreAddress::Gpkg(path)) } else { Err(Message::new("usage-store-kind").with("store", text)) }
}

/// A value that was typed.
pub(in crate::cli) fn text<'a>(given: &'a ArgMatches, name: &str) -> Option<&'a str> {
    given.get_one::<String>(name).map(String::as_str)
}

/// A path that was typed; not one that stands there by default.
pub(in crate::cli) fn path(given: &ArgMatches, name: &str) -> Option<PathBuf> {
    match given.value_source(name) {
        Some(ValueSource::DefaultValue) | None => None,
        Some(_) => given.get_one::<PathBuf>(name).cloned(),
    }
}
