//! The data the rows share, made once and kept in `target/bench-data`.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use data_samples::{City, SampleLayer};
use spatial_core::layer::Audience;
use spatial_core::snapshot::{LayerSnapshot, World};
use spatial_core::store::{Store, StoreAddress};

use crate::rig::process;

/// Parcels of the sample city and of the import file; the table says one million, smaller is for trying the bench out.
pub(crate) fn parcels() -> u32 {
    std::env::var("BENCH_PARCELS").ok().and_then(|text| text.parse().ok()).unwrap_or(City::MOST_PARCELS)
}

/// The seed of all bench data.
pub(crate) const SEED: u64 = 1;

/// `target/bench-data`, beside the folder of the release build.
pub(crate) fn folder() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program.parent().and_then(|profile| profile.parent()).context("the bench lies in target/dist")?;
    let folder = target.join("bench-data");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The sample city.
pub(crate) fn city() -> Result<City> {
    Ok(City::new(parcels(), SEED)?)
}

/// The sample city in a store, without buildings and networks.
pub(crate) fn city_store() -> Result<PathBuf> {
    let path = folder()?.join(format!("city-{}.gpkg", parcels()));
    make(&path, |unfinished| {
        let city = city()?;
        runtime()?.block_on(async {
            let store = Store::open(&StoreAddress::Gpkg(unfinished.clone()), true).await?;
            data_samples::write_layers(&store, &city, &SampleLayer::LAND, |_| {}).await?;
            anyhow::Ok(())
        })
    })?;
    Ok(path)
}

/// A sample city of so many parcels with all its layers, as the program under test makes it.
pub(crate) fn whole_city_store(parcels: u32) -> Result<PathBuf> {
    let path = folder()?.join(format!("whole-city-{parcels}.gpkg"));
    make(&path, |unfinished| {
        let parcels = parcels.to_string();
        process::run(process::diaban()?.args(["sample", "--parcels", &parcels, "--out"]).arg(unfinished))?;
        Ok(())
    })?;
    Ok(path)
}

/// The file of the import row: GeoJSON lines.
pub(crate) fn import_file() -> Result<PathBuf> {
    let path = folder()?.join(format!("import-{}.geojsonl", parcels()));
    make(&path, |unfinished| {
        let mut out = std::io::BufWriter::new(std::fs::File::create(unfinished)?);
        data_samples::bench::write(u64::from(parcels()), SEED, &mut out)?;
        Ok(out.flush()?)
    })?;
    Ok(path)
}

/// The same parcels as a Shapefile, made by `ogr2ogr`.
pub(crate) fn import_shapefile() -> Result<PathBuf> {
    let path = folder()?.join(format!("import-{}-shapefile", parcels()));
    let file = import_file()?;
    make(&path, |unfinished| {
        let _ = std::fs::remove_dir_all(unfinished);
        let mut ogr2ogr = std::process::Command::new("ogr2ogr");
        ogr2ogr.args(["-f", "ESRI Shapefile"]).arg(unfinished).arg(&file);
        process::run(ogr2ogr.args(["-nln", "parcels", "-lco", "ENCODING=UTF-8"]))?;
        Ok(())
    })?;
    Ok(path.join("parcels.shp"))
}

/// The import file in a store, put there by the program under test.
pub(crate) fn imported_store() -> Result<PathBuf> {
    let path = folder()?.join(format!("import-{}.gpkg", parcels()));
    let file = import_file()?;
    make(&path, |unfinished| {
        process::run(
            process::diaban()?
                .arg("import")
                .arg(&file)
                .arg("--into")
                .arg(unfinished)
                .args(["--layer", "parcels", "--kind", "parcel"]),
        )?;
        Ok(())
    })?;
    Ok(path)
}

/// The parcels of the sample city in memory.
pub(crate) fn city_parcels() -> Result<Arc<LayerSnapshot>> {
    let path = city_store()?;
    let cache = World::cache_path(&path);
    runtime()?.block_on(async {
        let store = Store::open(&StoreAddress::Gpkg(path), false).await?;
        let world = World::open(&store, Some(cache)).await?;
        let parcels = world.layer(&SampleLayer::Parcels.name(), Audience::ANONYMOUS).context("the city has parcels")?;
        Ok(Arc::clone(parcels))
    })
}

/// A runtime for the store's asynchronous door.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Makes a file under another name first, so that an interrupted run leaves nothing that looks finished.
pub(crate) fn make(path: &PathBuf, write: impl FnOnce(&PathBuf) -> Result<()>) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let unfinished = path.with_extension(format!("unfinished.{}", path.extension().unwrap_or_default().display()));
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", unfinished.display()));
    }
    eprintln!("  making {}", path.display());
    write(&unfinished)?;
    Ok(std::fs::rename(unfinished, path)?)
}
