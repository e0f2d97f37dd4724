//! The numbers by which who listens knows that something was appended.

use std::collections::BTreeMap;

use tokio::sync::watch;

use crate::store::series::SeriesName;

/// A number for each series that is another after each append. All who listen in this process share it.
#[derive(Debug, Default)]
pub(in crate::store) struct Appends(watch::Sender<AppendNumbers>);

/// The number of each series there is.
pub(in crate::store) type AppendNumbers = BTreeMap<SeriesName, u64>;

impl Appends {
    /// The numbers, and word of when they move.
    pub(in crate::store) fn heard(&self) -> watch::Receiver<AppendNumbers> {
        self.0.subscribe()
    }

    /// Takes note of numbers kept elsewhere.
    pub(in crate::store) fn are(&self, numbers: impl IntoIterator<Item = (SeriesName, u64)>) {
        self.0.send_if_modified(|counts| {
            let mut has_moved = false;
            for (name, number) in numbers {
                has_moved |= counts.insert(name, number) != Some(number);
            }
            has_moved
        });
    }

    /// Takes note of an append to each of these.
    pub(in crate::store) fn happened(&self, names: impl IntoIterator<Item = SeriesName>) {
        self.0.send_if_modified(|counts| {
            let mut has_moved = false;
            for name in names {
                *counts.entry(name).or_default() += 1;
                has_moved = true;
            }
            has_moved
        });
    }
}
