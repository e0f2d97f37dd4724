//! What rows share: programs and data under measurement, clocks, and the table they end in.

pub(crate) mod clock;
pub(crate) mod data;
pub(crate) mod figures;
pub(crate) mod machine;
pub(crate) mod ours;
pub(crate) mod page;
pub(crate) mod postgis;
pub(crate) mod process;
pub(crate) mod server;
pub(crate) mod watch;
pub(crate) mod window;
pub(crate) mod zones;
