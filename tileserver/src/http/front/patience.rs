//! A connection to a client that must read what it asked for.

use std::future::Future as _;
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use metrics::Counter;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use crate::http::front::places::{InUse, User};

/// A stream whose writes fail when the other end has taken nothing for too long: whoever asks and does not read would hold a
/// place among the connections, and the memory of an answer, for ever.
#[derive(Debug)]
pub(crate) struct Patient {
    stream: TcpStream,
    patience: Duration,
    /// Counts clients we gave up.
    given_up: Counter,
    /// The connection's place, in use while an answer waits to be read.
    place: User,
    /// Runs while a write waits for room.
    waiting: Option<(Pin<Box<Sleep>>, InUse)>,
}

impl Patient {
    pub(crate) fn new(stream: TcpStream, patience: Duration, given_up: Counter, place: User) -> Self {
        Self { stream, patience, given_up, place, waiting: None }
    }

    /// What came of a write; an error instead of more waiting once patience is at its end.
    fn judge(&mut self, written: Poll<Result<usize>>, context: &mut Context<'_>) -> Poll<Result<usize>> {
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let (patience, place) = (self.patience, &self.place);
        let (waiting, _) = self.waiting.get_or_insert_with(|| (Box::pin(sleep(patience)), place.in_use()));
        ready!(waiting.as_mut().poll(context));
        self.given_up.increment(1);
        Poll::Ready(Err(std::io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.judge(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
