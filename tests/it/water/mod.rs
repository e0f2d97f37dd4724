//! Water networks over HTTP and the command line: traces, bursts, jobs, meters.

mod meters;
mod network;
mod shutdowns;
