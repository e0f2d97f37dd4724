//! The pages in a real browser.

mod changes;
mod everyone;
mod map;
mod measure;
mod planning;
mod portal;
mod search;
mod sign_in;
mod subjects;
