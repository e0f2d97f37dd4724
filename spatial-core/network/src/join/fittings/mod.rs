//! What stands on the joined lines: `devices` on a node, an end or along an edge, `meters` along the pipe the rules give them.

mod devices;
mod meters;
mod place;

pub(super) use devices::{Fitted, devices};
pub(super) use meters::{Customer, meters};
pub(super) use place::At;
