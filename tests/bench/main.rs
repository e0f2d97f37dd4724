//! `make bench`: the figures we promise, measured beside those who do the same work. `make bench ROW=tiles` for one row.
//!
//! It judges by CPU seconds, on data it makes itself in `target/bench-data` and keeps for the next run (delete the folder to
//! make it anew); results go to the screen and into `BENCHMARKS.md`. Nothing here is a test: a figure missed is reported, not failed.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for a person at a terminal")]

mod clock;
mod data;
mod edits;
mod figures;
mod first_map;
mod fuzz;
mod import;
mod import_postgis;
mod kept;
mod machine;
mod ours;
mod page;
mod polygon;
mod postgis;
mod process;
mod replay;
mod sample;
mod search;
mod server;
mod snapshot;
mod tiles;
mod warm;
mod window;

use anyhow::{Context, Result, bail};
use figures::Figure;

/// A row and what it measures.
type Row = (&'static str, fn() -> Result<Vec<Figure>>);

/// In the order they run: later rows reuse what earlier ones made.
const ROWS: [Row; 16] = [
    ("polygon", polygon::measure),
    ("tiles", tiles::measure),
    ("warm", warm::measure),
    ("first-map", first_map::measure),
    ("search", search::measure),
    ("replay", replay::measure),
    ("import", import::measure),
    ("import_postgis", import_postgis::measure),
    ("snapshot", snapshot::measure),
    ("sample", sample::measure),
    ("edits", edits::measure),
    ("edits-postgis", edits::on_postgis),
    ("fresh", edits::fresh::measure),
    ("fresh-postgis", edits::fresh::on_postgis),
    ("series", edits::series::measure),
    ("kept", kept::measure),
];

/// Those that run only when they are asked for: they take long.
const LONG: [Row; 4] = [
    ("soak", kept::soak),
    ("soak-postgis", kept::soak_on_postgis),
    ("soak-series", edits::series::soak),
    ("fuzz", fuzz::measure),
];

fn main() -> Result<()> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let Some((command, rest)) = asked.split_first()
        && command == snapshot::CHILD
    {
        return snapshot::child(rest);
    }
    let known: Vec<&str> = ROWS.iter().chain(&LONG).map(|(name, _)| *name).collect();
    if let Some(unknown) = asked.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("no row {unknown}; rows are: {}", known.join(", "));
    }
    let mut failed = false;
    for (number, (name, measure)) in ROWS.into_iter().chain(LONG).enumerate() {
        let is_asked = asked.iter().any(|row| row == name);
        if !is_asked && (!asked.is_empty() || number >= ROWS.len()) {
            continue;
        }
        eprintln!("— {name}");
        match measure() {
            Ok(figures) => page::keep(&figures).context("writing BENCHMARKS.md")?,
            Err(error) => {
                failed = true;
                eprintln!("{name} could not be measured: {error:#}");
            }
        }
    }
    println!("{}", page::table()?);
    if failed { bail!("some rows could not be measured") } else { Ok(()) }
}
