//! Seeded mutation of small good files, for every reader of ours: no input may make one panic, run away, or forget what it read.
//!
//! `mutator` spoils bytes, `readers` gives them to the readers, `packages` to that of exchange packages, `networks` to those of networks. Who runs it decides how often: some hundred inputs each in the tests, a
//! million in `make bench ROW=fuzz`. Inputs that once went wrong lie in `tests/corpus` under a name that says what.

mod mutator;
mod networks;
mod packages;
mod readers;

pub use mutator::Mutator;
pub use readers::{Reader, all};

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Inputs given.
    pub inputs: u64,
    /// Those the reader took, wholly or in part.
    pub taken: u64,
}

/// Gives a reader its seeds as they are, its corpus, and then so many spoilt ones.
///
/// # Panics
/// If the reader breaks a promise; the message holds the input.
pub fn run(reader: &mut Reader, inputs: u64, seed: u64) -> Tally {
    let mut tally = Tally::default();
    let mut mutator = Mutator::new(seed);
    let whole: Vec<Vec<u8>> = reader.seeds.iter().cloned().chain(corpus(reader.name)).collect();
    let spoilt = (0..inputs).map(|_| mutator.spoilt(&whole));
    for input in whole.clone().into_iter().chain(spoilt) {
        tally.inputs += 1;
        tally.taken += u64::from((reader.read)(&input));
    }
    tally
}

/// Inputs that went wrong before: `tests/corpus/<reader>-<what>`.
fn corpus(reader: &str) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(crate::root().join("tests/corpus")) else { return Vec::new() };
    let of_reader = |path: &std::path::PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{reader}-")))
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(of_reader).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a file of the corpus can be read")).collect()
}
