//! A generator of a synthetic Vietnamese city, any size, deterministic.
