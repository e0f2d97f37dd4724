//! What is open: the parts all clones of a store share, and how a question is asked of them.

use std::sync::{Arc, Mutex};

use sqlx::PgConnection;

use super::beside::series::listening::Listening;
use super::books::feed;
use super::fault::Fault;
use super::link::sources::{Freshness, Sources, soon};
use super::outside::tables::ReadOnly;
use super::outside::watch::Listener;
use crate::layer::Position;
use crate::store::StoreError;
use crate::store::reading::places::Places;

/// Features read for one question at a time.
pub(super) const BATCH: usize = 500;

/// An open database.
#[derive(Debug, Clone)]
pub struct PostgisStore {
    pub(super) shared: Arc<OpenStore>,
}

/// What all clones of a store and its stages share.
#[derive(Debug)]
pub(super) struct OpenStore {
    pub sources: Sources,
    pub places: Places,
    pub news: Listener,
    /// What was told last of how far things have come.
    pub reported: Mutex<Option<Position>>,
    pub read_only: ReadOnly,
    pub series: Listening,
    /// For messages: the address without user and password.
    pub place: String,
}

impl PostgisStore {
    pub(crate) async fn position(&self) -> Result<Position, StoreError> {
        let ask = async |connection: &mut PgConnection| soon(feed::position(connection)).await;
        let position = self.ask("asking the revision of", Freshness::Newest, ask).await?;
        self.shared.sources.saw(position.revision);
        Ok(position)
    }

    /// Asks within one read-only transaction that sees one moment of the store.
    pub(super) async fn ask<T>(
        &self,
        doing: &'static str,
        wanted: Freshness,
        question: impl AsyncFnOnce(&mut PgConnection) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let asked = async {
            let mut transaction = self.shared.sources.begin(wanted).await?;
            let answer = question(&mut transaction).await?;
            transaction.commit().await?;
            Ok(answer)
        };
        asked.await.map_err(|fault: Fault| fault.said(doing, &self.shared.place))
    }
}
