//! Between the program and the terminal: what it prints, how far it is, what somebody types unseen, who that is, a code for a camera.

pub(super) mod account;
pub(super) mod adoption;
pub(super) mod console;
pub(super) mod progress;
pub(super) mod qr;
pub(super) mod report;
pub(super) mod typed;
