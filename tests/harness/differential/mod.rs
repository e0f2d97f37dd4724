//! Seeded Shapefiles and GeoPackages, whole and spoilt, read by us and by GDAL: the same shapes, fields and values, or a finding of ours
//! that says why not. What GDAL is known to read otherwise, or to give up, is named in `known`.
//!
//! `shapes` and `tables` make up content, `shapefile` writes it the way real programs do, in all the layouts met in the wild, `spoil`
//! damages bytes; `ours` and `gdal` read, `compare` judges. Who runs it decides how often: 500 files in the tests, 20,000 in
//! `make bench ROW=differential`.

mod compare;
mod gdal;
mod known;
mod ours;
mod packages;
mod reading;
mod shapefile;
mod shapes;
mod spoil;
mod tables;
mod tally;

use std::path::Path;

use crate::fuzz::Mutator;

pub use tally::Tally;

/// Files converted by one process of GDAL.
const BATCH: u64 = 100;

/// Makes so many files, has both read them, and compares. With a folder to keep them in, files with unexplained differences stay there.
///
/// # Panics
/// If a file cannot be made or GDAL cannot be run.
pub async fn run(files: u64, seed: u64, keep: Option<&Path>) -> Tally {
    let mut tally = Tally::default();
    let mut from = 0;
    while from < files {
        let count = BATCH.min(files - from);
        shapefile_batch(from, count, seed, keep, &mut tally).await;
        from += count;
    }
    packages::run(files.div_ceil(10), seed, &mut tally).await;
    tally
}

async fn shapefile_batch(from: u64, count: u64, seed: u64, keep: Option<&Path>, tally: &mut Tally) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (whole, without) = (folder.path().join("indexed"), folder.path().join("unindexed"));
    for folder in [&whole, &without] {
        std::fs::create_dir(folder).expect("a folder can be made");
    }
    let mut made = Vec::new();
    for number in from..from + count {
        let mut dice =
            Mutator::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (number + 1).wrapping_mul(0xD134_2543_DE82_EF95));
        let file = shapefile::made(&mut dice);
        let home = if file.parts.shx.is_some() { &whole } else { &without };
        let path = home.join(format!("f{number}.shp"));
        file.write(&path);
        made.push((path, file));
    }
    let read = ours::read(made.iter().map(|(path, _)| path.clone()).collect()).await;
    let theirs = [gdal::read(&whole, false), gdal::read(&without, true)];
    for ((path, file), ours) in made.iter().zip(read) {
        let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let theirs = theirs.iter().find_map(|read| read.get(&name));
        let before = tally.unexplained.len();
        compare::judge(&name, file, &ours, theirs, tally);
        if tally.unexplained.len() > before
            && let Some(keep) = keep
        {
            file.write(&keep.join(format!("{name}.shp")));
        }
    }
}
