//! What every store promises, on a GeoPackage and on PostgreSQL: how each case gets its store stands in `store_contract`.

mod assets;
mod beside;
mod commits;
mod migrated;
mod naming;
mod private;
mod references;
mod series;
mod shapeless;
mod subjects;
