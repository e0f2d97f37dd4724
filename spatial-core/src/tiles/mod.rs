//! Vector tiles: grids, clipping, snapping, MVT 2.1. No database, no HTTP, no clock.
