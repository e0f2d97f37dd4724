//! Which encoding and which representation the client wants.
