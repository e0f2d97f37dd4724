//! The `diaban` program.

fn main() {}
