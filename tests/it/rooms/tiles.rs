//! Every tile of real data that nobody of this project wrote: decoded by another decoder, complete at zoom 16.

use std::collections::{BTreeMap, BTreeSet};

use fast_mvt::MvtReaderRef;
use spatial_core::layer::{Audience, LayerName};
use spatial_core::snapshot::{FeatureRef, LayerSnapshot, Shape, World};
use spatial_core::store::{Store, StoreAddress};
use spatial_core::tiles::{LowZooms, MAX_GZIPPED, Tile, TileCoord, encode};

/// A city: parcels, zones, lines and points.
const CAMBRIDGE: &[(&str, &str)] = &[
    ("parcels", "cambridge-ma/ASSESSING_ParcelsFY2014.topojson.gz"),
    ("zoning", "cambridge-ma/CDD_ZoningDistricts.geojson.gz"),
    ("streets", "cambridge-ma/TRANS_Centerlines.geojson.gz"),
    ("hydrants", "cambridge-ma/INFRA_Hydrants.geojson.gz"),
];
/// Two provinces and their 292 wards: shapes of up to tens of thousands of vertices.
const PROVINCES: &[(&str, &str)] = &[("wards", "vn-admin/hcm-lamdong-wards.geojsonl.gz")];
/// Threads that share the tiles of a zoom.
const THREADS: usize = 2;

/// The data set as imported; `None` where the data is absent.
async fn imported(test: &str, files: &[(&str, &str)]) -> anyhow::Result<Option<World>> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&StoreAddress::Gpkg(folder.path().join("real.gpkg")), true).await?;
    for (layer, file) in files {
        let Some(path) = system_tests::shared(test, &format!("data/{file}")) else { return Ok(None) };
        let request = importers::ImportRequest::new(vec![path], LayerName::parse(layer)?);
        importers::import(&store, request, &|_| {}, &importers::Cancel::default()).await?;
    }
    Ok(Some(World::read(&store).await?))
}

fn layers(world: &World) -> Vec<&LayerSnapshot> {
    world.layers(Audience::ANONYMOUS).map(AsRef::as_ref).collect()
}

/// All tiles of a zoom that meet the layers.
fn tiles_of(layers: &[&LayerSnapshot], zoom: u8) -> Vec<TileCoord> {
    let mut around = layers[0].bounds();
    layers.iter().for_each(|layer| around.merge(&layer.bounds()));
    let (first, last) = (TileCoord::at(zoom, around.min), TileCoord::at(zoom, around.max));
    let columns = first.x()..=last.x();
    columns
        .flat_map(|x| (first.y()..=last.y()).map(move |y| TileCoord::xyz(zoom.into(), x, y).expect("inside the grid")))
        .collect()
}

/// Ids by layer name, after the whole tile was decoded.
fn decoded_ids(tile: &Tile) -> anyhow::Result<BTreeMap<String, Vec<u64>>> {
    let mut all = BTreeMap::new();
    for layer in MvtReaderRef::new(&tile.bytes)?.layers() {
        let mut ids = Vec::new();
        for feature in layer.features() {
            feature.geometry()?;
            feature.properties_vec()?;
            ids.extend(feature.id());
        }
        assert!(all.insert(layer.name().to_owned(), ids).is_none(), "each layer once");
    }
    Ok(all)
}

/// The ids of each layer that some tile of the zoom carries.
fn ids_at(layers: &[&LayerSnapshot], zoom: u8) -> anyhow::Result<BTreeMap<String, BTreeSet<u64>>> {
    let tiles = tiles_of(layers, zoom);
    let mut seen: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let found: Vec<anyhow::Result<_>> = std::thread::scope(|scope| {
        let shares: Vec<_> = (0..THREADS)
            .map(|share| {
                let tiles = tiles.iter().skip(share).step_by(THREADS);
                scope.spawn(move || ids_of(layers, tiles.copied()))
            })
            .collect();
        shares.into_iter().map(|share| share.join().expect("no tile panics")).collect()
    });
    for share in found {
        for (name, ids) in share? {
            seen.entry(name).or_default().extend(ids);
        }
    }
    Ok(seen)
}

/// The same for some tiles; each must decode whole, with ascending ids, and miss nothing at zoom 16.
fn ids_of(
    layers: &[&LayerSnapshot],
    tiles: impl Iterator<Item = TileCoord>,
) -> anyhow::Result<BTreeMap<String, BTreeSet<u64>>> {
    let mut seen: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    for coord in tiles {
        let tile = encode(layers.iter().copied(), coord, Audience::ANONYMOUS, LowZooms::Generalised);
        for (name, ids) in decoded_ids(&tile)? {
            assert!(ids.is_sorted_by(|a, b| a < b), "{coord} {name}: ids ascend and are unique");
            seen.entry(name).or_default().extend(ids);
        }
        assert!(coord.z() < 16 || tile.layers.iter().all(|layer| layer.missing == 0), "{coord}");
    }
    Ok(seen)
}

fn every_tile_decodes_and_from_zoom_14_only_what_is_nothing_is_missing(world: &World) -> anyhow::Result<()> {
    let layers = layers(world);
    for zoom in 0..14 {
        ids_at(&layers, zoom)?;
    }
    for zoom in 14..=16 {
        let seen = ids_at(&layers, zoom)?;
        for layer in &layers {
            let name = layer.layer().name.as_str();
            let missing = layer.iter().filter(|feature| !seen.get(name).is_some_and(|ids| ids.contains(&feature.id())));
            for feature in missing {
                assert!(
                    zoom < 16 && is_nothing(&feature, zoom),
                    "{name} {} is not in a tile of zoom {zoom}",
                    feature.id()
                );
            }
        }
    }
    Ok(())
}

/// True if snapping to the units of a zoom (4096 a tile) leaves no ring an area and no line a length.
fn is_nothing(feature: &FeatureRef<'_>, zoom: u8) -> bool {
    let shift = 32 - 12 - u32::from(zoom);
    let snap = |part: u32| (i64::from(part) + (1 << shift >> 1)) >> shift;
    feature.rings().all(|ring| {
        let points: Vec<[i64; 2]> = ring.points.iter().map(|point| point.map(snap)).collect();
        match feature.shape() {
            Shape::Point => points.is_empty(),
            Shape::Line => points.iter().all(|point| *point == points[0]),
            Shape::Polygon => {
                let next = points.iter().cycle().skip(1);
                points.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<i64>() == 0
            }
        }
    })
}

#[tokio::test]
async fn every_tile_of_a_city_decodes_and_zoom_16_has_every_feature() -> anyhow::Result<()> {
    let test = "every_tile_of_a_city_decodes_and_zoom_16_has_every_feature";
    let Some(world) = imported(test, CAMBRIDGE).await? else { return Ok(()) };
    every_tile_decodes_and_from_zoom_14_only_what_is_nothing_is_missing(&world)
}

#[tokio::test]
async fn every_tile_of_two_provinces_decodes_and_zoom_16_has_every_feature() -> anyhow::Result<()> {
    let test = "every_tile_of_two_provinces_decodes_and_zoom_16_has_every_feature";
    let Some(world) = imported(test, PROVINCES).await? else { return Ok(()) };
    every_tile_decodes_and_from_zoom_14_only_what_is_nothing_is_missing(&world)
}

#[tokio::test]
async fn no_low_zoom_of_a_real_city_is_blank_or_too_large() -> anyhow::Result<()> {
    let test = "no_low_zoom_of_a_real_city_is_blank_or_too_large";
    let Some(world) = imported(test, CAMBRIDGE).await? else { return Ok(()) };
    let level = libdeflater::CompressionLvl::new(1).map_err(|_| anyhow::anyhow!("level 1 exists"))?;
    let mut compressor = libdeflater::Compressor::new(level);
    for layer in layers(&world) {
        let name = &layer.layer().name;
        for zoom in layer.layer().draw.min_zoom.max(5)..=13 {
            let mut drawn = 0;
            for coord in tiles_of(&[layer], zoom) {
                let tile = encode([layer], coord, Audience::ANONYMOUS, LowZooms::Generalised);
                let mut gzipped = vec![0; compressor.gzip_compress_bound(tile.bytes.len())];
                let size = compressor.gzip_compress(&tile.bytes, &mut gzipped)?;
                assert!(size <= MAX_GZIPPED, "{name} {coord}: {size} bytes");
                drawn += usize::from(!tile.is_empty());
            }
            assert!(drawn > 0, "{name} is blank at zoom {zoom}");
        }
    }
    Ok(())
}
