//! What may be appended at once: observations that every store can keep, each moment of a stream once.

use crate::store::series::{Observation, SeriesName, SeriesProblem, Timestamp};

/// Most observations appended at once: some 400 kB, and a few hundredths of a second in which nobody else appends to a file.
pub const MOST_APPENDED: usize = 10_000;
/// Most observations in one answer: 3 MB. Who wants more goes on after the last one.
pub const MOST_ANSWERED: usize = 100_000;
/// Most streams whose latest value is asked for at once: each costs a search of its own.
pub const MOST_STREAMS: usize = 10_000;

/// Streams are numbered below this: JSON carries no larger number exactly (RFC 7493, section 2.2).
const STREAMS_END: u64 = 1 << 53;

/// Observations in order of stream and moment, each moment of a stream once.
///
/// In this order two servers that write the same streams never wait for each other in a circle.
#[derive(Debug)]
pub(in crate::store) struct ObservationBatch(Vec<Observation>);

impl ObservationBatch {
    /// Checks observations and puts them in order. Of two at the same moment of a stream the later in the list counts, as it would if it
    /// were appended later.
    ///
    /// # Errors
    /// [`SeriesProblem`] naming the first that cannot be kept.
    pub(in crate::store) fn checked(series: &SeriesName, mut list: Vec<Observation>) -> Result<Self, SeriesProblem> {
        if list.len() > MOST_APPENDED {
            return Err(SeriesProblem::TooMany { given: list.len(), most: MOST_APPENDED });
        }
        for observation in &mut list {
            check(series, observation)?;
            // A file does not keep the sign of zero, so nothing does.
            observation.value += 0.0;
        }
        list.sort_by_key(|observation| (observation.stream, observation.at));
        list.dedup_by(|later, kept| {
            let is_same = (later.stream, later.at) == (kept.stream, kept.at);
            if is_same {
                *kept = *later;
            }
            is_same
        });
        Ok(Self(list))
    }

    pub(in crate::store) fn observations(&self) -> &[Observation] {
        &self.0
    }
}

fn check(series: &SeriesName, observation: &Observation) -> Result<(), SeriesProblem> {
    let (series, stream) = (series.clone(), observation.stream);
    if !observation.value.is_finite() {
        return Err(SeriesProblem::NotFinite { series, stream });
    }
    if !(Timestamp::EARLIEST..Timestamp::END).contains(&observation.at) {
        return Err(SeriesProblem::OutOfTime { series, stream, at: observation.at });
    }
    if stream >= STREAMS_END {
        return Err(SeriesProblem::NoStream { series, stream });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::series::Quality;

    fn observation(stream: u64, at: i64, value: f64) -> Observation {
        Observation { stream, at: Timestamp(at), value, quality: Quality::Good }
    }

    fn checked(list: Vec<Observation>) -> Result<Vec<(u64, i64, f64)>, String> {
        let batch =
            ObservationBatch::checked(&SeriesName::parse("lamps").unwrap(), list).map_err(|error| error.to_string())?;
        Ok(batch.observations().iter().map(|found| (found.stream, found.at.0, found.value)).collect())
    }

    #[test]
    fn of_two_at_the_same_moment_the_later_one_counts() {
        let list = vec![observation(7, 2, 1.0), observation(3, 9, 2.0), observation(7, 2, 3.0), observation(7, 1, 4.0)];
        assert_eq!(checked(list).unwrap(), [(3, 9, 2.0), (7, 1, 4.0), (7, 2, 3.0)]);
    }

    #[test]
    fn what_no_store_can_keep_is_refused() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(checked(vec![observation(1, 0, value)]).is_err(), "{value}");
        }
        for at in [i64::MIN, Timestamp::EARLIEST.0 - 1, Timestamp::END.0, i64::MAX] {
            assert!(checked(vec![observation(1, at, 0.0)]).is_err(), "{at}");
        }
        assert!(checked(vec![observation(1 << 53, 0, 0.0)]).is_err());
        assert!(checked(vec![observation(1, 0, 0.0); MOST_APPENDED + 1]).is_err());
        assert!(checked(vec![observation((1 << 53) - 1, Timestamp::EARLIEST.0, f64::MAX)]).is_ok());
        assert!(checked(vec![observation(1, Timestamp::END.0 - 1, -f64::MAX); MOST_APPENDED]).is_ok());
    }

    #[test]
    fn zero_has_no_sign() {
        assert!(checked(vec![observation(1, 0, -0.0)]).unwrap()[0].2.is_sign_positive());
    }
}
