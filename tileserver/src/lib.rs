//! The server and the `diaban` program.
