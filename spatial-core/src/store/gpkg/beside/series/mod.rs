//! Series beside a GeoPackage: `city.series.gpkg`, a file of its own with its own connections and write-ahead log.
//!
//! Readings come all the time, edits now and then. In one file with the layers every batch would wake who follows them, wait while an
//! import writes, and lengthen the log that readers look through. The file is made when the first series is declared; it is moved,
//! copied and put back like the store itself. In reading order: `handle` (the file, as clones share it), `open`, `ddl`, `books` (which
//! series there are), `declare`, `queue` and `append`, `read`, `retention`, `listen`.

mod append;
mod books;
mod ddl;
mod declare;
pub(in crate::store::gpkg) mod handle;
mod listen;
mod open;
mod queue;
mod read;
mod retention;
