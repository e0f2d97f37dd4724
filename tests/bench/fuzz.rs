//! Row `fuzz`: a million spoilt inputs for every reader of ours. Runs only by `ROW=fuzz`; one that makes a reader fall over ends the row
//! with its bytes, which then belong into `tests/corpus`.

use anyhow::{Result, ensure};
use system_tests::fuzz::{self, Tally};

use crate::rig::clock::Cpu;
use crate::rig::figures::Figure;

/// Inputs for each reader; the variable gives another number.
const INPUTS: u64 = 1_000_000;
const INPUTS_FROM: &str = "DIABAN_FUZZ_INPUTS";
/// Another seed than the tests have.
const SEED: u64 = 0x5eed_0004;

/// One figure: how many inputs all readers stood.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let inputs = std::env::var(INPUTS_FROM).ok().and_then(|number| number.parse().ok()).unwrap_or(INPUTS);
    let (mut all, mut seconds, mut readers) = (Tally::default(), 0.0, 0);
    for mut reader in fuzz::all() {
        let before = Cpu::own()?;
        let tally = fuzz::run(&mut reader, inputs, SEED);
        let cpu_s = Cpu::own()?.since(before).total_s();
        eprintln!("  {:9} {:>9} inputs, {:>9} taken, {cpu_s:.0} s CPU", reader.name, tally.inputs, tally.taken);
        ensure!(tally.taken > 0, "{reader:?} takes nothing");
        all.inputs += tally.inputs;
        all.taken += tally.taken;
        seconds += cpu_s;
        readers += 1;
    }
    let figure = format!("{} inputs, {} taken, {seconds:.0} s CPU, 0 panics", all.inputs, all.taken);
    let what = format!("{inputs} seeded mutations for each of {readers} readers");
    Ok(vec![Figure::at_most("fuzz/inputs", what, figure, inputs >= INPUTS, "1 M each, 0 panics")])
}
