//! What people read in a browser: documents as plain pages, the portal, and the headers that keep pages of ours from harm.
//!
//! In reading order: `html` (any document), `frame` (what stands around each), `words` (how things are called), `layers` and `operations`
//! (lists of them), `small_map`, `preview` (what others show of a link), `manifest` (what phones are told), `portal` with its `examples`, `search`, `guard`.

pub(crate) mod examples;
pub(crate) mod frame;
pub(crate) mod guard;
pub(crate) mod html;
pub(crate) mod layers;
pub(crate) mod manifest;
pub(crate) mod operations;
pub(crate) mod portal;
pub(crate) mod preview;
pub(crate) mod search;
pub(crate) mod small_map;
pub(crate) mod words;
