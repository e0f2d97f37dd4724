//! What people read in a browser: documents as plain pages, the portal, and the headers that keep pages of ours from harm.

mod examples;
pub(crate) mod guard;
pub(crate) mod html;
pub(crate) mod portal;
pub(crate) mod search;
