//! Spoilt files for every reader of ours, a short run with fixed seeds; `make bench ROW=fuzz` gives each a million.

use std::collections::BTreeSet;

use system_tests::fuzz;

/// Inputs for each reader: some seconds in all.
const INPUTS: u64 = 400;

#[test]
fn no_reader_falls_over_spoilt_input() {
    for mut reader in fuzz::all() {
        let tally = fuzz::run(&mut reader, INPUTS, 20_261_122);
        assert!(tally.inputs >= INPUTS + reader.seeds.len() as u64, "{reader:?}: {tally:?}");
        // Mutation that spoils everything, or nothing, would test nothing.
        let taken = 10 * tally.taken;
        assert!(taken > 0, "{reader:?} takes nothing: {tally:?}");
        if !["cpg", "shx", "prj"].contains(&reader.name) {
            assert!(tally.taken < tally.inputs, "{reader:?} takes everything: {tally:?}");
        }
    }
}

#[test]
fn every_good_seed_is_taken_and_every_file_of_the_corpus_has_a_reader() {
    let mut names = BTreeSet::new();
    for mut reader in fuzz::all() {
        names.insert(reader.name);
        for seed in reader.seeds.clone() {
            assert!((reader.read)(&seed), "{reader:?} refuses {:?}", seed.escape_ascii().to_string());
        }
    }
    for file in std::fs::read_dir(system_tests::root().join("tests/corpus")).expect("there is a corpus") {
        let name = file.expect("it can be read").file_name().to_string_lossy().into_owned();
        let reader = name.split('-').next().unwrap_or_default();
        assert!(names.contains(reader), "{name} is for no reader");
    }
}

#[test]
fn the_same_seed_spoils_in_the_same_way() {
    let spoilt = |seed| {
        let (seeds, mut mutator) = (vec![b"{\"type\":\"Feature\"}".to_vec()], fuzz::Mutator::new(seed));
        (0..50).map(|_| mutator.spoilt(&seeds)).collect::<Vec<_>>()
    };
    assert_eq!(spoilt(7), spoilt(7));
    assert_ne!(spoilt(7), spoilt(8));
}
