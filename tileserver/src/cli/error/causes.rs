//! What is behind an error that was told: errors of ours in the reader's language, those of the system and of libraries in their own words.
//! What was said already is not said again.

use std::error::Error;

use data_samples::SampleError;
use importers::ImportError;
use importers::network::NetworkError;
use planning::{PlanDraftError, StepError};
use spatial_core::crs::CrsError;
use spatial_core::geometry::wkb::WkbError;
use spatial_core::layer::NameError;
use spatial_core::message::{Message, Say};
use spatial_core::snapshot::SnapshotError;
use spatial_core::store::StoreError;
use spatial_core::store::assets::AssetProblem;
use spatial_core::store::series::SeriesProblem;

use super::{CliError, PlanError};
use crate::auth::PasswordError;
use crate::cli::line::usage::NotWithin;
use crate::cli::package::PackageError;
use crate::config::ConfigError;
use crate::http::ServeError;
use crate::text::Language;

/// What is left to say of the errors behind one that was told.
pub(in crate::cli) fn causes(language: Language, error: &dyn Error, told: &Message) -> Vec<String> {
    let mut said = vec![language.say(told)];
    let mut cause = error.source();
    while let Some(error) = cause {
        cause = error.source();
        let line = match Cause::of(error) {
            Cause::Ours(message) => Some(language.say(&message)),
            Cause::Told => None,
            Cause::Theirs => Some(error.to_string()),
        };
        said.extend(line.filter(|line| said.iter().all(|before| !before.contains(line.as_str()))));
    }
    said.split_off(1)
}

/// Whose an error is.
enum Cause {
    /// One of ours, with what it says.
    Ours(Message),
    /// One of ours that says nothing itself: who wraps it told it, with what it was about.
    Told,
    /// The system's, or a library's.
    Theirs,
}

impl Cause {
    fn of(error: &(dyn Error + 'static)) -> Self {
        fn said<E: Error + Say + 'static>(error: &(dyn Error + 'static)) -> Option<Message> {
            error.downcast_ref::<E>().map(Say::message)
        }
        if error.is::<PlanDraftError>() || error.is::<StepError>() || error.is::<NotWithin>() {
            return Self::Told;
        }
        let known: [fn(&(dyn Error + 'static)) -> Option<Message>; 16] = [
            said::<CliError>,
            said::<PlanError>,
            said::<PackageError>,
            said::<ImportError>,
            said::<NetworkError>,
            said::<StoreError>,
            said::<AssetProblem>,
            said::<SeriesProblem>,
            said::<SnapshotError>,
            said::<ServeError>,
            said::<CrsError>,
            said::<WkbError>,
            said::<NameError>,
            said::<SampleError>,
            said::<ConfigError>,
            said::<PasswordError>,
        ];
        known.into_iter().find_map(|said| said(error)).map_or(Self::Theirs, Self::Ours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(error: &CliError, expected: &[&str]) {
        let said = causes(Language::Vi, error, &error.message());
        assert_eq!(said, expected, "{error}");
    }

    #[test]
    fn causes_are_told_in_the_readers_language_and_once() {
        check(&PackageError::Unfit.into(), &[]);
        check(&PlanError::NoZones.into(), &[]);
        let step = StepError::OtherPlan;
        check(&PlanError::Step(step.clone()).into(), &[]);
        let inner = CliError::from(PlanError::Step(step));
        let sentence = Language::Vi.say(&inner.message());
        check(&PlanError::OnlyDrafted { id: 7, source: Box::new(inner) }.into(), &[sentence.as_str()]);
        let denied = || std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        check(&CliError::CannotWrite { path: "a".into(), source: denied() }, &["permission denied"]);
        // Its sentence tells that.
        check(&CliError::CannotRead { path: "a".into(), source: denied() }, &[]);
    }
}
