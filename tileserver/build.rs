//! Builds the program anew when a folder embedded in it changes: files that appear are not seen otherwise.

use std::path::Path;

fn main() {
    // Before the first web build the folder is made, empty: cargo would run a script that watches a missing path every time.
    if let Err(error) = std::fs::create_dir_all("web/dist") {
        println!("cargo::warning=web/dist cannot be made: {error}");
    }
    for folder in ["web/dist", "../styles"] {
        if Path::new(folder).exists() {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
}
