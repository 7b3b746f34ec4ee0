//! Work spread over threads, results in the order of the input, memory bounded.
//!
//! At most a few pieces per thread are under way at once, so a stream of any length runs in the same memory. No
//! result depends on how many threads there are.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Pieces under way per thread: enough to keep threads busy while one slow piece holds back the output.
const PIECES_PER_THREAD: usize = 16;

/// Returns how many threads to use: `wanted`, else one per core.
pub fn threads(wanted: Option<usize>) -> NonZero<usize> {
    let cores = || std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    wanted.and_then(NonZero::new).unwrap_or_else(cores)
}

/// Takes the pieces that `feed` hands to its argument through `work`, and hands the results to `take` in order.
///
/// A panic of `work` is one of the caller's thread: no thread is left to wait for a piece that will not come.
///
/// # Errors
///
/// The first error of `take` (which `feed` gets back from the call that met it) or of `feed`.
pub fn in_order<T: Send, U: Send, E>(
    n_threads: NonZero<usize>,
    work: impl Fn(T) -> U + Sync,
    feed: impl FnOnce(&mut dyn FnMut(T) -> Result<(), E>) -> Result<(), E>,
    mut take: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    if n_threads.get() == 1 {
        return feed(&mut |piece| take(work(piece)));
    }
    let (to_workers, from_feed) = channel::<(u64, T)>();
    let (to_taker, from_workers) = channel::<(u64, thread::Result<U>)>();
    let (shared, work) = (&Mutex::new(from_feed), &work);
    std::thread::scope(move |scope| {
        for _ in 0..n_threads.get() {
            let to_taker = to_taker.clone();
            scope.spawn(move || serve(shared, &to_taker, work));
        }
        drop(to_taker);
        let mut window = Window::new(from_workers, n_threads.get() * PIECES_PER_THREAD);
        let fed = feed(&mut |piece| window.push(&to_workers, piece, &mut take));
        drop(to_workers);
        fed.and_then(|()| window.drain(0, &mut take))
    })
}

/// Works until there is nothing left to fetch or nobody left to take.
fn serve<T, U>(
    pieces: &Mutex<Receiver<(u64, T)>>,
    results: &Sender<(u64, thread::Result<U>)>,
    work: &impl Fn(T) -> U,
) {
    loop {
        let fetched = pieces.lock().ok().and_then(|pieces| pieces.recv().ok());
        let Some((number, piece)) = fetched else { return };
        let result = catch_unwind(AssertUnwindSafe(|| work(piece)));
        if results.send((number, result)).is_err() {
            return;
        }
    }
}

/// Pieces under way, and results that wait for an earlier one.
struct Window<U> {
    results: Receiver<(u64, thread::Result<U>)>,
    waiting: BTreeMap<u64, U>,
    n_pushed: u64,
    n_taken: u64,
    n_open_max: u64,
}

impl<U> Window<U> {
    fn new(results: Receiver<(u64, thread::Result<U>)>, n_open_max: usize) -> Window<U> {
        Window { results, waiting: BTreeMap::new(), n_pushed: 0, n_taken: 0, n_open_max: n_open_max as u64 }
    }

    fn push<T, E>(
        &mut self,
        workers: &Sender<(u64, T)>,
        piece: T,
        take: &mut impl FnMut(U) -> Result<(), E>,
    ) -> Result<(), E> {
        self.drain(self.n_open_max - 1, take)?;
        // Workers only hang up once this sender is gone.
        if workers.send((self.n_pushed, piece)).is_ok() {
            self.n_pushed += 1;
        }
        Ok(())
    }

    /// Takes results in order until at most `n_open` pieces are under way.
    fn drain<E>(&mut self, n_open: u64, take: &mut impl FnMut(U) -> Result<(), E>) -> Result<(), E> {
        while self.n_pushed - self.n_taken > n_open {
            if let Some(result) = self.waiting.remove(&self.n_taken) {
                self.n_taken += 1;
                take(result)?;
            } else if let Ok((number, result)) = self.results.recv() {
                self.waiting.insert(number, result.unwrap_or_else(|panic| resume_unwind(panic)));
            } else {
                return Ok(());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(n_threads: usize) -> Vec<u64> {
        let mut taken = Vec::new();
        let feed = |push: &mut dyn FnMut(u64) -> Result<(), ()>| (0..1000).try_for_each(push);
        let work = |number: u64| {
            if number.is_multiple_of(97) {
                std::thread::yield_now();
            }
            number * number
        };
        let done = in_order(threads(Some(n_threads)), work, feed, |square| {
            taken.push(square);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        taken
    }

    #[test]
    fn any_number_of_threads_gives_the_same_order() {
        assert_eq!(squares(1), squares(2));
        assert_eq!(squares(1), squares(7));
        assert_eq!(squares(3).len(), 1000);
    }

    #[test]
    #[should_panic(expected = "piece 20")]
    fn a_panic_of_the_work_is_passed_on() {
        let feed = |push: &mut dyn FnMut(u64) -> Result<(), ()>| (0..1000).try_for_each(push);
        let work = |number: u64| assert_ne!(number, 20, "piece 20");
        let done = in_order(threads(Some(2)), work, feed, |()| Ok(()));
        assert_eq!(done, Ok(()), "the panic is lost");
    }

    #[test]
    fn an_error_of_the_taker_stops_the_feed() {
        let mut n_fed = 0;
        let feed = |push: &mut dyn FnMut(u64) -> Result<(), &'static str>| {
            (0..1_000_000).try_for_each(|number| {
                n_fed += 1;
                push(number)
            })
        };
        let done = in_order(threads(Some(2)), |number| number, feed, |_| Err("closed"));
        assert_eq!(done, Err("closed"));
        assert!(n_fed < 1000, "fed {n_fed}");
    }
}
