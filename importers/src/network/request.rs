//! What is asked of an import of a network.

use std::path::PathBuf;
use std::time::SystemTime;

use network::JoinSettings;
use spatial_core::crs::Crs;
use spatial_core::layer::LayerName;
use spatial_core::store::private::{AuditEntry, PendingAudit};

use crate::error::file_name;
use crate::mapping::Mapping;
use crate::text::Encoding;

/// What is asked: checked word by word, not yet against files and store.
#[derive(Debug, Clone)]
pub struct NetworkRequest {
    /// The `.inp` file, the file of lines, or that of meters.
    pub file: PathBuf,
    /// What it is.
    pub files: NetworkFiles,
    /// What the network is to be called in the store, or is called there.
    pub name: String,
    /// The reference system of its coordinates, which an `.inp` cannot say. [`Crs::Local`] for those that lie nowhere on earth.
    pub crs: Option<Crs>,
    /// How it meets a network of that name.
    pub mode: NetworkMode,
    /// The network that is there may lose more of its edges than a file forgets by mistake.
    pub may_lose: bool,
    /// Encoding of names and comments; `None` = by the evidence.
    pub encoding: Option<Encoding>,
    /// Nothing is written: only what is found matters.
    pub is_dry_run: bool,
    /// Who imports; recorded.
    pub who: String,
    /// A line of the audit log that is there if, and only if, the import is; the table, the file, how, and the network are added to it.
    pub audit: Option<AuditEntry>,
}

impl NetworkRequest {
    /// What the audit log is to say of it: `mang.inp (replace): Mạng 1`.
    pub(super) fn lines(&self, table: &LayerName) -> Vec<PendingAudit> {
        let mode = match self.mode {
            NetworkMode::Create => "create",
            NetworkMode::Replace => "replace",
        };
        let Some(entry) = self.audit.clone() else { return Vec::new() };
        let detail = Some(format!("{} ({mode}): {}", file_name(&self.file), self.name));
        let entry = AuditEntry { at: SystemTime::now(), layer: Some(table.clone()), detail, ..entry };
        vec![PendingAudit { entry, inserted: None }]
    }
}

/// What a network is brought in from.
#[derive(Debug, Clone)]
pub enum NetworkFiles {
    /// A file of EPANET, and the file of isolation valves beside it.
    Epanet {
        /// The file of valves.
        valves: Option<PathBuf>,
    },
    /// Lines, and points beside them, that are to be joined.
    Plain(Box<PlainLayers>),
    /// Meters that are to hang on the pipes of a network that is there.
    Meters(Box<PlainLayers>),
}

/// What is asked of plain layers that are to be a network.
#[derive(Debug, Clone, Default)]
pub struct PlainLayers {
    /// The layer wanted of the main file, if it holds several.
    pub source_layer: Option<String>,
    /// The person's reference system wins over what files say.
    pub override_crs: bool,
    /// What their fields are called in the tables of networks.
    pub mapping: Option<Mapping>,
    /// The files beside the main one.
    pub beside: Vec<PlainFile>,
    /// How near is joined, and how customers find their pipe.
    pub settings: JoinSettings,
    /// What may be mended: codes of findings, ids of mends, names of files that hold such, or of reports somebody has marked.
    pub accepted: Vec<String>,
}

/// A file beside the lines.
#[derive(Debug, Clone)]
pub struct PlainFile {
    /// What its records are.
    pub role: PlainRole,
    /// The file.
    pub path: PathBuf,
    /// The layer wanted, if it holds several.
    pub layer: Option<String>,
}

/// What the records of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainRole {
    /// Points that say themselves what they are.
    Points,
    /// Reservoirs, tanks, wells, the works: where the water comes from.
    Sources,
    /// Isolation valves.
    Valves,
    /// Hydrants.
    Hydrants,
    /// Customers' meters.
    Meters,
    /// Middles of streets.
    Streets,
}

impl PlainRole {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Points, Self::Sources, Self::Valves, Self::Hydrants, Self::Meters, Self::Streets];

    /// The word of it: the option that names its file, and the layer that is looked for in a file that holds several.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Sources => "sources",
            Self::Valves => "valves",
            Self::Hydrants => "hydrants",
            Self::Meters => "meters",
            Self::Streets => "streets",
        }
    }
}

/// How a network meets the one of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkMode {
    /// There must be none. Meters: those that hang on a pipe stay there.
    Create,
    /// The new one takes its place. What has the same code keeps its id and its history, devices keep their states, customers their
    /// connections. Meters: all of the file are hung anew.
    Replace,
}
