//! Declares series.

use std::sync::Arc;

use rusqlite::params;

use super::books;
use super::handle::SeriesFile;
use super::open::locked;
use crate::store::StoreError;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::link::off_thread::blocking;
use crate::store::series::Series;

impl SeriesFile {
    pub(in crate::store) async fn declare(&self, series: Series) -> Result<(), StoreError> {
        let shared = Arc::clone(&self.shared);
        blocking(move || {
            let declare = || -> Result<(), Fault> {
                let open = shared.home.made()?;
                locked(&open.writer).execute(
                    "INSERT INTO diaban_series (name, clearance, keep) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE \
                     SET clearance = excluded.clearance, keep = excluded.keep \
                     WHERE clearance <> excluded.clearance OR keep <> excluded.keep",
                    params![series.name.as_str(), series.clearance.to_string(), series.keep_seconds()],
                )?;
                Ok(())
            };
            declare().map_err(|fault| fault.said("declaring a series in", shared.home.path()))
        })
        .await
    }

    pub(in crate::store) async fn all(&self) -> Result<Vec<Series>, StoreError> {
        Ok(self.ask("listing the series of", |connection| Ok(books::all(connection)?)).await?.unwrap_or_default())
    }
}
