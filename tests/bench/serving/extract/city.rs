//! The city of the rows about zoning: 200,000 parcels of the sample city, and its plan register, as `diaban sample` writes both.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use data_samples::{City, SampleLayer};
use planning::{PLANS, ZONES};
use spatial_core::store::{Store, StoreAddress};

use crate::rig::data;

/// Parcels; `BENCH_PARCELS` makes it smaller for trying the bench out.
const PARCELS: u32 = 200_000;

/// How many parcels.
pub(crate) fn parcels() -> u32 {
    data::parcels().min(PARCELS)
}

/// Writes it into a store that is empty.
pub(crate) async fn fill(store: &Store) -> Result<()> {
    let city = City::new(parcels(), data::SEED)?;
    data_samples::write_layers(store, &city, &SampleLayer::LAND, |_| {}).await?;
    data_samples::write_subjects(store, &city).await?;
    Ok(())
}

/// It in a GeoPackage.
pub(crate) fn store() -> Result<PathBuf> {
    let path = data::folder()?.join(format!("planned-city-{}.gpkg", parcels()));
    data::make(&path, |unfinished| {
        data::runtime()?
            .block_on(async { fill(&Store::open(&StoreAddress::Gpkg(unfinished.clone()), true).await?).await })
    })?;
    Ok(path)
}

/// What it holds, for the table.
pub(super) fn told() -> Result<String> {
    let address = StoreAddress::Gpkg(store()?);
    let (plans, zones) = data::runtime()?.block_on(async {
        let (_, layers) = Store::open(&address, false).await?.layers().await?;
        let count = |name: &str| {
            let layer = layers.iter().find(|layer| layer.name.as_str() == name);
            layer.map(|layer| layer.count).context("the register is there")
        };
        anyhow::Ok((count(PLANS.layer)?, count(ZONES.layer)?))
    })?;
    ensure!(plans > 0 && zones > 0, "{plans} plans, {zones} zones");
    Ok(format!("{} parcels, {plans} plans, {zones} zones", parcels()))
}
