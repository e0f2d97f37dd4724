//! Where a database is: the address of the primary, and of standbys to read from. Passwords are never shown.

use std::fmt;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

use crate::store::StoreError;

/// `postgres://user@host:port/database`, as libpq reads it; what it leaves out comes from the environment (`PGHOST`, `PGPASSWORD` …).
#[derive(Clone)]
pub struct PostgisAddress {
    primary: Box<PgConnectOptions>,
    standbys: Vec<PgConnectOptions>,
}

impl PostgisAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// [`StoreError::NotAnAddress`] without repeating what was given: it may hold a password.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        Ok(Self { primary: Box::new(options(text)?), standbys: Vec::new() })
    }

    /// The same database, read from these standbys where they have come far enough.
    ///
    /// # Errors
    /// As [`PostgisAddress::parse`].
    pub fn read_from(self, urls: &[String]) -> Result<Self, StoreError> {
        let standbys = urls.iter().map(|url| options(url)).collect::<Result<_, _>>()?;
        Ok(Self { standbys, ..self })
    }

    /// True if the text means a database and not a file.
    pub fn is_meant(text: &str) -> bool {
        ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme))
    }

    pub(in crate::store::postgis) fn primary(&self) -> &PgConnectOptions {
        &self.primary
    }

    pub(in crate::store::postgis) fn standbys(&self) -> &[PgConnectOptions] {
        &self.standbys
    }
}

fn options(text: &str) -> Result<PgConnectOptions, StoreError> {
    PgConnectOptions::from_str(text).map_err(|_| StoreError::NotAnAddress)
}

/// `postgres://host:port/database`, without user and password.
impl fmt::Display for PostgisAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = match self.primary.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => format!("{}:{}", self.primary.get_host(), self.primary.get_port()),
        };
        write!(f, "postgres://{host}/{}", self.primary.get_database().unwrap_or_default())
    }
}

impl fmt::Debug for PostgisAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl PartialEq for PostgisAddress {
    fn eq(&self, other: &Self) -> bool {
        let key = |options: &PgConnectOptions| {
            (
                options.get_host().to_owned(),
                options.get_port(),
                options.get_username().to_owned(),
                options.get_database().map(str::to_owned),
            )
        };
        key(&self.primary) == key(&other.primary)
    }
}

impl Eq for PostgisAddress {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let address = PostgisAddress::parse("postgres://lan:geheim@db.example:5433/tinh").unwrap();
        assert_eq!(format!("{address} {address:?}").matches("db.example:5433/tinh").count(), 2);
        assert!(!format!("{address}{address:?}").contains("geheim"));
        let wrong = PostgisAddress::parse("postgres://lan:geheim@:x/").unwrap_err();
        assert!(!format!("{wrong}{wrong:?}").contains("geheim"));
    }
}
