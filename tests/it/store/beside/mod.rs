//! What a store keeps beside its layers: series and files.

mod assets;
mod naming;
mod processes;
mod series;
