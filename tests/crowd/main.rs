//! What a good client gets among bad ones, in a ratio to what it gets alone. Latencies mean nothing beside other work, so these tests are
//! a program of their own, and each waits for the one before.

mod clients;
mod eight;

use std::time::Duration;

use anyhow::{Result, ensure};
use system_tests::crowd::{good, percentile};
use system_tests::memory::allow_files;
use system_tests::program::Server;
use tokio::sync::{Mutex, MutexGuard};

/// The good client's address.
const GOOD: &str = "127.0.0.3";
/// It asks so often.
const PAUSE: Duration = Duration::from_millis(20);
/// What a quiet answer is counted as at least. What is guarded against made others wait for seconds, and a busy machine makes some tens of
/// milliseconds of nothing; the ratio itself is measured by `make bench ROW=crowd`.
const LEAST: Duration = Duration::from_millis(30);
/// How many times slower answers may be.
const MOST: u32 = 5;
/// Longest wait for what takes a moment; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// The machine for one test; a thousand connections have two ends here.
async fn alone() -> Result<MutexGuard<'static, ()>> {
    static MACHINE: Mutex<()> = Mutex::const_new(());
    let machine = MACHINE.lock().await;
    let allowed = allow_files(4096);
    ensure!(allowed >= 2048, "a crowd needs more open files than {allowed}: raise `ulimit -n`, also its hard limit");
    Ok(machine)
}

/// What the good client gets of a server in so many seconds.
async fn asked(server: &Server, seconds: u64) -> Result<Vec<Duration>> {
    good(&server.address, GOOD, PAUSE, Duration::from_secs(seconds)).await
}

/// So many of a hundred answers among others took no longer than five times what they take alone.
fn is_fair(hundredths: usize, quiet: &[Duration], among: &[Duration]) -> Result<()> {
    let [quiet, among] = [quiet, among].map(|took| percentile(took.to_vec(), hundredths));
    ensure!(among <= quiet.max(LEAST) * MOST, "p{hundredths} {among:?} among others, {quiet:?} alone");
    Ok(())
}
