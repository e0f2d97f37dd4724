//! The time by which limits fill up again and tokens end; tests hold it and move it.

use std::time::{Duration, Instant, SystemTime};

/// Where the time comes from.
#[derive(Debug)]
pub(crate) enum Clock {
    /// The system's.
    System {
        /// Since when it counts.
        start: Instant,
    },
    /// It stands still until it is moved.
    #[cfg(test)]
    Held(std::sync::Mutex<Duration>),
}

impl Clock {
    /// The system's clock, counting from now.
    pub(crate) fn system() -> Self {
        Self::System { start: Instant::now() }
    }

    /// Time passed since the start: never goes back, whatever is done to the system's clock.
    pub(crate) fn passed(&self) -> Duration {
        match self {
            Self::System { start } => start.elapsed(),
            #[cfg(test)]
            Self::Held(passed) => *passed.lock().unwrap(),
        }
    }

    /// The time of day.
    pub(crate) fn now(&self) -> SystemTime {
        match self {
            Self::System { .. } => SystemTime::now(),
            #[cfg(test)]
            Self::Held(passed) => SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_293_293) + *passed.lock().unwrap(),
        }
    }

    #[cfg(test)]
    pub(crate) fn held() -> Self {
        Self::Held(std::sync::Mutex::default())
    }

    #[cfg(test)]
    pub(crate) fn advance(&self, by: Duration) {
        if let Self::Held(passed) = self {
            *passed.lock().unwrap() += by;
        }
    }
}
