//! Why nothing was done with a package.

use std::path::PathBuf;

use planning::PlanDraftError;
use spatial_core::crs::Crs;
use spatial_core::layer::FeatureId;
use spatial_core::message::{Message, Say};

use crate::cli::error::drafted;

/// Errors of this command beside those of files and stores.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum PackageError {
    /// Its findings were told, and nothing was done.
    #[error("the package is not fit")]
    Unfit,
    /// Its findings were told, which is all that was asked.
    #[error("the package does not pass")]
    Failed,
    /// It would be written over something.
    #[error("{path} exists")]
    Exists { path: PathBuf },
    /// It does not say what the plan is.
    #[error("the package names no plan")]
    WithoutPlan,
    /// Nothing is transformed on the way.
    #[error("the package is in {found}, the register in {expected}")]
    OtherCrs { found: Crs, expected: Crs },
    /// It adjusts a plan nobody named.
    #[error("the plan adjusts another")]
    AdjustsUnnamed { code: String },
    /// The register's own rules.
    #[error("the register refuses the plan")]
    Refused(#[source] PlanDraftError),
    /// Nobody has drawn it.
    #[error("no plan {}", plan.0)]
    NoPlan { plan: FeatureId },
    /// A part without which it is no package.
    #[error("plan {} lacks its {what}", plan.0)]
    Lacks { plan: FeatureId, what: &'static str },
    /// What we wrote is wrong.
    #[error("{path} does not pass its own check")]
    Unwritten { path: PathBuf },
}

impl Say for PackageError {
    fn message(&self) -> Message {
        match self {
            Self::Unfit => Message::new("package-unfit"),
            Self::Failed => Message::new("package-failed"),
            Self::Exists { path } => Message::new("package-out-exists").with("path", path.display()),
            Self::WithoutPlan => Message::new("package-without-plan"),
            Self::OtherCrs { found, expected } => {
                Message::new("package-other-crs").with("found", found).with("expected", expected)
            }
            Self::AdjustsUnnamed { code } => Message::new("package-adjusts-unnamed").with("code", code),
            Self::Refused(problem) => drafted(problem),
            Self::NoPlan { plan } => Message::new("package-plan-missing").with("plan", plan.0),
            Self::Lacks { plan, what } => Message::new("package-plan-lacks").with("plan", plan.0).with("what", what),
            Self::Unwritten { path } => Message::new("package-unwritten").with("path", path.display()),
        }
    }
}
