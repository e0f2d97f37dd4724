//! `diaban export`: a network of a store as a file of EPANET, GeoJSON or a GeoPackage. A file is there whole or not at all.

mod line;

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use importers::network;
use spatial_core::message::Message;
use spatial_core::store::{Store, StoreAddress};

use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::progress::ProgressLine;
use crate::cli::user::opened;

pub(in crate::cli) use line::{Export, line};

/// The ending of the file of isolation valves beside an `.inp`.
const VALVES: &str = "valves.csv";

/// Writes the file, and that of its valves.
pub(in crate::cli) async fn run(console: &Console, asked: Export) -> Result<(), CliError> {
    let beside = asked.out.with_extension(VALVES);
    if !asked.is_overwriting && asked.out.exists() {
        return Err(CliError::FileTaken { path: asked.out });
    }
    is_no_store(&asked.out).await?;
    let store = opened(console, &asked.store).await?;
    let mut shown = ProgressLine::start(*console);
    shown.tell(&Message::new("cli-export-reading").with("network", &asked.network));
    let exported = network::export(&store, &asked.network, asked.format).await?;
    drop(shown);
    if exported.valves.is_some() && !asked.is_overwriting && beside.exists() {
        return Err(CliError::FileTaken { path: beside });
    }
    put(&asked.out, &exported.bytes, asked.is_overwriting)?;
    let [nodes, edges, devices] = exported.counts;
    let said = Message::new("cli-export-done").with("network", &asked.network).with("path", asked.out.display());
    console.say(&said.with("nodes", nodes).with("edges", edges).with("devices", devices));
    if let Some(valves) = &exported.valves {
        put(&beside, valves, asked.is_overwriting)?;
        console.say(&Message::new("cli-export-valves").with("path", beside.display()));
    }
    for note in &exported.notes {
        console.note(note);
    }
    Ok(())
}

/// Refuses to write over a store, this one or another: it holds more than what is written.
async fn is_no_store(out: &Path) -> Result<(), CliError> {
    let is_gpkg = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gpkg"));
    if !is_gpkg || !out.exists() {
        return Ok(());
    }
    let looked = Store::look(&StoreAddress::Gpkg(out.to_owned())).await?;
    if looked.is_store { Err(CliError::OverStore { path: out.to_owned() }) } else { Ok(()) }
}

/// Writes a file where none is; or in the place of another, under another name first.
fn put(path: &Path, bytes: &[u8], is_overwriting: bool) -> Result<(), CliError> {
    let cannot_write = |source: std::io::Error| match source.kind() {
        ErrorKind::AlreadyExists => CliError::FileTaken { path: path.to_owned() },
        _ => CliError::CannotWrite { path: path.to_owned(), source },
    };
    if !is_overwriting {
        let file = OpenOptions::new().write(true).create_new(true).open(path).map_err(cannot_write)?;
        let written = whole(file, bytes);
        if written.is_err() {
            // A half is none.
            let _ = fs::remove_file(path);
        }
        return written.map_err(cannot_write);
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let aside = PathBuf::from(aside);
    let written = File::create(&aside).and_then(|file| whole(file, bytes)).and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        let _ = fs::remove_file(&aside);
    }
    written.map_err(cannot_write)
}

fn whole(mut file: File, bytes: &[u8]) -> std::io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}
