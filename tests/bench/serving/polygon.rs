//! Row `polygon`: CPU per polygon of z14 tiles, encoded, and encoded and compressed.

use anyhow::Result;

use crate::rig::figures::Figure;
use crate::rig::ours::{Ours, ids_in};
use crate::rig::{clock, data, window};

/// Two figures in microseconds of CPU.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let mut ours = Ours::new(data::city_parcels()?);
    let tiles = window::tiles(14)?;
    let mut polygons = 0;
    let mut bytes = 0;
    for tile in &tiles {
        let encoded = ours.encode(*tile);
        bytes += encoded.len();
        polygons += ids_in(&encoded)?.len();
    }
    let encode_s = clock::repeat(|| {
        ours.encode_all(&tiles);
        Ok(())
    })?;
    let both_s = clock::repeat(|| tiles.iter().try_for_each(|tile| ours.encode_and_gzip(*tile).map(|_| ())))?;
    let what = format!(
        "one polygon of {} tiles z14 ({polygons} polygons, {} kB a tile uncompressed)",
        tiles.len(),
        bytes / tiles.len() / 1000
    );
    #[expect(clippy::cast_precision_loss, reason = "some hundred thousand polygons")]
    let [encode_us, both_us] = [encode_s, both_s].map(|seconds| seconds * 1e6 / polygons as f64);
    let figure = |us: f64| format!("{us:.3} µs CPU");
    Ok(vec![
        Figure::at_most("polygon/encode", what.clone(), figure(encode_us), encode_us <= 0.4, "≤ 0.4 µs"),
        Figure::at_most(
            "polygon/gzip",
            format!("{what}, gzip level 1 included"),
            figure(both_us),
            both_us <= 0.8,
            "≤ 0.8 µs",
        ),
    ])
}
