//! Small networks by hand; oracles of independent programs are asked in `tests/`.
use super::*;
