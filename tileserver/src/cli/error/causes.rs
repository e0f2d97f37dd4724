//! What is behind an error that was told: errors of ours in the reader's language, those of the system and of libraries in their own words.
//! What was said already is not said again.

use std::error::Error;

use data_samples::SampleError;
use importers::ImportError;
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
use crate::cli::package::PackageError;
use crate::cli::usage::NotWithin;
use crate::config::ConfigError;
use crate::http::ServeError;
use crate::text::Language;

/// What is left to say of the errors behind one that was told.
pub(in crate::cli) fn causes(language: Language, error: &dyn Error, told: &Message) -> Vec<String> {
    let mut said = vec![language.say(told)];
    let mut cause = error.source();
    while let Some(error) = cause {
        cause = error.source();
        let line = match ours(error) {
            Some(ours) => ours.map(|message| language.say(&message)),
            None => Some(error.to_string()),
        };
        said.extend(line.filter(|line| said.iter().all(|before| !before.contains(line.as_str()))));
    }
    said.split_off(1)
}

/// What an error of our own says, if it says something that who wraps it did not; none of the errors of others.
fn ours(error: &(dyn Error + 'static)) -> Option<Option<Message>> {
    fn said<E: Error + Say + 'static>(error: &(dyn Error + 'static)) -> Option<Message> {
        error.downcast_ref::<E>().map(Say::message)
    }
    // Told by whoever met them, with what they were about.
    if error.is::<PlanDraftError>() || error.is::<StepError>() || error.is::<NotWithin>() {
        return Some(None);
    }
    let known: [fn(&(dyn Error + 'static)) -> Option<Message>; 15] = [
        said::<CliError>,
        said::<PlanError>,
        said::<PackageError>,
        said::<ImportError>,
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
    known.into_iter().find_map(|said| said(error)).map(Some)
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
