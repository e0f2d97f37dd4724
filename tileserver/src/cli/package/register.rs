//! The plan register's tables in a store, as this command needs them.

use planning::{BOUNDARIES, DOCUMENTS, LINES, PLANS, RESTRICTIONS, TABLES, ZONES};
use spatial_core::crs::{Crs, Transform};
use spatial_core::layer::{DeclaredTable, FeatureId, Layer};
use spatial_core::store::{Store, StoreError};

use crate::cli::error::CliError;
use crate::cli::package::error::PackageError;
use crate::text::Language;

/// Titles of tables a store does not have yet.
const TITLES: [(&DeclaredTable, &str); 6] = [
    (&PLANS, "plans-title-register"),
    (&BOUNDARIES, "plans-title-boundaries"),
    (&ZONES, "plans-title-zones"),
    (&DOCUMENTS, "plans-title-documents"),
    (&LINES, "plans-title-lines"),
    (&RESTRICTIONS, "plans-title-restrictions"),
];

/// The tables `planning::drafted` writes to.
pub(super) struct RegisterTables {
    pub(super) plans: Layer,
    pub(super) boundaries: Layer,
    pub(super) zones: Layer,
    pub(super) documents: Layer,
    /// None of a register made before plans had lines.
    pub(super) lines: Option<Layer>,
    /// Likewise.
    pub(super) restrictions: Option<Layer>,
}

impl RegisterTables {
    /// The tables as a store has them; none if one is missing.
    pub(super) async fn there(store: &Store) -> Result<Option<Self>, StoreError> {
        let (_, layers) = store.layers().await?;
        let found = |table: &DeclaredTable| {
            let is_its =
                |layer: &&Layer| layer.subject.as_ref().is_some_and(|subject| subject.is(table.room, table.table));
            layers.iter().find(is_its).cloned()
        };
        let tables = (found(&PLANS), found(&BOUNDARIES), found(&ZONES), found(&DOCUMENTS));
        let (Some(plans), Some(boundaries), Some(zones), Some(documents)) = tables else { return Ok(None) };
        let (lines, restrictions) = (found(&LINES), found(&RESTRICTIONS));
        Ok(Some(Self { plans, boundaries, zones, documents, lines, restrictions }))
    }

    /// Those a draft is written to.
    pub(super) fn all(&self) -> impl Iterator<Item = &Layer> {
        [&self.plans, &self.boundaries, &self.zones, &self.documents].into_iter().chain(&self.lines)
    }

    /// Refuses a plan the register does not have.
    pub(super) async fn has(store: &Store, plan: FeatureId) -> Result<(), CliError> {
        let found = match Self::there(store).await? {
            Some(tables) => store.read(&tables.plans.name, &[plan], store.position().await?.revision).await?,
            None => Vec::new(),
        };
        if found.is_empty() { Err(PackageError::NoPlan { plan }.into()) } else { Ok(()) }
    }

    /// The tables, made where they are missing and completed where they lack fields; in this reference system, in which they have to be
    /// if they are there.
    pub(super) async fn made(store: &Store, crs: Crs, who: &str, why: &str) -> Result<Self, CliError> {
        if let Some(found) = Self::there(store).await? {
            let others = [Some(&found.zones), Some(&found.boundaries), found.lines.as_ref()];
            if let Some(other) = others.into_iter().flatten().find(|layer| layer.crs != crs) {
                return Err(PackageError::OtherCrs { found: crs, expected: other.crs }.into());
            }
        }
        let failed = |error: spatial_core::crs::CrsError| CliError::Import(importers::ImportError::Crs(error));
        let operation = Transform::new(crs, Crs::WGS84).map_err(failed)?.operation().clone();
        let title = |table: &DeclaredTable| {
            let known = TITLES.iter().find(|(known, _)| known.table == table.table);
            known.map_or_else(|| table.layer.to_owned(), |(_, id)| Language::default().text(id))
        };
        let layer = |table: &&DeclaredTable| {
            table.layer(crs, operation.clone(), &title(table)).expect("declared names fit the pattern")
        };
        let declared: Vec<Layer> = TABLES.iter().map(layer).collect();
        store.declare(&declared, who, why).await?;
        let there = Self::there(store).await?;
        Ok(there.expect("they were declared a moment ago"))
    }
}
