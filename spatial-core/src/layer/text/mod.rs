//! Texts in the form in which they are kept, and in the form in which they are compared.

mod composed;
mod fold;

pub use composed::composed;
pub use fold::folded;
