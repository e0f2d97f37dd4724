//! CPU seconds of processes, from `/proc`. Linux only, as the bench is.

use anyhow::{Context, Result};

/// Linux shows CPU time to user programs in hundredths of a second (`USER_HZ`, the same on all platforms).
const TICKS_PER_SECOND: f64 = 100.0;

/// CPU seconds: in the program, and in the kernel for it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cpu {
    pub(crate) user_s: f64,
    pub(crate) system_s: f64,
}

impl Cpu {
    /// What a process and its threads have used so far.
    pub(crate) fn of(process: u32) -> Result<Self> {
        Self::read(&process.to_string(), 0)
    }

    /// What this process has used so far.
    pub(crate) fn own() -> Result<Self> {
        Self::read("self", 0)
    }

    /// What children of this process that have ended used.
    pub(crate) fn children() -> Result<Self> {
        Self::read("self", 2)
    }

    pub(crate) fn total_s(self) -> f64 {
        self.user_s + self.system_s
    }

    pub(crate) fn since(self, before: Self) -> Self {
        Self { user_s: self.user_s - before.user_s, system_s: self.system_s - before.system_s }
    }

    /// `utime`, `stime` are fields 14 and 15 of proc_pid_stat(5); those of children follow.
    fn read(process: &str, skip: usize) -> Result<Self> {
        let text = std::fs::read_to_string(format!("/proc/{process}/stat")).context("the process is gone")?;
        let (_, fields) = text.rsplit_once(')').context("/proc/…/stat")?;
        let mut ticks = fields.split_whitespace().skip(11 + skip).map(str::parse::<f64>);
        let mut next = || ticks.next().context("/proc/…/stat")?.context("/proc/…/stat");
        Ok(Self { user_s: next()? / TICKS_PER_SECOND, system_s: next()? / TICKS_PER_SECOND })
    }
}

/// Repeats the work until it has used two CPU seconds or more, and returns the CPU seconds of one round.
pub(crate) fn repeat(mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    work()?;
    let before = Cpu::own()?;
    let mut rounds = 0.0;
    loop {
        work()?;
        rounds += 1.0;
        let used = Cpu::own()?.since(before).total_s();
        if used >= 2.0 {
            return Ok(used / rounds);
        }
    }
}
