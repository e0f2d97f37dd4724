//! Why a command did not do what was asked; of zones that are to be a plan in `plan`; what is behind it in `causes`.

mod causes;
mod plan;

use std::path::PathBuf;

use data_samples::SampleError;
use importers::ImportError;
use importers::network::NetworkError;
use spatial_core::message::{Message, Say};
use spatial_core::snapshot::SnapshotError;
use spatial_core::store::StoreError;

use crate::auth::PasswordError;
use crate::cli::package::PackageError;
use crate::config::ConfigError;
use crate::http::ServeError;

pub(super) use causes::causes;
pub(super) use plan::{PlanError, drafted};

/// Errors of the `cli` room.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    #[error("cannot start the runtime")]
    NoRuntime(#[source] std::io::Error),
    #[error("settings")]
    Config(#[from] ConfigError),
    #[error("store")]
    Store(#[from] StoreError),
    #[error("server")]
    Serve(#[from] ServeError),
    #[error("import")]
    Import(#[from] ImportError),
    #[error("network")]
    Network(#[from] NetworkError),
    #[error("plan")]
    Plan(#[from] PlanError),
    #[error("sample city")]
    Sample(#[from] SampleError),
    #[error("password")]
    Password(#[from] PasswordError),
    #[error("the system's random source failed")]
    NoRandomness,
    #[error("cannot read the password")]
    NoPassword(#[source] std::io::Error),
    #[error("memory copy")]
    Snapshot(#[from] SnapshotError),
    #[error("no parcel {key}")]
    NoParcel { key: String },
    #[error("no plan {plan}")]
    NoPlan { plan: String, bearing: Vec<u64> },
    #[error("no commune {commune}")]
    NoCommune { commune: String },
    #[error("nobody knows the power {grant}")]
    NoPower { grant: String, near: Option<String> },
    #[error("no network {network}")]
    NoNetwork { network: String, there: Vec<String> },
    #[error("the network cannot be asked that")]
    Untraced(Message),
    #[error("no layer of parcels")]
    NoParcels,
    #[error("{path} answers another question")]
    OtherQuestion { path: PathBuf },
    #[error("the work broke off: {problem}")]
    Broken { problem: String },
    #[error("interrupted after {done} parcels")]
    Interrupted { done: u64 },
    #[error("package")]
    Package(#[from] PackageError),
    #[error("{path} is both source and store")]
    IntoItself { path: PathBuf },
    #[error("{path} is not a report")]
    NoReport { path: PathBuf },
    #[error("{path} exists")]
    FileExists { path: PathBuf },
    #[error("{path} exists")]
    FileTaken { path: PathBuf },
    #[error("{path} is a store")]
    OverStore { path: PathBuf },
    #[error("cannot read {path}")]
    CannotRead {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("cannot write {path}")]
    CannotWrite {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
}

impl Say for CliError {
    fn message(&self) -> Message {
        match self {
            Self::NoRuntime(source) => Message::new("cli-cannot-start").with("problem", source),
            Self::Config(error) => error.message(),
            Self::Store(error) => error.message(),
            Self::Serve(error) => error.message(),
            Self::Import(error) => error.message(),
            Self::Network(error) => error.message(),
            Self::Plan(error) => error.message(),
            Self::Sample(error) => error.message(),
            Self::Password(error) => error.message(),
            Self::NoRandomness => Message::new("cli-no-randomness"),
            Self::NoPassword(_) => Message::new("cli-no-password"),
            Self::Snapshot(error) => error.message(),
            Self::NoParcel { key } => Message::new("cli-extract-no-parcel").with("key", key.escape_debug()),
            Self::NoPlan { plan, bearing } if bearing.is_empty() => {
                Message::new("cli-extract-no-plan").with("plan", plan.escape_debug())
            }
            Self::NoPlan { plan, bearing } => Message::new("cli-extract-plans")
                .with("plan", plan.escape_debug())
                .with("ids", bearing.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")),
            Self::NoCommune { commune } => {
                Message::new("cli-extract-no-commune").with("commune", commune.escape_debug())
            }
            Self::NoPower { grant, near } => Message::new("cli-layer-no-power")
                .with("grant", grant)
                .with("is_near", if near.is_some() { "some" } else { "none" })
                .with("near", near.as_deref().unwrap_or_default()),
            Self::NoNetwork { network, there } => Message::new("cli-trace-no-network")
                .with("network", network.escape_debug())
                .with("count", there.len())
                .with("there", there.join(", ")),
            Self::Untraced(message) => message.clone(),
            Self::NoParcels => Message::new("cli-extract-no-parcels"),
            Self::OtherQuestion { path } => Message::new("cli-extract-other-question").with("path", path.display()),
            Self::Broken { problem } => Message::new("cli-extract-broken").with("problem", problem),
            Self::Interrupted { done } => Message::new("cli-extract-interrupted").with("done", done),
            Self::Package(error) => error.message(),
            Self::IntoItself { path } => Message::new("cli-into-itself").with("path", path.display()),
            Self::NoReport { path } => Message::new("cli-no-report").with("path", path.display()),
            Self::FileTaken { path } => Message::new("cli-file-taken").with("path", path.display()),
            Self::OverStore { path } => Message::new("cli-over-store").with("path", path.display()),
            Self::FileExists { path } => Message::new("cli-file-exists").with("path", path.display()),
            Self::CannotRead { path, source } => {
                Message::new("cli-cannot-read").with("path", path.display()).with("problem", source)
            }
            Self::CannotWrite { path, .. } => Message::new("cli-cannot-write").with("path", path.display()),
        }
    }
}
