//! `diaban sample`: the synthetic city as a GeoPackage. Nobody ever finds half a city: it is made under another name first. What subjects
//! keep of it comes last. `demo` serves it.

pub(super) mod demo;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use data_samples::{City, SampleLayer};
use spatial_core::message::Message;
use spatial_core::store::{Store, StoreAddress};

use crate::cli::error::CliError;
use crate::cli::line::asked::Sample;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::progress::ProgressLine;

/// The city everybody gets.
const SEED: u64 = 1;

/// Makes a city at a path that must be free.
pub(super) async fn run(console: &Console, asked: Sample) -> Result<(), CliError> {
    if asked.out.exists() {
        return Err(CliError::FileExists { path: asked.out });
    }
    let features = make(console, asked.parcels, &asked.layers, &asked.out).await?;
    console.say(&Message::new("cli-sample-done").with("features", features).with("path", asked.out.display()));
    if let Some(photo) = asked.photo {
        picture(asked.parcels, &photo)?;
    }
    asked.package.map_or(Ok(()), |folder| packages(console, asked.parcels, &folder))
}

/// Draws the city from above into a file; never half of it under its name.
pub(super) fn picture(parcels: u32, out: &Path) -> Result<(), CliError> {
    let unfinished = beside(out, ".unfinished");
    let drawn = data_samples::photo(&City::new(parcels, SEED)?, &unfinished);
    drawn.inspect_err(|_| sweep(&unfinished))?;
    std::fs::rename(&unfinished, out).map_err(|source| CliError::CannotWrite { path: out.to_owned(), source })
}

/// Writes a package of the city, and one of a small city with a fault in each copy.
fn packages(console: &Console, parcels: u32, folder: &Path) -> Result<(), CliError> {
    /// Parcels of the city whose package has faults: a hundred copies of it are small files.
    const SMALL: u32 = 1_000;
    data_samples::package(&City::new(parcels, SEED)?, None)?.write(folder)?;
    let small = data_samples::package(&City::new(SMALL, SEED)?, None)?;
    let faults = data_samples::seeded_faults();
    for (number, fault) in (1..).zip(&faults) {
        fault.in_copy(&small).write(&folder.join(format!("faults/{number:03}-{}", fault.code)))?;
    }
    console.say(&Message::new("package-said-samples").with("faults", faults.len()).with("path", folder.display()));
    Ok(())
}

/// Makes the city; returns the number of its features.
pub(super) async fn make(console: &Console, parcels: u32, layers: &[SampleLayer], out: &Path) -> Result<u64, CliError> {
    let cannot_write = |source| CliError::CannotWrite { path: out.to_owned(), source };
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder).map_err(cannot_write)?;
    }
    let unfinished = beside(out, ".unfinished");
    sweep(&unfinished);
    let city = City::new(parcels, SEED)?;
    let features = fill(console, &city, layers, &unfinished).await.inspect_err(|_| sweep(&unfinished))?;
    std::fs::rename(&unfinished, out).map_err(cannot_write)?;
    if layers == SampleLayer::WHOLE {
        // Their files lie in a folder named after the store, so that it has to have its name by now.
        let store = Store::open(&StoreAddress::Gpkg(out.to_owned()), false).await?;
        data_samples::write_subjects(&store, &city).await?;
    }
    Ok(features)
}

async fn fill(console: &Console, city: &City, layers: &[SampleLayer], path: &Path) -> Result<u64, CliError> {
    let store = Store::open(&StoreAddress::Gpkg(path.to_owned()), true).await?;
    let mut progress = ProgressLine::start(*console);
    let (mut before, mut current) = (0, (String::new(), 0));
    data_samples::write_layers(&store, city, layers, |at| {
        if current.0 != at.layer.as_str() {
            before += current.1;
        }
        current = (at.layer.to_string(), at.done);
        progress.show(before + at.done);
    })
    .await?;
    Ok(before + current.1)
}

fn sweep(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(beside(path, ending));
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
