//! What only water has: jobs for which valves are closed, and meters that are read. Graph, traces and isolation are shared by all networks and
//! lie beside it.

pub(crate) mod reading;
pub mod shutdown;
