//! The pages in a real browser.

mod changes;
mod everyone;
pub(crate) mod extract;
pub(crate) mod map;
mod measure;
mod planning;
mod portal;
mod public;
mod register;
mod search;
mod sign_in;
mod subjects;
mod versions;
mod water;

pub(crate) use everyone::nothing_in_the_way;
pub(crate) use map::{DRAWN, among_parcels, no_trouble, open_tab, visit};
pub(crate) use subjects::press;
