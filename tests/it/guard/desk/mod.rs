//! The steward's desk on the server, and the same deeds at the command line: lines of imports, layers that go, what files are taken for, summaries
//! of all layers.

mod guessed;
mod lines;
mod removed;
mod summaries;
