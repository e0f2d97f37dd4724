//! Notices that the file changed: a connection of its own asks `PRAGMA data_version`, which reads no page.

use rusqlite::{Connection, TransactionBehavior};

use crate::layer::Position;
use crate::store::gpkg::books::feed::{self, Left};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::link::connection;
use crate::store::gpkg::link::home::Home;

/// What was last seen.
#[derive(Debug)]
pub(in crate::store::gpkg) struct FileWatch {
    connection: Connection,
    data_version: i64,
    reported: Position,
}

impl FileWatch {
    pub(in crate::store::gpkg) fn new(home: &Home) -> Result<Self, Fault> {
        let connection = connection::reading(home)?;
        let data_version = data_version(&connection)?;
        let reported = feed::position(&connection)?;
        Ok(Self { connection, data_version, reported })
    }

    /// `None` if nothing was committed since the last report; otherwise what is left to do.
    pub(in crate::store::gpkg) fn look(&mut self) -> Result<Option<Sighting>, Fault> {
        let data_version = data_version(&self.connection)?;
        if data_version == self.data_version {
            return Ok(None);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        let left = feed::left(&transaction)?;
        transaction.finish()?;
        Ok(Some(Sighting { data_version, left }))
    }

    /// Ends a look: the position, if it is not the one reported last.
    pub(in crate::store::gpkg) fn report(&mut self, seen: Sighting, position: Position) -> Option<Position> {
        self.data_version = seen.data_version;
        if position == self.reported {
            return None;
        }
        self.reported = position.clone();
        Some(position)
    }
}

/// What a look saw.
#[derive(Debug, Clone, Copy)]
pub(in crate::store::gpkg) struct Sighting {
    data_version: i64,
    pub(in crate::store::gpkg) left: Left,
}

fn data_version(connection: &Connection) -> Result<i64, Fault> {
    Ok(connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
}
