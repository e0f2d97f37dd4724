//! Row `differential`: twenty thousand Shapefiles, whole and spoilt, read by us and by GDAL. Runs only by `ROW=differential`; files that
//! both read differently, and nobody explains, are kept in `target/differential`.

use anyhow::{Context, Result};
use system_tests::differential;

use crate::rig::figures::Figure;

/// Files; the variable gives another number.
const FILES: u64 = 20_000;
const FILES_FROM: &str = "DIABAN_DIFFERENTIAL_FILES";
/// Another seed than the tests have; the variable gives another one.
const SEED: u64 = 0x5eed_0005;
const SEED_FROM: &str = "DIABAN_DIFFERENTIAL_SEED";

/// One figure: how many files were compared, and that no difference is left without an explanation.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let files = number(FILES_FROM, FILES);
    let keep = system_tests::root().join("target/differential");
    std::fs::create_dir_all(&keep).context("a folder for files that differ")?;
    let runtime = tokio::runtime::Runtime::new()?;
    let tally = runtime.block_on(differential::run(files, number(SEED_FROM, SEED), Some(&keep)));
    for (name, count) in &tally.known {
        eprintln!("  {count:>6} × {name}");
    }
    for line in tally.unexplained.iter().chain(&tally.false_alarms) {
        eprintln!("  {line}");
    }
    let left = tally.unexplained.len() + tally.false_alarms.len();
    let figure = format!(
        "{} files, {} read equally, {} explained by a finding ({} refused), {left} unexplained",
        tally.files, tally.equal, tally.explained, tally.refused
    );
    let what = format!("{files} seeded Shapefiles, half of them spoilt, read by us and by `ogr2ogr`");
    Ok(vec![Figure::at_most("differential/files", what, figure, files >= FILES && left == 0, "20,000, 0 unexplained")])
}
