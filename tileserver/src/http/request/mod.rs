//! What a request says besides its path: who sends it, in which language, for which representation, with which parameters;
//! and how a file comes in (`uploads`).

pub(crate) mod choice;
pub(crate) mod cookie;
pub(crate) mod extract;
pub(crate) mod layer;
pub(crate) mod named;
pub(crate) mod negotiate;
pub(crate) mod pages;
pub(crate) mod peer;
pub(crate) mod reached;
pub(crate) mod uploads;
