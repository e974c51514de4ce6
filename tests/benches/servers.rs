//! The servers, in a thread of their own.

use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use specwright_tests::Canned;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

/// Two servers, one for each client. They end when this is dropped.
pub(crate) struct Servers {
    pub(crate) first: Canned,
    pub(crate) second: Canned,
    /// Never sent to: its end is the signal to stop.
    alive: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Servers {
    pub(crate) fn start() -> Result<Self> {
        let (started, servers) = mpsc::channel();
        let (alive, stopped) = oneshot::channel::<()>();
        let runtime = runtime()?;
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                let both = async { Ok((Canned::start(1).await?, Canned::start(1).await?)) };
                // What can't be handed over, nobody waits for.
                let _: Result<(), mpsc::SendError<_>> = started.send(both.await);
                let _: Result<(), oneshot::error::RecvError> = stopped.await;
            });
        });
        let started: Result<_> = servers.recv().map_err(|_| anyhow!("the servers' thread has ended"))?;
        let (first, second) = started.context("the servers can't be started")?;
        Ok(Self { first, second, alive: Some(alive), thread: Some(thread) })
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        self.alive.take();
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            std::panic::resume_unwind(panic);
        }
    }
}

/// A runtime of the thread that uses it.
pub(crate) fn runtime() -> Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
