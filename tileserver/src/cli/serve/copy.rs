//! Where the World keeps its copy for the next start.

use std::path::PathBuf;

use spatial_core::snapshot::World;
use spatial_core::store::StoreAddress;
use xxhash_rust::xxh3::xxh3_64;

/// Beside the file; for a database in the cache folder that systemd gives the service, or else in the user's own. Nowhere if there is
/// none: the next start reads the store.
pub(in crate::cli) fn path(address: &StoreAddress) -> Option<PathBuf> {
    match address {
        StoreAddress::Gpkg(path) => Some(World::cache_path(path)),
        StoreAddress::Postgis(address) => {
            let name = format!("{:016x}", xxh3_64(address.to_string().as_bytes()));
            Some(World::cache_path(&folder()?.join(name)))
        }
    }
}

fn folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("CACHE_DIRECTORY")
        .or_else(|| Some(set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")))?.join("diaban")))?;
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder)
}
