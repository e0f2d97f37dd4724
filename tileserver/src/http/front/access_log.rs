//! One line per request on standard error, written by a thread of its own so that a slow terminal slows nobody.
//!
//! Workers append a finished line to a buffer under a short lock; the thread takes the buffer ten times
//! a second. If the terminal cannot keep up, lines beyond [`MOST_BYTES`] are dropped and counted, never waited for.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::IpAddr;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use axum::http::{HeaderValue, Method, StatusCode, Uri};

use crate::http::front::masked;
use crate::text::clock;

/// Most text waiting to be written: a second of 80,000 requests.
const MOST_BYTES: usize = 16 << 20;
const PERIOD: Duration = Duration::from_millis(100);

/// What is known of a request when it has been answered.
#[derive(Debug)]
pub(crate) struct LogLine<'a> {
    /// The client's address, as the proxy we trust names it.
    pub(crate) client: Option<IpAddr>,
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
    pub(crate) status: StatusCode,
    /// Of the answer as it was made: a text may go out in fewer (`outgoing/packed.rs`), and a stream counts as none.
    pub(crate) bytes: u64,
    pub(crate) took: Duration,
    pub(crate) id: &'a HeaderValue,
}

/// The log; dropping it writes what is left.
#[derive(Debug)]
pub(crate) struct AccessLog {
    shared: Arc<LineQueue>,
    writer: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct LineQueue {
    waiting: Mutex<Waiting>,
    wake: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    text: String,
    dropped: u64,
    closed: bool,
}

impl AccessLog {
    /// Starts the writer thread.
    pub(crate) fn start() -> std::io::Result<Self> {
        let shared = Arc::new(LineQueue::default());
        let theirs = Arc::clone(&shared);
        let writer = std::thread::Builder::new().name("access-log".to_owned()).spawn(move || write_out(&theirs))?;
        Ok(Self { shared, writer: Some(writer) })
    }

    /// Appends one line; never waits for the terminal.
    pub(crate) fn write(&self, line: &LogLine) {
        self.append(|out| line.append_to(out, SystemTime::now()));
    }

    /// Appends a line about what was no HTTP request: from where, and what was wrong with it, in the parser's words.
    pub(crate) fn malformed(&self, peer: IpAddr, problem: &dyn std::error::Error) {
        self.append(|out| {
            clock::append(out, SystemTime::now());
            let _ = writeln!(out, " {peer} - - 400 0 0us - malformed request: {problem}");
        });
    }

    fn append(&self, line: impl FnOnce(&mut String)) {
        let mut waiting = self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.text.len() > MOST_BYTES {
            waiting.dropped += 1;
        } else {
            line(&mut waiting.text);
        }
    }
}

impl Drop for AccessLog {
    fn drop(&mut self) {
        self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.shared.wake.notify_all();
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

fn write_out(shared: &LineQueue) {
    let mut text = String::new();
    loop {
        let (dropped, closed) = {
            let waiting = shared.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let (mut waiting, _) = shared
                .wake
                .wait_timeout_while(waiting, PERIOD, |waiting| !waiting.closed)
                .unwrap_or_else(PoisonError::into_inner);
            std::mem::swap(&mut waiting.text, &mut text);
            (std::mem::take(&mut waiting.dropped), waiting.closed)
        };
        if dropped > 0 {
            let _ = writeln!(text, "access log: {dropped} lines dropped");
        }
        let _ = std::io::stderr().write_all(text.as_bytes());
        text.clear();
        if closed {
            return;
        }
    }
}

impl LogLine<'_> {
    fn append_to(&self, out: &mut String, now: SystemTime) {
        clock::append(out, now);
        out.push(' ');
        match self.client {
            Some(client) => {
                let _ = write!(out, "{client}");
            }
            None => out.push('-'),
        }
        let path = masked::path(self.uri.path());
        for part in [self.method.as_str(), path.as_ref()] {
            out.push(' ');
            out.push_str(part);
        }
        if let Some(query) = self.uri.query() {
            out.push('?');
            masked::query(out, query);
        }
        out.push(' ');
        out.push_str(self.status.as_str());
        out.push(' ');
        number(out, self.bytes);
        out.push(' ');
        number(out, u64::try_from(self.took.as_micros()).unwrap_or(u64::MAX));
        out.push_str("us ");
        out.push_str(self.id.to_str().unwrap_or("-"));
        out.push('\n');
    }
}

fn number(out: &mut String, value: u64) {
    clock::padded(out, value, value.checked_ilog10().unwrap_or(0) + 1);
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn a_line_says_who_asked_what_and_what_came_of_it() {
        let mut out = String::new();
        let line = LogLine {
            client: Some(std::net::Ipv4Addr::LOCALHOST.into()),
            method: &Method::GET,
            uri: &"/xyz/parcels/14/1/2?lang=vi".parse().unwrap(),
            status: StatusCode::OK,
            bytes: 20_480,
            took: Duration::from_micros(35),
            id: &HeaderValue::from_static("abc"),
        };
        line.append_to(&mut out, UNIX_EPOCH + Duration::from_millis(1_795_293_293_007));
        assert_eq!(out, "2026-11-21T20:34:53.007Z 127.0.0.1 GET /xyz/parcels/14/1/2?lang=vi 200 20480 35us abc\n");
    }
}
