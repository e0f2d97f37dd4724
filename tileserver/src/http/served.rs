//! What every handler can reach: the World, the store behind it, the tile cache, settings and meters.

use std::path::{Path, PathBuf};

use spatial_core::store::Store;

use crate::config::Settings;
use crate::http::front::access_log::AccessLog;
use crate::http::front::meters::Meters;

/// One server's state; shared by all requests.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) store: Store,
    /// Where the snapshot keeps its cached copy.
    pub(crate) cache: PathBuf,
    pub(crate) settings: Settings,
    pub(crate) meters: Meters,
    pub(crate) access_log: Option<AccessLog>,
}

impl Served {
    pub(crate) fn new(store: Store, path: &Path, settings: Settings) -> std::io::Result<Self> {
        let access_log = settings.access_log.then(AccessLog::start).transpose()?;
        Ok(Self { store, cache: path.with_extension("snapshot"), settings, meters: Meters::new(), access_log })
    }
}
