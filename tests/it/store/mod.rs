//! What every store promises, on a GeoPackage and on PostgreSQL: how each case gets its store stands in `store_contract`.

mod commits;
mod migrated;
mod private;
mod references;
mod shapeless;
mod subjects;
