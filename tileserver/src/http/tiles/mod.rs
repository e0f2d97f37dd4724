//! Tiles: cache, single flight, compression, conditional answers.
