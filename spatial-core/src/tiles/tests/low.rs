//! Zooms up to 13: nothing blank, nothing uncounted, nothing above the size rule.

use super::*;

fn town(count: i64, side: i64) -> LayerSnapshot {
    classed((0..count * count).map(|at| {
        let class = ["ODT", "CLN", "LUC"][usize::try_from((at * 7 + at / count) % 3).unwrap()];
        (polygon(&square(at % count * side, at / count * side, side)), class)
    }))
}

#[test]
fn a_town_is_never_blank_from_zoom_5_and_every_parcel_is_accounted_for() {
    let town = town(60, 1_200);
    for zoom in 5..=13 {
        let (tile, features) = tile(&town, here(zoom));
        let line = &tile.layers[0];
        assert!(!features.is_empty(), "zoom {zoom}");
        assert_eq!(u64::from(line.features) + line.merged + line.missing, 3_600, "zoom {zoom}");
        let merged: u64 = features.iter().filter_map(|one| one.tag("merged")?.parse::<u64>().ok()).sum();
        assert_eq!(merged, line.merged, "zoom {zoom}");
        assert!(
            features
                .iter()
                .all(|one| one.id.is_some() || one.tags.iter().all(|tag| tag.0 == "loai" || tag.0 == "merged"))
        );
    }
}

#[test]
fn fill_and_drawn_parcels_cover_the_town_without_gaps() {
    // Two thirds of the rows are too small to draw at zoom 11.
    let shapes = (0..30_i64).flat_map(|row| {
        let (side, top) = if row < 10 { (10_240, row * 10_240) } else { (1_024, 10 * 10_240 + (row - 10) * 1_024) };
        (0..102_400 / side).map(move |column| (polygon(&square(column * side, top, side)), "ODT"))
    });
    let snapshot = classed(shapes);
    let (_, features) = tile(&snapshot, here(11));
    assert!(features.iter().any(|one| one.id.is_none()) && features.iter().any(|one| one.id.is_some()));
    let area: i64 = features.iter().map(StrictFeature::twice_area).sum::<i64>() / 2;
    let expected = 200 * (200 + 40);
    assert!((area - expected).abs() < 4 * 16 * 240, "{area} square units of {expected}");
}

#[test]
fn small_plans_on_a_large_one_are_not_taken_off_with_it_and_nothing_of_it_stays_beside_it() {
    // A plan of a town, 120 cells wide at zoom 11, askew so that its edge lies in no line with cells; on it plans too small to draw.
    let corners = [[3_000, 0], [1_000_000, 40_000], [980_000, 983_000], [0, 950_000]];
    let quarters = (0..2_500_i64).map(|at| square(200_000 + at % 50 * 6_000, 200_000 + at / 50 * 6_000, 6_000));
    let town = std::iter::once((polygon(&corners), "QHC"));
    let snapshot = classed(town.chain(quarters.map(|quarter| (polygon(&quarter), "ODT"))));
    for zoom in [9, 10, 11] {
        let (tile, features) = tile(&snapshot, here(zoom));
        let drawn: Vec<_> = features.iter().filter(|one| one.id.is_some()).collect();
        assert_eq!(drawn.len(), 1, "zoom {zoom}: the town");
        let class = |one: &StrictFeature| one.tag("loai").map(str::to_owned);
        let fills: Vec<_> = features.iter().filter(|one| one.id.is_none()).map(class).collect();
        assert_eq!(fills, [Some("\"ODT\"".to_owned())], "zoom {zoom}");
        assert_eq!(tile.layers[0].merged, 2_500, "zoom {zoom}");
    }
}

#[test]
fn an_audience_that_may_not_see_the_class_gets_one_fill_without_it() {
    let mut layer = parcels();
    layer.schema.fields[0].clearance = Clearance::Staff;
    let shapes = (0..100).map(|at| {
        (
            polygon(&square(at % 10 * 300, at / 10 * 300, 300)),
            vec![Value::text(["A", "B"][usize::try_from(at % 2).unwrap()])],
        )
    });
    let snapshot = snapshot(&layer, shapes);
    let (_, features) = tile(&snapshot, here(10));
    assert_eq!(features.len(), 1);
    assert_eq!(features[0].tags, [("merged".to_owned(), "100".to_owned())]);
}

#[test]
fn a_dense_layer_stays_within_the_size_rule_and_keeps_its_largest() {
    let town = town(120, 4_096);
    for limit in [30_000, 8_000, 900] {
        let mut encoder = Encoder::default();
        let line = encoder.generalised(&town, here(13), Audience::ANONYMOUS, limit);
        let mut bytes = Vec::new();
        encoder.writer.finish("parcels", &mut bytes);
        let features = &decode(&bytes)[0].features;
        let mut compressor = libdeflater::Compressor::new(libdeflater::CompressionLvl::new(1).unwrap());
        let mut gzipped = vec![0; compressor.gzip_compress_bound(bytes.len())];
        let size = compressor.gzip_compress(&bytes, &mut gzipped).unwrap();
        assert!(size <= limit, "{size} of {limit}");
        assert!(limit < 1_000 || size > limit / 2, "{size} of {limit}: room is left");
        assert_eq!(u64::from(line.features) + line.merged + line.missing, 120 * 120);
        assert!(features.iter().any(|one| one.id.is_none()), "what is thinned out is still in the fill");
    }
}

#[test]
fn too_many_lines_are_thinned_and_counted() {
    let lines = (0..3_000_i64).map(|at| {
        let mut line =
            ring(&[[at * 37 % 400_000, at * 91 % 400_000], [at * 37 % 400_000 + 300 + at, at * 91 % 400_000 + 500]]);
        line.0.pop();
        (line.into(), Vec::new())
    });
    let snapshot = snapshot(&layer("ranh", &[]), lines);
    let mut encoder = Encoder::default();
    let line = encoder.generalised(&snapshot, here(13), Audience::ANONYMOUS, 8_000);
    assert!(line.missing > 0 && line.features > 300, "{line:?}");
    assert_eq!(u64::from(line.features) + line.missing, 3_000);
}
