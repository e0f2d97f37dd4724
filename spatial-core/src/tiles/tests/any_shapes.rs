//! What holds for any shapes at all.

use proptest::prelude::*;

use super::*;

fn random_shapes() -> impl Strategy<Value = Vec<Vec<[i64; 2]>>> {
    let corner = prop::array::uniform2(-100_000_i64..200_000);
    let offsets = prop::collection::vec(prop::array::uniform2(-40_000_i64..40_000), 3..9);
    let size = prop::sample::select(vec![1_i64, 10, 100, 1_000, 40_000]);
    let shape = (corner, offsets, size).prop_map(|(corner, offsets, size)| {
        offsets.iter().map(|[x, y]| [corner[0] + x % size, corner[1] + y % size]).collect()
    });
    prop::collection::vec(shape, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_feature_is_somewhere_at_zoom_16(shapes in random_shapes()) {
        let snapshot = classed(shapes.iter().map(|shape| (polygon(shape), "A")));
        let mut missing: std::collections::BTreeSet<u64> = snapshot.iter().map(|feature| feature.id()).collect();
        let corner = here(16);
        for x in corner.x() - 3..=corner.x() + 4 {
            for y in corner.y() - 3..=corner.y() + 4 {
                let (tile, features) = tile(&snapshot, TileCoord::xyz(16, x, y).unwrap());
                features.iter().filter_map(|one| one.id).for_each(|id| { missing.remove(&id); });
                prop_assert_eq!(tile.layers[0].missing, 0);
            }
        }
        prop_assert!(missing.is_empty(), "{:?}", missing);
    }

    #[test]
    fn neighbouring_parcels_have_no_gap_between_them_in_any_tile(cut in prop::array::uniform2(-90_000_i64..150_000), zoom in 13_u8..18) {
        // A square cut in two along a slanted line: the two parts fill what the whole fills.
        let (low, high) = (-80_000_i64, 160_000);
        let west = vec![[low, low], [cut[0], low], [cut[1], high], [low, high]];
        let east = vec![[cut[0], low], [high, low], [high, high], [cut[1], high]];
        prop_assume!((low..high).contains(&cut[0]) && (low..high).contains(&cut[1]));
        let parts = classed([(polygon(&west), "A"), (polygon(&east), "A")]);
        let whole = classed([(polygon(&square(low, low, high - low)), "A")]);
        let area = |snapshot: &LayerSnapshot| -> i64 {
            tile(snapshot, here(zoom)).1.iter().map(StrictFeature::twice_area).sum()
        };
        // Only where the cut meets the rim of the tile may the snapped parts differ from the whole, by half a unit there.
        prop_assert!((area(&parts) - area(&whole)).abs() <= 2, "{} {}", area(&parts), area(&whole));
    }

    #[test]
    fn tiles_of_any_shapes_obey_the_specification(shapes in random_shapes(), zoom in 0_u8..=20) {
        let snapshot = classed(shapes.iter().map(|shape| (polygon(shape), "A")));
        let (once, _) = tile(&snapshot, here(zoom));
        let whole = encode([&snapshot], here(zoom), Audience::ANONYMOUS, LowZooms::Whole);
        decode(&whole.bytes);
        prop_assert_eq!(once, Encoder::default().encode([&snapshot], here(zoom), Audience::ANONYMOUS, LowZooms::Generalised));
    }
}
