//! How far long work is: a moving line on a terminal, a plain line now and then elsewhere.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use spatial_core::message::Message;

use crate::cli::terminal::console::Console;

/// Between two plain lines in a log file.
const PERIOD: Duration = Duration::from_secs(5);

/// Progress of one piece of work.
#[derive(Debug)]
pub(crate) struct ProgressLine {
    console: Console,
    bar: Option<ProgressBar>,
    last: Instant,
}

impl ProgressLine {
    pub(crate) fn start(console: Console) -> Self {
        let bar = console.is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(
                ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { console, bar, last: Instant::now() }
    }

    /// So many records so far.
    pub(crate) fn show(&mut self, read: u64) {
        self.tell(&Message::new("import-progress").with("read", read));
    }

    /// How far it is, in words of the work's own.
    pub(crate) fn tell(&mut self, message: &Message) {
        if let Some(bar) = &self.bar {
            bar.set_message(self.console.language.say(message));
        } else if self.last.elapsed() >= PERIOD {
            self.last = Instant::now();
            self.console.note(message);
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
