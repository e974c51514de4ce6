use std::time::{Duration, SystemTime};

use tokio::time::{self, Instant};

use super::call::Now;
use super::chance;

/// The time of one call.
pub(crate) enum Clock {
    /// Tokio's.
    Tokio(Instant),
}

/// The time of an attempt has passed.
pub(crate) struct Passed;

impl Clock {
    pub(crate) fn tokio() -> Self {
        Self::Tokio(Instant::now())
    }

    pub(crate) fn now(&self) -> Now {
        Now { elapsed: self.elapsed(), wall: SystemTime::now(), chance: chance::fraction() }
    }

    /// Since the call began.
    pub(crate) fn elapsed(&self) -> Duration {
        match self {
            Self::Tokio(start) => start.elapsed(),
        }
    }

    pub(crate) async fn wait(&self, wait: Duration) {
        match self {
            Self::Tokio(_) => time::sleep(wait).await,
        }
    }

    /// What comes of the attempt, if it ends in time.
    pub(crate) async fn within<T>(&self, limit: Duration, attempt: impl Future<Output = T>) -> Result<T, Passed> {
        match self {
            Self::Tokio(_) => time::timeout(limit, attempt).await.map_err(|_| Passed),
        }
    }
}
