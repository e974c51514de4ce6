use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Handle, Runtime};
use tokio::task::coop;

/// Waits for the output of a future that needs this runtime, which has a thread of its own for connections and time.
///
/// In async code there is nothing: Tokio's own `block_on` would panic there.
pub(super) fn for_output<F: Future>(runtime: &Runtime, future: F) -> Option<F::Output> {
    if is_async() {
        return None;
    }
    let _entered = runtime.enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return Some(output),
            Poll::Pending => thread::park(),
        }
    }
}

/// More than any task may do before it lets others run.
const MORE_THAN_A_BUDGET: usize = 1000;

/// Whether this is a task of Tokio's, which others wait for.
///
/// Tokio says on which of its threads this is only by a panic. But tasks have a budget, after which they must let
/// others run, and code that may block has none. What is used up here the task has back when it runs next.
fn is_async() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    let mut is_spent = || pin!(coop::consume_budget()).poll(&mut context).is_pending();
    Handle::try_current().is_ok() && (0..MORE_THAN_A_BUDGET).any(|_| is_spent())
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
