use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::fake_response::{self, FakeResponse};
use super::fake_server::FakeServer;
use crate::runtime::call::Now;
use crate::runtime::error::TransportError;

/// The part of a fake server that one call sees. Time passes at once.
#[derive(Clone)]
pub(crate) struct FakeCall {
    server: FakeServer,
    times: Arc<Mutex<Times>>,
}

#[derive(Clone, Copy, Default)]
struct Times {
    /// Since the call began.
    elapsed: Duration,
    /// When the attempt has to be over.
    until: Duration,
}

impl FakeCall {
    pub(crate) fn new(server: FakeServer) -> Self {
        Self { server, times: Arc::default() }
    }

    /// The time, without jitter, so that tests can know the waits.
    pub(crate) fn now(&self) -> Now {
        let elapsed = self.with(|times| times.elapsed);
        let wall = SystemTime::now();
        Now { elapsed, wall: wall.checked_add(elapsed).unwrap_or(wall), random: || 0.0 }
    }

    pub(crate) fn wait(&self, wait: Duration) {
        self.with(|times| times.elapsed = times.elapsed.saturating_add(wait));
        self.server.advance(wait);
    }

    /// Begins an attempt.
    pub(crate) fn set_timeout(&self, limit: Duration) {
        self.with(|times| times.until = times.elapsed.saturating_add(limit));
    }

    /// The next reply, up to its head.
    pub(crate) fn send(&self, request: &reqwest::Request) -> Result<FakeResponse, TransportError> {
        fake_response::start(self.server.receive(request), request, self)
    }

    /// Lets time pass, up to the end of the attempt; tells whether that came first.
    pub(super) fn advance(&self, time: Duration) -> bool {
        let left = self.with(|times| times.until.saturating_sub(times.elapsed));
        self.wait(time.min(left));
        time >= left
    }

    fn with<T>(&self, f: impl FnOnce(&mut Times) -> T) -> T {
        f(&mut self.times.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
