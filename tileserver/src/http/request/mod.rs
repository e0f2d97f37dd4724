//! What a request says besides its path: who sends it, in which language, for which representation, with which parameters.

pub(crate) mod cookie;
pub(crate) mod extract;
pub(crate) mod layer;
pub(crate) mod negotiate;
pub(crate) mod peer;
pub(crate) mod reached;
