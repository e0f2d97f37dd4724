//! The steward's desk on the server and in the browser, and the same deeds at the command line: lines of imports, layers that go, what files are
//! taken for, summaries of all layers.

mod app;
mod guessed;
mod lines;
mod removed;
mod server;
mod summaries;
