//! The picture is the same each time, opens as an archive, and shows roofs where houses stand.

use std::collections::BTreeSet;

use pmtiles::{AsyncBackend, AsyncPmTilesReader, BackendResponse, PmtResult, TileCoord};
use tempfile::TempDir;

use super::*;

struct Bytes(Vec<u8>);

impl AsyncBackend for Bytes {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        let from = usize::try_from(offset).unwrap();
        let to = (from + length).min(self.0.len());
        Ok(BackendResponse::new(self.0[from..to].to_vec().into()))
    }
}

fn drawn_file(parcels: u32) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("anh.pmtiles");
    photo(&City::new(parcels, 1).unwrap(), &path).unwrap();
    std::fs::read(&path).unwrap()
}

#[tokio::test]
async fn the_city_is_drawn_into_an_archive_of_pictures_and_twice_the_same() {
    let bytes = drawn_file(300);
    assert_eq!(bytes, drawn_file(300));
    let archive = AsyncPmTilesReader::try_from_source(Bytes(bytes)).await.unwrap();
    let header = archive.get_header();
    assert!((15..=19).contains(&header.max_zoom) && header.min_zoom < header.max_zoom);
    let tiles = f64::from(1_u32 << header.max_zoom);
    let column = ((header.min_longitude + header.max_longitude) / 2.0 + 180.0) / 360.0 * tiles;
    let middle = ((header.min_latitude + header.max_latitude) / 2.0).to_radians();
    let row = (1.0 - middle.tan().asinh() / std::f64::consts::PI) / 2.0 * tiles;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a tile of the grid")]
    let place = TileCoord::new(header.max_zoom, column as u32, row as u32).unwrap();
    let tile = archive.get_tile(place).await.unwrap().expect("the middle of the city is drawn");
    let mut reader = png::Decoder::new(std::io::Cursor::new(tile.to_vec())).read_info().unwrap();
    let mut points = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut points).unwrap();
    let seen: BTreeSet<u8> = points.iter().map(|point| point / materials::SHADES).collect();
    let roofs = [Material::RedTiles, Material::GreyTin, Material::BlueTin, Material::Concrete];
    assert!(roofs.iter().any(|roof| seen.contains(&(*roof as u8))), "{seen:?}");
    assert!(seen.contains(&(Material::Shadow as u8)) && seen.len() > 4, "{seen:?}");
}
