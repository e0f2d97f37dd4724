//! Work that computes, away from the threads that wait.

/// Runs what computes away from the threads that wait.
pub(crate) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(cancelled) => std::panic::resume_unwind(Box::new(cancelled)),
        },
    }
}
