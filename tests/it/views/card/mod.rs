//! The card of what was tapped, and the forms in which it is changed or made.

mod create;
mod edit;
mod tapped;
