//! `make bench`: the figures we promise, measured beside those who do the same work. `make bench ROW=tiles` for one row.
//!
//! It judges by CPU seconds, on data it makes itself in `target/bench-data` and keeps for the next run (delete the folder to
//! make it anew); results go to the screen and into `BENCHMARKS.md`. Nothing here is a test: a figure missed is reported, not failed.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for a person at a terminal")]

mod build;
mod differential;
mod fuzz;
mod networks;
mod rig;
mod serving;
mod writing;

use anyhow::{Context, Result, bail};
use rig::figures::Figure;

/// A row and what it measures.
type Row = (&'static str, fn() -> Result<Vec<Figure>>);

/// In the order they run: later rows reuse what earlier ones made.
const ROWS: [Row; 35] = [
    ("polygon", serving::polygon::measure),
    ("tiles", serving::tiles::measure),
    ("warm", serving::warm::measure),
    ("first-map", serving::first_map::measure),
    ("first-answer", serving::first_answer::measure),
    ("search", serving::search::measure),
    ("table", serving::table::measure),
    ("replay", serving::replay::measure),
    ("states", serving::states::measure),
    ("crowd", serving::crowd::measure),
    ("pages", serving::pages::measure),
    ("zoning_extract", serving::extract::measure),
    ("zoning_pdf", serving::extract::sheets),
    ("zoning_all", serving::zoning::of_all),
    ("zoning_area", serving::zoning::of_an_area),
    ("network_load", networks::load),
    ("network_trace", networks::trace),
    ("network_http", networks::over_http),
    ("network_turn", networks::turned),
    ("import", writing::import::measure),
    ("import-shapefile", writing::import::of_shapefile),
    ("base", writing::base::measure),
    ("import_postgis", writing::import_postgis::measure),
    ("snapshot", writing::snapshot::measure),
    ("sample", writing::sample::measure),
    ("package", writing::package::measure),
    ("edits", writing::edits::measure),
    ("edits-postgis", writing::edits::on_postgis),
    ("fresh", writing::fresh::measure),
    ("fresh-postgis", writing::fresh::on_postgis),
    ("flip", writing::flip::measure),
    ("zoning_publish", writing::publish::measure),
    ("models", writing::models::measure),
    ("series", writing::series::measure),
    ("kept", writing::kept::measure),
];

/// Those that run only when they are asked for: they take long.
const LONG: [Row; 6] = [
    ("soak", writing::kept::soak),
    ("soak-postgis", writing::kept::soak_on_postgis),
    ("soak-series", writing::series::soak),
    ("fuzz", fuzz::measure),
    ("differential", differential::measure),
    ("build", build::measure),
];

fn main() -> Result<()> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let Some((command, rest)) = asked.split_first()
        && command == writing::snapshot::CHILD
    {
        return writing::snapshot::child(rest);
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
            Ok(figures) => rig::page::keep(&figures).context("writing BENCHMARKS.md")?,
            Err(error) => {
                failed = true;
                eprintln!("{name} could not be measured: {error:#}");
            }
        }
    }
    println!("{}", rig::page::table()?);
    if failed { bail!("some rows could not be measured") } else { Ok(()) }
}
