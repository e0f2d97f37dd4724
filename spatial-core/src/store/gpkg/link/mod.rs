//! The way to the file: where it lies (`home`), connections to it (`connection`), those that read (`readers`) as long as somebody waits
//! (`interrupt`), the one that writes (`writer`), and waiting for the disk (`off_thread`).

pub(super) mod connection;
pub(super) mod home;
mod interrupt;
pub(super) mod off_thread;
pub(super) mod readers;
pub(super) mod writer;
