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
        let (side, top) = if row < 10 { (20_480, row * 20_480) } else { (2_048, 10 * 20_480 + (row - 10) * 2_048) };
        (0..204_800 / side).map(move |column| (polygon(&square(column * side, top, side)), "ODT"))
    });
    let snapshot = classed(shapes);
    let (_, features) = tile(&snapshot, here(11));
    assert!(features.iter().any(|one| one.id.is_none()) && features.iter().any(|one| one.id.is_some()));
    let area: i64 = features.iter().map(StrictFeature::twice_area).sum::<i64>() / 2;
    let expected = 400 * (400 + 80);
    assert!((area - expected).abs() < 4 * 16 * 480, "{area} square units of {expected}");
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

/// Lines and points of a network, spread over a tile of zoom 13.
fn network(kind: FieldType, audience: Audience, shapes: impl Iterator<Item = (Geometry<f64>, Value)>) -> LayerSnapshot {
    let mut layer = Layer { kind: Kind::Network, ..layer("mang", &[("loai", kind, audience)]) };
    layer.schema.fields[0].meaning.unit = (kind == FieldType::Integer).then_some(Unit::Millimetre);
    snapshot(&layer, shapes.map(|(shape, value)| (shape, vec![value])))
}

fn spot(at: i64) -> Geometry<f64> {
    Point(metres([i64::from(CORNER[0]) + at * 37 % 400_000, i64::from(CORNER[1]) + at * 91 % 400_000])).into()
}

fn pipe(at: i64) -> Geometry<f64> {
    let [x, y] = [at * 37 % 400_000, at * 91 % 400_000];
    LineString(vec![
        metres([i64::from(CORNER[0]) + x, i64::from(CORNER[1]) + y]),
        metres([i64::from(CORNER[0]) + x + 900 + at % 400, i64::from(CORNER[1]) + y + 700]),
    ])
    .into()
}

#[test]
fn of_too_many_points_the_rare_ones_are_drawn_first() {
    let kind_of = |at: i64| Value::text(if at % 5_000 == 7 { "reservoir" } else { "junction" });
    let town = |audience| network(FieldType::Text, audience, (0..20_000).map(|at| (spot(at), kind_of(at))));
    let (tile, features) = tile(&town(Audience::ANONYMOUS), here(13));
    assert_eq!(features.len(), 4_096);
    assert_eq!(tile.layers[0].missing, 20_000 - 4_096, "those left out are counted");
    assert_eq!(features.iter().filter(|one| one.tag("loai") == Some("\"reservoir\"")).count(), 4);
    let hidden = encode([&town(Audience::STAFF)], here(13), Audience::ANONYMOUS, LowZooms::Generalised);
    let ids: Vec<u64> = decode(&hidden.bytes)[0].features.iter().filter_map(|one| one.id).collect();
    assert!(!(0..4).all(|nth| ids.contains(&(nth * 5_000 + 8))), "what is hidden puts nothing first");
}

#[test]
fn of_too_many_pipes_the_wide_ones_are_drawn_first() {
    let wide = |at: i64| Value::Integer(if at % 4 == 0 { 600 } else { 63 });
    let town = network(FieldType::Integer, Audience::ANONYMOUS, (0..20_000).map(|at| (pipe(at), wide(at))));
    // Zoom 13 ranks those of the tile, zoom 12 reads the list.
    for zoom in [12, 13] {
        let (tile, features) = tile(&town, here(zoom));
        assert_eq!(features.len(), 8_192);
        assert_eq!(tile.layers[0].missing, 20_000 - 8_192);
        assert_eq!(features.iter().filter(|one| one.tag("loai") == Some("600")).count(), 5_000);
        let ids: Vec<_> = features.iter().map(|one| one.id).collect();
        assert!(ids.is_sorted(), "whatever comes first, ids ascend");
    }
}

#[test]
fn a_fill_that_takes_much_of_the_limit_is_allowed_for() {
    // Lots too small to draw in a pattern whose outline is long, under blocks that are drawn.
    let lots = (0..40_000_i64).map(|at| {
        let class = ["ODT", "CLN", "LUC"][usize::try_from((at * 7 + at / 200) % 3).unwrap()];
        (polygon(&square(at % 200 * 2_048, at / 200 * 2_048, 1_024)), class)
    });
    let blocks = (0..900_i64).map(|at| (polygon(&square(at % 30 * 13_000, at / 30 * 13_000, 9_000)), "DGD"));
    let town = classed(lots.chain(blocks));
    for limit in [60_000, 30_000, 12_000] {
        let mut encoder = Encoder::default();
        let line = encoder.generalised(&town, here(13), Audience::ANONYMOUS, limit);
        let mut bytes = Vec::new();
        encoder.writer.finish("parcels", &mut bytes);
        encoder.scales.raw.clone_from(&bytes);
        assert!(encoder.scales.weigh(0) <= limit, "{limit}");
        assert_eq!(u64::from(line.features) + line.merged + line.missing, 40_900, "{limit}");
    }
}
