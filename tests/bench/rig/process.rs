//! Runs a program and says what it cost: wall time, CPU seconds, peak memory.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use system_tests::memory::memory_kb;

use crate::rig::clock::Cpu;

/// What a program cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall_s: f64,
    pub(crate) cpu_s: f64,
    /// Most resident memory, as last seen before its end.
    pub(crate) peak_mb: f64,
}

/// Runs a program to its end; fails if it fails.
pub(crate) fn run(command: &mut Command) -> Result<Cost> {
    let (before, start) = (Cpu::children()?, Instant::now());
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("starting {}", command.get_program().display()))?;
    let process = child.id().to_string();
    let mut peak_kb = 0;
    let status = loop {
        peak_kb = memory_kb(&process, "VmHWM").unwrap_or(0).max(peak_kb);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    ensure!(status.success(), "{command:?} failed: {status}");
    let cpu_s = Cpu::children()?.since(before).total_s();
    #[expect(clippy::cast_precision_loss, reason = "memory is below 2^52 kB")]
    Ok(Cost { wall_s: start.elapsed().as_secs_f64(), cpu_s, peak_mb: peak_kb as f64 / 1024.0 })
}

/// The program under test: it lies beside the bench.
pub(crate) fn diaban() -> Result<Command> {
    let path = std::env::current_exe()?.with_file_name("diaban");
    ensure!(path.exists(), "{} is missing: cargo build --profile dist -p tileserver", path.display());
    Ok(Command::new(path))
}
