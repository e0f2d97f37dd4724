//! What lies beside the layers of a store, and what every store promises of it: persons, series, files.

mod assets;
mod outsiders;
mod private;
mod series;
