//! The house is as `ARCHITECTURE.md` draws it: `cargo test -p floor-plan` reads the sources, and compiles nothing but itself.
//!
//! `rust` and `web` find which file uses which; `plan` and `manifest` read what is allowed; `circle` finds knots; `checks` compare.

mod checks;
mod circle;
mod manifest;
mod plan;
mod rust;
mod sources;
mod web;
