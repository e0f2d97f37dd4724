//! Row `base`: an OpenStreetMap extract becomes the base map, and the largest tile of it.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use libdeflater::{CompressionLvl, Compressor};
use spatial_core::layer::Audience;
use spatial_core::snapshot::World;
use spatial_core::store::{Store, StoreAddress};
use spatial_core::tiles::{Encoder, LowZooms, MAX_GZIPPED, TileCoord};

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::process;

/// The extract that is measured; another one by `BENCH_OSM`.
const EXTRACT: &str = "../shared/data/osm/liechtenstein-2013-08-03.osm.pbf";
/// What the issue allows.
const MOST_S: f64 = 20.0;
const MOST_MB: f64 = 500.0;
/// Deepest zoom of which every tile is drawn.
const DEEPEST: u8 = 14;

/// Three figures: seconds, peak memory, the largest tile of zoom 0 to 14.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let file = std::env::var_os("BENCH_OSM").map_or_else(|| PathBuf::from(EXTRACT), PathBuf::from);
    ensure!(file.exists(), "{} is not there; BENCH_OSM names another extract", file.display());
    let store = data::folder()?.join("run-base.gpkg");
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", store.display()));
    }
    let cost =
        process::run(process::diaban()?.arg("import").arg(&file).arg("--into").arg(&store).args(["--kind", "base"]))?;
    let (largest, at, count) = data::runtime()?.block_on(largest_tile(store))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(vec![
        Figure::at_most(
            "base/import",
            format!("{name} → six layers of a .gpkg, all checks"),
            format!("{:.1} s wall, {:.1} s CPU", cost.wall_s, cost.cpu_s),
            cost.wall_s <= MOST_S,
            "≤ 20 s",
        ),
        Figure::at_most(
            "base/memory",
            "peak resident memory of that import".to_owned(),
            format!("{:.0} MB", cost.peak_mb),
            cost.peak_mb <= MOST_MB,
            "≤ 500 MB",
        ),
        Figure::at_most(
            "base/tile",
            format!("largest layer in one of its {count} tiles, z0–z14, gzipped"),
            format!("{} kB ({at})", largest / 1000),
            largest <= MAX_GZIPPED,
            "≤ 500 kB",
        ),
    ])
}

/// Gzipped bytes of the largest layer of any tile, where it is, and how many tiles there are.
async fn largest_tile(store: PathBuf) -> Result<(usize, String, usize)> {
    let store = Store::open(&StoreAddress::Gpkg(store), false).await?;
    let world = World::open(&store, None).await?;
    let layers: Vec<_> = world.layers(Audience::ANONYMOUS).collect();
    let mut encoder = Encoder::default();
    let mut gzip = Compressor::new(CompressionLvl::new(1).unwrap_or_default());
    let (mut largest, mut at, mut count) = (0, String::new(), 0);
    let mut ahead = vec![TileCoord::xyz(0, 0, 0)?];
    while let Some(coord) = ahead.pop() {
        count += 1;
        for layer in &layers {
            let bytes = encoder.encode([&***layer], coord, Audience::ANONYMOUS, LowZooms::Generalised).bytes;
            let mut packed = vec![0; gzip.gzip_compress_bound(bytes.len())];
            let size = gzip.gzip_compress(&bytes, &mut packed)?;
            if size > largest {
                (largest, at) = (size, format!("{} {coord}", layer.layer().name));
            }
        }
        if coord.z() < DEEPEST {
            for part in 0..4 {
                let below =
                    TileCoord::xyz(u32::from(coord.z()) + 1, 2 * coord.x() + part % 2, 2 * coord.y() + part / 2)?;
                if layers.iter().any(|layer| layer.bounds().intersects(&below.core())) {
                    ahead.push(below);
                }
            }
        }
    }
    Ok((largest, at, count))
}
